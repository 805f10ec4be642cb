"""The same ads and searches on the embedded engine and on real servers, one node each, on this machine.

THREADLINE_BENCH_ADS scales it (default 30,000). A server that cannot be had here is left out, with its reason
on standard error. Look-ups are served by the key store whatever the engine; bench_index has them.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles

from bench.index_world import IndexWorld
from index.open import open_index
from index.query import Query

ADS = int(os.environ.get("THREADLINE_BENCH_ADS", "30000"))
ROUNDS = 200
SEARCH_SERVER = Path(__file__).resolve().parents[1] / "bin" / "search-server"


def main() -> None:
    """Print one JSON line: documents a second, bytes an ad, milliseconds."""
    figures = {"embedded": measure("")}
    for kind in ("elasticsearch", "opensearch"):
        name = f"bench-{kind}"
        call = [sys.executable, str(SEARCH_SERVER), "start", kind, "--name", name, "--follow", str(os.getpid())]
        started = subprocess.run(call, stdout=subprocess.PIPE, text=True, check=False)
        if started.returncode == 0:
            figures[kind] = measure(f"{kind}+{started.stdout.strip()}/bench")
            subprocess.run([sys.executable, str(SEARCH_SERVER), "stop", name], check=True)
    print(json.dumps({"bench": "cluster", "ads": ADS, **figures}))


def measure(url: str) -> dict[str, object]:
    """One put of everything, then text with filters and all counts; making the documents is not counted."""
    world = IndexWorld(ADS)
    documents = list(world.documents())
    chance = random.Random(1)
    words = [
        f"{world.words[chance.randint(20, 2000)]} {world.words[chance.randint(200, 20_000)]}" for _ in range(ROUNDS)
    ]
    with tempfile.TemporaryDirectory() as folder:
        engine = open_index(Path(folder) / "index", url)
        started = time.perf_counter()
        engine.put(documents)
        rate = len(documents) / (time.perf_counter() - started)
        stats = engine.stats()
        for text in words[:20]:
            engine.search(Query(text=text))  # a server compiles its code while it answers
        times = []
        for text in words:
            started = time.perf_counter()
            engine.search(Query(text=text, sites=("site1", "site2")))
            times.append(1000 * (time.perf_counter() - started))
        engine.close()
    cut = quantiles(times, n=100)
    return {
        "versions": dict(stats.versions),
        "put_docs_s": round(rate),
        "bytes_an_ad": round(stats.disk_bytes / ADS),
        "search_p50": round(cut[49], 1),
        "search_p99": round(cut[98], 1),
    }


if __name__ == "__main__":
    main()
