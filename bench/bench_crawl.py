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
from pathlib import Path

ADS = int(os.environ.get("BENCH_ADS", "4000"))
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


def measure(module: str, *arguments: str) -> tuple[float, float]:
    """(pages a second, CPU seconds per 1,000 pages) of one child process."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, "-m", module, *arguments], check=True, stdout=subprocess.PIPE, text=True)
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert int(done.stdout) == ADS, done.stdout
    total = ADS + (ADS + 49) // 50
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return total / seconds, 1000 * cpu / total


def main() -> None:
    """Print one JSON line."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.crawl_pages", str(ADS), str(port)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        server.stdout.readline()
        with tempfile.TemporaryDirectory() as folder:
            definition = Path(folder) / "bench.toml"
            definition.write_text(DEFINITION.format(port=port, concurrency=CONCURRENCY), encoding="utf-8")
            plain = measure("bench.plain_scrapy", f"http://127.0.0.1:{port}/list?page=1", str(CONCURRENCY))
            ours = measure("bench.our_crawl", str(definition), str(Path(folder) / "archive"))
    finally:
        server.terminate()
    print(
        json.dumps(
            {
                "bench": "crawl",
                "ads": ADS,
                "plain_pages_per_second": round(plain[0]),
                "pages_per_second": round(ours[0]),
                "ratio": round(ours[0] / plain[0], 3),
                "plain_cpu_seconds_per_1000": round(plain[1], 2),
                "cpu_seconds_per_1000": round(ours[1], 2),
                "cpu_ratio": round(plain[1] / ours[1], 3),
            }
        )
    )


if __name__ == "__main__":
    main()
