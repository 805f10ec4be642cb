"""How many pixels a picture would unfold to, before it is kept: a few kB can claim gigabytes."""

import logging
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from crawlers.picture_header import ANSWER, LENGTH

logger = logging.getLogger(__name__)

MOST_PIXELS: Final = 100_000_000
"""Twice what the largest cameras of telephones make."""

_SECONDS: Final = 20.0


@dataclass(slots=True)
class PictureMeter:
    """Asks a limited child process, which starts with the first picture and again after one has ended it."""

    most_pixels: int = MOST_PIXELS
    _process: "subprocess.Popen[bytes] | None" = field(default=None)

    def is_too_large(self, content: bytes) -> bool:
        """Whether the header claims more pixels than we keep, or ends the process that reads it."""
        try:
            width, height = self._ask(content)
        except (OSError, ValueError):
            logger.warning("a picture of %d bytes ended the process that read its header; its bytes are not kept",
                           len(content))  # fmt: skip
            self.close()
            return True
        if width * height > self.most_pixels:
            logger.warning("a picture claims %d x %d pixels; its bytes are not kept", width, height)
            return True
        return False

    def close(self) -> None:
        """End the child process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()

    def _ask(self, content: bytes) -> tuple[int, int]:
        stdin, stdout = self._streams()
        limit = threading.Timer(_SECONDS, self._process.kill if self._process is not None else self.close)
        limit.start()
        try:
            stdin.write(LENGTH.pack(len(content)) + content)
            stdin.flush()
            answer = stdout.read(ANSWER.size)
        finally:
            limit.cancel()
        if len(answer) != ANSWER.size:
            message = "no answer"
            raise ValueError(message)
        width, height = ANSWER.unpack(answer)
        return width, height

    def _streams(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            program = str(Path(__file__).with_name("picture_header.py"))
            # -I: nothing of the environment or of the working folder is imported.
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and file
                [sys.executable, "-I", program],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        if self._process.stdin is None or self._process.stdout is None:
            message = "no streams"
            raise OSError(message)
        return self._process.stdin, self._process.stdout
