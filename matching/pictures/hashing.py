"""Hash pictures in limited subprocesses: one hostile file costs one answer, never the caller."""

import base64
import contextlib
import hashlib
import json
import os
import selectors
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Final, Self

import numpy as np

from matching.pictures.image_hash import ImageHash
from matching.pictures.view import VIEW_SIDE, View
from matching.pictures.view_hash import ViewHash
from matching.pictures.worker import digest_file

WALL_SECONDS: Final = 30.0
"""Backstop behind the worker's own processor-time limit: a file on a dead network share uses no processor time."""
AHEAD: Final = 8
"""Pictures in flight per worker, so that a long list of paths is never held in memory."""


class _Worker:
    """One subprocess; started at first use and again after it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The worker's answer about one picture, or a fault where it died over it."""
        process = self._running()
        try:
            line = _exchange(process, (json.dumps(request) + "\n").encode())
        except TimeoutError:
            line = b""
        # A worker that died in the middle of a line left no answer.
        if line.endswith(b"\n"):
            answer: dict[str, Any] = json.loads(line)
            return answer
        self.stop()
        return {"sha256": _digest(request), "fault": "broke the decoder's limits of time or memory"}

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.communicate()
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._process = _start()
        return self._process


class PicturePool:
    """Hashes pictures in `workers` subprocesses (default: one per processor), which it stops when its context ends."""

    def __init__(self, workers: int | None = None) -> None:
        self._count = workers or os.cpu_count() or 1
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._workers = [_Worker() for _ in range(self._count)]
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="pictures")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.stop()

    def hash(self, paths: Iterable[Path]) -> Iterator[ImageHash]:
        """One ImageHash per path, in the order of the paths; reads `paths` no further ahead than the workers need."""
        yield from map(read_answer, self._ask_all(paths, {}))

    def view(self, paths: Iterable[Path], side: int = VIEW_SIDE) -> Iterator[View]:
        """The pixels of each picture, at most `side` long, in order."""
        yield from map(_read_view, self._ask_all(paths, {"side": side}))

    def hash_bytes(self, content: bytes) -> ImageHash:
        """Hash bytes that may not be written to disk."""
        worker = self._idle.get()
        try:
            return read_answer(worker.ask({"content": base64.b64encode(content).decode("ascii")}))
        finally:
            self._idle.put(worker)

    def _ask_all(self, paths: Iterable[Path], wanted: dict[str, int]) -> Iterator[dict[str, Any]]:
        flying: deque[Future[dict[str, Any]]] = deque()
        for path in paths:
            flying.append(self._threads.submit(self._ask_one, path, wanted))
            if len(flying) >= AHEAD * self._count:
                yield flying.popleft().result()
        while flying:
            yield flying.popleft().result()

    def _ask_one(self, path: Path, wanted: dict[str, int]) -> dict[str, Any]:
        worker = self._idle.get()
        try:
            return worker.ask({"path": str(path), **wanted})
        finally:
            self._idle.put(worker)


def hash_pictures(paths: Iterable[Path], workers: int | None = None) -> Iterator[ImageHash]:
    """One ImageHash per path, in order. A file that cannot be read has its `fault`; nothing is raised for it."""
    with PicturePool(workers) as pool:
        yield from pool.hash(paths)


def hash_picture(path: Path) -> ImageHash:
    """Hash one picture in a subprocess of its own (about half a second; use `hash_pictures` for many)."""
    return next(hash_pictures((path,), workers=1))


def read_answer(found: dict[str, Any]) -> ImageHash:
    """An ImageHash from the mapping that `dataclasses.asdict` made of it, as JSON carries it."""
    whole, trimmed = found.get("whole"), found.get("trimmed")
    views = {
        "whole": ViewHash(**whole) if whole else None,
        "trimmed": ViewHash(**trimmed) if trimmed else None,
    }
    return ImageHash(**{**found, **views})


def _read_view(found: dict[str, Any]) -> View:
    if found["fault"]:
        return View(found["sha256"], fault=found["fault"])
    content = base64.b64decode(found["pixels"])
    pixels = np.frombuffer(content, np.uint8).reshape(found["height"], found["width"], 3)
    return View(found["sha256"], pixels)


def _start() -> subprocess.Popen[bytes]:
    """`-P` and our own path: a file named numpy.py in the current folder must not be imported."""
    root = str(Path(__file__).resolve().parents[2])
    # One thread per worker: the processors are shared out among the workers already.
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    # Keep freed picture memory in the process: mapping it anew for each picture costs a fifth of the time.
    keep = {"MALLOC_TRIM_THRESHOLD_": str(64 << 20), "MALLOC_MMAP_THRESHOLD_": str(32 << 20)}
    environment = os.environ | {"PYTHONPATH": root} | one_thread | keep
    command = [sys.executable, "-P", "-m", "matching.pictures.worker"]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> bytes:
    """The answer line, `b""` when the worker died. Raises TimeoutError."""
    if process.stdin is None or process.stdout is None:
        return b""
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(request)
        process.stdin.flush()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        # Once an answer starts to arrive, the rest follows, or the worker's own limit ends it.
        if not selector.select(WALL_SECONDS):
            raise TimeoutError
    return process.stdout.readline()


def _digest(request: dict[str, Any]) -> str:
    if "content" in request:
        return hashlib.sha256(base64.b64decode(request["content"])).hexdigest()
    with contextlib.suppress(OSError):
        return digest_file(Path(request["path"]))
    return ""
