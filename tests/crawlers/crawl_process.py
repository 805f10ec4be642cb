"""Runs crawls for tests, each in a fork of its own: Twisted's reactor starts once per process, imports cost a second.

Reads one JSON job a line: {options, out, log} and the fields of Setting; answers the fork's process id, and later its
exit status.
"""

import dataclasses
import importlib
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any, Literal

import dateparser
import scrapy.core.downloader.handlers.http11
import scrapy.core.engine

from crawlers.crawl import run
from crawlers.crawl_options import CrawlOptions
from crawlers.parsing.found import Found

PRELOADED = (dateparser, scrapy)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin:
        job = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _crawl(job)
        _say(pid)
        _say(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


@dataclasses.dataclass(frozen=True)
class Removed:
    """A removal list of ads."""

    ads: list[str]

    def holds_ad(self, ad_id: str) -> bool:
        return ad_id in self.ads

    def holds_content(self, ad_id: str, found: Found) -> bool:  # noqa: ARG002 - the protocol's signature
        return any(phone in str(found.fields) for phone in self.ads)


@dataclasses.dataclass(frozen=True)
class Quarantine:
    """A screen that keeps some digests apart."""

    digests: list[str]

    def verdict(self, sha256: str, content: bytes) -> Literal["store", "quarantine"]:  # noqa: ARG002 - as above
        return "quarantine" if sha256 in self.digests else "store"


def _say(value: int) -> None:
    sys.stdout.write(f"{value}\n")
    sys.stdout.flush()


def _crawl(job: dict[str, Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    log = os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    given = job["options"]
    given["definitions"] = tuple(Path(path) for path in given["definitions"])
    given["archive"] = Path(given["archive"])
    os.environ.update(job["environment"])
    for name, value in job["constants"].items():
        module, _, constant = name.rpartition(".")
        setattr(importlib.import_module(module), constant, value)
    told_so_far: list[dict[str, Any]] = []
    given["removal"] = Removed(job["removed"])
    given["screen"] = Quarantine(job["quarantined"])
    given["report"] = lambda progress: told_so_far.append(dataclasses.asdict(progress))
    code = 1
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        told = dataclasses.asdict(run(CrawlOptions(**given)))
        told["progress"] = told_so_far
        told["grown_kib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        Path(job["out"]).write_text(json.dumps(told), encoding="utf-8")
        code = 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


main()
