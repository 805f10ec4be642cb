"""Read text out of pixels in a limited subprocess: one hostile picture costs one answer, never the caller."""

import base64
import contextlib
import json
import os
import selectors
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from extractors.faults import MissingExtraError
from extractors.ocr import HOW_TO_GET_IT, PictureText, is_installed

WALL_SECONDS: Final = 300.0
"""Backstop behind the worker's own processor-time limit, for a machine so loaded that nothing moves."""


class PictureReading:
    """A subprocess that reads; started at first use and again after it died; stopped when its context ends."""

    def __init__(self) -> None:
        """Raises MissingExtraError where the extra `ocr` is not installed."""
        if not is_installed():
            message = f"the extra `ocr` is not installed: {HOW_TO_GET_IT}"
            raise MissingExtraError(message)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def read(self, pixels: npt.NDArray[np.uint8]) -> PictureText | None:
        """The text in RGB pixels, shape (height, width, 3); None where reading broke the limits of time or memory."""
        height, width = pixels.shape[:2]
        packed = base64.b64encode(pixels.tobytes()).decode("ascii")
        line = self._exchange((json.dumps({"width": width, "height": height, "pixels": packed}) + "\n").encode())
        # A worker that died in the middle of a line left no answer.
        if not line.endswith(b"\n"):
            self._stop()
            return None
        found = json.loads(line)
        return PictureText(found["text"], found["sure"])

    def _exchange(self, request: bytes) -> bytes:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            return b""
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(request)
            process.stdin.flush()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            return process.stdout.readline() if selector.select(WALL_SECONDS) else b""

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = _start()
        return self._process

    def _stop(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.communicate()
        self._process = None


def _start() -> subprocess.Popen[bytes]:
    """`-P` and our own path: a file named numpy.py in the current folder must not be imported."""
    root = str(Path(__file__).resolve().parents[1])
    environment = os.environ | {"PYTHONPATH": root, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-P", "-m", "extractors.ocr_worker"]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
