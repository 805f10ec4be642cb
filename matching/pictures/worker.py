"""The limited subprocess that touches picture bytes: a request line in, an answer line out, JSON both ways.

`{"path": ...}` asks for hashes, `{"content": BASE64}` for those of bytes that may not be written to disk; with
`"side": 640` for raw pixels of at most that size, which nobody needs to parse.
"""

import base64
import dataclasses
import hashlib
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import IO, Any, Final

import cv2

from crawlers.process_limits import bound_memory, grant_time
from matching.pictures.decoding import MOST_BYTES, Decoded, decode
from matching.pictures.faults import UnreadablePictureError
from matching.pictures.image_hash import ImageHash
from matching.pictures.reckoning import hash_decoded

CPU_SECONDS: Final = 2
"""Processor time for one picture (an ordinary one takes 15 ms). Wall time fails honest pictures on a busy machine."""
TOO_BIG: Final = "needs more memory than a picture may have"
MEMORY_ABOVE_START: Final = 420 << 20
"""Address space above what the libraries map at the start; resident memory stays below half of it."""


def limit_process() -> None:
    """Bound memory, files and core dumps of this process for good, and lower its priority."""
    bound_memory(MEMORY_ABOVE_START)
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)


def hash_file(path: Path) -> ImageHash:
    """Hash one file; what is wrong with it becomes its `fault`."""
    return _hash(open_file(path))


def hash_bytes(content: bytes) -> ImageHash:
    """Hash bytes that no file holds."""
    return _hash(open_bytes(content))


def _hash(opened: tuple[str, Decoded | None, str]) -> ImageHash:
    sha256, decoded, fault = opened
    if decoded is None:
        return ImageHash(sha256=sha256, fault=fault)
    try:
        return hash_decoded(sha256, decoded)
    except MemoryError:
        return ImageHash(sha256=sha256, fault=TOO_BIG)


def view_file(path: Path, side: int) -> dict[str, Any]:
    """Digest, fault, and RGB pixels at most `side` long, in base64."""
    sha256, decoded, fault = open_file(path)
    if decoded is None:
        return {"sha256": sha256, "fault": fault}
    height, width = decoded.pixels.shape[:2]
    scale = min(1.0, side / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    pixels = cv2.resize(decoded.pixels, size, interpolation=cv2.INTER_AREA)
    packed = base64.b64encode(pixels.tobytes()).decode("ascii")
    return {"sha256": sha256, "fault": "", "width": size[0], "height": size[1], "pixels": packed}


def open_file(path: Path) -> tuple[str, Decoded | None, str]:
    """Digest of the bytes, the decoded picture, and what is wrong where there is none."""
    try:
        # Devices and pipes have no end, or no beginning.
        if not path.is_file():
            return "", None, "no such file, or not an ordinary one"
        if (size := path.stat().st_size) > MOST_BYTES:
            return digest_file(path), None, f"{size} bytes, more than {MOST_BYTES}"
        content = path.read_bytes()
    except OSError as error:
        return "", None, f"cannot be opened: {error.strerror}"
    return open_bytes(content)


def open_bytes(content: bytes) -> tuple[str, Decoded | None, str]:
    """The same of bytes."""
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        return sha256, decode(content), ""
    except UnreadablePictureError as fault:
        return sha256, None, str(fault)
    except MemoryError:
        return sha256, None, TOO_BIG


def digest_file(path: Path) -> str:
    """SHA-256 of an ordinary file of any size. Raises OSError, also for devices and pipes: they may have no end."""
    if not path.is_file():
        message = f"{path}: not an ordinary file"
        raise OSError(message)
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    if "content" in asked:
        return dataclasses.asdict(hash_bytes(base64.b64decode(asked["content"])))
    path = Path(asked["path"])
    return view_file(path, asked["side"]) if "side" in asked else dataclasses.asdict(hash_file(path))


def answer(requests: IO[str], answers: IO[str]) -> None:
    """Answer every request line until the input ends."""
    for line in requests:
        grant_time(CPU_SECONDS)
        asked = json.loads(line)
        found = _answer(asked)
        answers.write(json.dumps(found) + "\n")
        answers.flush()


def main() -> None:
    """Entry point: `python -m matching.pictures.worker`."""
    os.nice(5)
    cv2.setNumThreads(1)
    limit_process()
    # A decoder that prints would break the protocol: answers go to a copy of the descriptor, prints to nowhere.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    answer(sys.stdin, answers)


if __name__ == "__main__":
    main()
