"""Runs crawls for tests, each in a fork of its own: Twisted's reactor starts once per process, imports cost a second.

Reads one JSON job a line: {options, constants, environment, out, log}; answers the fork's process id, and later its
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
from typing import Any

import dateparser
import scrapy.core.downloader.handlers.http11
import scrapy.core.engine

from crawlers.crawl import run
from crawlers.crawl_options import CrawlOptions

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
    code = 1
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        told = dataclasses.asdict(run(CrawlOptions(**given)))
        told["grown_kib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        Path(job["out"]).write_text(json.dumps(told), encoding="utf-8")
        code = 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


main()
