"""The board with nothing on its pages until a script has fetched it, and what can happen to the browser meanwhile."""

import contextlib
import os
import threading
from collections.abc import Callable
from pathlib import Path

from tests.crawlers.board import Answer, Board

_LOAD = (
    b"function load() { fetch('/raw' + location.pathname + location.search).then(answer => answer.text())"
    b".then(text => { document.body.innerHTML = text }) }"
)
SHELL = b"<!doctype html><body><script>" + _LOAD + b"; load()</script></body>"
NOTICE = b"<!doctype html><body><script>" + _LOAD + b"</script><button id=adult onclick=load()>I am 18</button></body>"
"""Nothing is loaded before the button is pressed."""


class ScriptBoard(Board):
    """`/raw/...` are the board's own pages; everything else but pictures and robots.txt is a shell that fetches them.

    `moments` maps a path to what happens the first so many times it is asked for, before it is answered.
    """

    def __init__(self, count: int = 4, per_page: int = 5) -> None:
        super().__init__(count, per_page)
        self.moments: dict[str, list[Callable[[], None]]] = {}
        self.shell = SHELL
        self._moment = threading.Lock()

    def answer(self, path: str) -> Answer:
        with self._moment:
            waiting = self.moments.get(path)
            if waiting:
                waiting.pop(0)()
        if path.startswith("/raw/"):
            return super().answer(path.removeprefix("/raw"))
        if path == "/robots.txt" or path.startswith("/pic/"):
            return super().answer(path)
        return 200, {"Content-Type": "text/html; charset=utf-8"}, self.shell


def descendants_of(pid: int) -> dict[int, bytes]:
    """Command lines of all processes below one, by process id."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            parents.setdefault(parent, []).append(int(folder.name))
    found: dict[int, bytes] = {}
    waiting = [pid]
    while waiting:
        for child in parents.get(waiting.pop(), []):
            waiting.append(child)
            with contextlib.suppress(OSError):
                found[child] = Path(f"/proc/{child}/cmdline").read_bytes()
    return found


def signal_those(pid: int, number: int, is_meant: Callable[[bytes], bool]) -> int:
    """Send a signal to the processes below `pid` whose command line is meant; how many there were."""
    sent = 0
    for child, command in descendants_of(pid).items():
        if is_meant(command):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, number)
                sent += 1
    return sent


def is_browser(command: bytes) -> bool:
    """The browser itself, not its helpers."""
    return b"--threadline-crawl=" in command and b"--type=" not in command


def is_renderer(command: bytes) -> bool:
    """The helper that holds a page."""
    return b"--type=renderer" in command


def is_driver(command: bytes) -> bool:
    """Playwright's own process."""
    return b"playwright" in command and b"run-driver" in command
