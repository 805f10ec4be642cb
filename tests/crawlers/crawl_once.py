"""One crawl in a process of its own (Twisted's reactor starts once per process): JSON options in, JSON outcome out."""

import dataclasses
import json
import sys
from pathlib import Path

from crawlers.crawl import run
from crawlers.crawl_options import CrawlOptions


def main() -> None:
    given = json.loads(sys.argv[1])
    given["definitions"] = tuple(Path(path) for path in given["definitions"])
    given["archive"] = Path(given["archive"])
    outcome = run(CrawlOptions(**given))
    sys.stdout.write(json.dumps(dataclasses.asdict(outcome)))


main()
