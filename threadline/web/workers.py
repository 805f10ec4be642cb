"""Several processes behind one port: the first prepares everything, then forks them; who dies is replaced."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Final

import structlog

_PAUSE_SECONDS: Final = 0.5
"""Between the death of a worker and the start of the next: one that cannot start must not turn into a busy loop."""
_GRACE_SECONDS: Final = 8.0
_log = structlog.get_logger("threadline")


def bind(port: int) -> list[socket.socket]:
    """Listening sockets on loopback, IPv4 and IPv6 where there is one. Raises OSError when the port is taken."""
    found = socket.getaddrinfo("localhost", port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    listening = []
    for family, kind, protocol, _name, address in found:
        try:
            one = socket.socket(family, kind, protocol)
        except OSError:
            continue  # a machine without IPv6
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind(address)
        one.listen(1024)
        one.setblocking(False)  # noqa: FBT003  # the library's own signature
        listening.append(one)
    return listening


class Workers:
    """Runs each task in a process of its own until a signal comes; all of them end with this one, however it ends."""

    def __init__(self, tasks: Sequence[Callable[[], None]]) -> None:
        self._tasks = tasks
        self._running: dict[int, Callable[[], None]] = {}
        self._stopping = False
        self._alive, self._held = os.pipe()

    def run(self) -> None:
        """Return when SIGTERM or SIGINT came and every worker has ended."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        for task in self._tasks:
            self._start(task)
        while self._running:
            try:
                pid, _status = os.waitpid(-1, 0)
            except ChildProcessError:
                break
            if pid not in self._running:
                continue
            task = self._running.pop(pid)
            if not self._stopping:
                _log.warning("a worker ended by itself and is replaced")
                time.sleep(_PAUSE_SECONDS)
                self._start(task)

    def _start(self, task: Callable[[], None]) -> None:
        if self._stopping:
            return
        pid = os.fork()
        if pid:
            self._running[pid] = task
            return
        status = 1
        try:
            os.close(self._held)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent tells us
            signal.signal(signal.SIGTERM, _leave)
            threading.Thread(target=self._end_with_parent, daemon=True).start()
            task()
            status = 0
        except SystemExit:
            status = 0
        except Exception as fault:  # told by its kind alone: its words may hold what somebody typed
            _log.error("a worker failed", fault=type(fault).__name__)  # no traceback in the log
        finally:
            os._exit(status)

    def _end_with_parent(self) -> None:
        """The other end of the pipe closes when the parent is gone, be it by kill -9."""
        os.read(self._alive, 1)
        os._exit(1)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
        for pid in tuple(self._running):
            os.kill(pid, signal.SIGTERM)
        signal.signal(signal.SIGALRM, self._force)
        signal.setitimer(signal.ITIMER_REAL, _GRACE_SECONDS)

    def _force(self, _number: int, _frame: FrameType | None) -> None:
        for pid in tuple(self._running):
            os.kill(pid, signal.SIGKILL)


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
