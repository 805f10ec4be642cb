"""Child process: reads pictures from standard input, answers how large each says it is. Decodes nothing.

Started by `PictureMeter`. A hostile header costs this process at most, which has little memory, time and no files.
"""

import io
import resource
import struct
import sys
from typing import Final

from PIL import Image

LENGTH: Final = struct.Struct(">Q")
ANSWER: Final = struct.Struct(">QQ")

_MEMORY: Final = 512 * 1024 * 1024
_SECONDS: Final = 5


def main() -> None:
    """Until standard input ends: 8 bytes of length, the picture; then width and height, both 0 for what is none."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = None
    while head := sys.stdin.buffer.read(LENGTH.size):
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + _SECONDS, hard))
        content = sys.stdin.buffer.read(LENGTH.unpack(head)[0])
        sys.stdout.buffer.write(ANSWER.pack(*size_of(content)))
        sys.stdout.buffer.flush()


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height by the header, (0, 0) where it cannot be read."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return picture.size
    except Exception:  # a decoder may raise anything on bytes made to break it
        return 0, 0


if __name__ == "__main__":
    main()
