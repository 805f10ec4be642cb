"""Our crawl against plain Scrapy on the same pages in the same run: listing, pagination, 7 fields.

Ours also archives (WARC, hash chain), keeps the frontier and stores ads. Bar: 0.75 of plain Scrapy's pages a second.
"""

import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ADS = int(os.environ.get("BENCH_ADS", "4000"))
PAIRS = int(os.environ.get("BENCH_PAIRS", "5"))
CONCURRENCY = 16

DEFINITION = """
slug = "bench"
name = "Bench"
hosts = ["127.0.0.1"]
start = ["http://127.0.0.1:{port}/list?page=1"]
ad_type = "commercial"
country = "US"
timezone = "UTC"
languages = ["en"]
lawful_basis = "made-up pages of this benchmark"
delay = 0
concurrency = {concurrency}
[listing]
ad_links = ["ul.ads a::attr(href)"]
next = ["a.next::attr(href)"]
[ad]
scope = "article"
native_id = '/ad/(\\d+)'
[fields]
title = ["h2"]
text = [".text"]
phone = [".phone"]
price = [".price"]
place = [".place"]
author = [".author"]
posted_at = ["time::attr(datetime)"]
"""


@dataclass(frozen=True)
class Run:
    """One crawl in a process of its own: pages a second by the clock, and processor seconds per 1,000 pages."""

    pages_per_second: float
    cpu_seconds_per_1000: float


def measure(module: str, *arguments: str) -> Run:
    """Crawl all pages once."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, "-m", module, *arguments], check=True, stdout=subprocess.PIPE, text=True)
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert int(done.stdout) == ADS, done.stdout
    total = ADS + (ADS + 49) // 50
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(total / seconds, 1000 * cpu / total)


def compare(port: int) -> Iterator[tuple[Run, Run]]:
    """Pairs of (plain Scrapy, ours), one after the other, so that both meet the same machine."""
    for _ in range(PAIRS):
        with tempfile.TemporaryDirectory() as folder:
            definition = Path(folder) / "bench.toml"
            definition.write_text(DEFINITION.format(port=port, concurrency=CONCURRENCY), encoding="utf-8")
            plain = measure("bench.plain_scrapy", f"http://127.0.0.1:{port}/list?page=1", str(CONCURRENCY))
            yield plain, measure("bench.our_crawl", str(definition), str(Path(folder) / "archive"))


def main() -> None:
    """Print one JSON line: medians over the pairs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "bench.crawl_pages", str(ADS), str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        server.stdout.readline()
        pairs = list(compare(port))
    finally:
        server.terminate()
    told = {
        "bench": "crawl",
        "ads": ADS,
        "pairs": PAIRS,
        "load": round(os.getloadavg()[0], 1),
        "plain_pages_per_second": round(median(plain.pages_per_second for plain, _ in pairs)),
        "pages_per_second": round(median(ours.pages_per_second for _, ours in pairs)),
        "ratio": round(median(ours.pages_per_second / plain.pages_per_second for plain, ours in pairs), 3),
        "plain_cpu_seconds_per_1000": round(median(plain.cpu_seconds_per_1000 for plain, _ in pairs), 2),
        "cpu_seconds_per_1000": round(median(ours.cpu_seconds_per_1000 for _, ours in pairs), 2),
        "cpu_ratio": round(median(plain.cpu_seconds_per_1000 / ours.cpu_seconds_per_1000 for plain, ours in pairs), 3),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
