"""Our crawl for bench_crawl: `python -m bench.our_crawl DEFINITION ARCHIVE` prints the number of ads."""

import sys
from pathlib import Path

from crawlers.crawl import run
from crawlers.crawl_options import CrawlOptions

outcome = run(CrawlOptions((Path(sys.argv[1]),), Path(sys.argv[2]), allow_loopback=True))
assert outcome.exit_code == 0, outcome.faults[:3]
print(outcome.sites["bench"].ads["new"])
