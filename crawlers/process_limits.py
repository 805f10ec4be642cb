"""What a child process that touches a stranger's bytes may use; the picture and text workers call this.

`picture_header.py` keeps its own three lines: it runs isolated (`-I`) and imports nothing of the project.
"""

import resource
from pathlib import Path


def bound_memory(above_start: int) -> None:
    """For good: `above_start` bytes of address space beyond what is mapped now, no file, no core dump."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + above_start
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def grant_time(seconds: int) -> None:
    """Let the next piece of work use `seconds` of processor time beyond what earlier ones used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))
