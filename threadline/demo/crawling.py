"""Crawl the demo's own site with the real spider, in a child process: Twisted's reactor starts once per process."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from crawlers.crawl_options import INTERRUPTED, CrawlOptions, CrawlOutcome
from crawlers.run_limits import Progress

Report = Callable[[Progress], None]


def crawl_in_child(definitions: tuple[Path, ...], archive: Path, report: Report) -> CrawlOutcome:
    """Run the crawl to its end; `report` is called in this process. A child that died gives exit code 11."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_crawl, args=(definitions, archive, there))
    child.start()
    there.close()
    try:
        while True:
            told = here.recv()
            if isinstance(told, CrawlOutcome):
                return told
            report(told)
    except EOFError:
        return CrawlOutcome(INTERRUPTED, faults=("the crawl stopped before its end",))
    finally:
        child.join()


def _crawl(definitions: tuple[Path, ...], archive: Path, told: Connection) -> None:
    from crawlers.crawl import run

    outcome = run(
        CrawlOptions(definitions, archive, allow_loopback=True, delay=0.0, pictures=True, report=told.send)
    )  # fmt: skip
    told.send(outcome)
    told.close()
