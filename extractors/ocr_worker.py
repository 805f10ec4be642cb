"""The limited subprocess that reads text out of pixels: a request line in, an answer line out, JSON both ways.

`{"width": W, "height": H, "pixels": BASE64}` (RGB) is answered with `{"text": ..., "sure": ...}`. It never sees a
file: pictures of strangers are decoded elsewhere, in the limited process that does nothing else.
"""

import base64
import json
import os
import signal
import sys
from typing import IO, Any, Final

import numpy as np

from crawlers.process_limits import bound_memory, grant_time
from extractors.ocr import PictureReader

CPU_SECONDS: Final = 60
"""Processor time for one picture: a page full of text takes 3.5 s on an idle machine, an ordinary photo under one."""
MEMORY_ABOVE_START: Final = 3 << 30
"""Address space above what models and libraries map; ten lines of text at 1280 x 960 took 0.7 GiB."""


def limit_process() -> None:
    """Bound memory, files and core dumps of this process for good."""
    bound_memory(MEMORY_ABOVE_START)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)


def _answer(reader: PictureReader, asked: dict[str, Any]) -> dict[str, Any]:
    content = base64.b64decode(asked["pixels"])
    pixels = np.frombuffer(content, np.uint8).reshape(asked["height"], asked["width"], 3)
    read = reader.read_pixels(pixels)
    return {"text": read.text, "sure": read.sure}


def answer(requests: IO[str], answers: IO[str]) -> None:
    """Answer every request line until the input ends."""
    reader = PictureReader()
    limit_process()
    for line in requests:
        grant_time(CPU_SECONDS)
        answers.write(json.dumps(_answer(reader, json.loads(line))) + "\n")
        answers.flush()


def main() -> None:
    """Entry point: `python -m extractors.ocr_worker`."""
    os.nice(5)
    # A model runtime that prints would break the protocol: answers go to a copy of the descriptor.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    answer(sys.stdin, answers)


if __name__ == "__main__":
    main()
