"""One writer per site, and all or nothing."""

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from crawlers.faults import ArchiveError


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE ... COMMIT; rolled back when the block raises."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def lock_site(root: Path, site: str) -> IO[str]:
    """Hold the site for this process until the handle is closed; the kernel lets go when the process dies.

    Raises ArchiveError when another process holds it.
    """
    path = root / "locks" / f"{site}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = path.open("a+", encoding="ascii")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        handle.seek(0)
        holder = handle.read(20).strip() or "another process"
        handle.close()
        message = f"{site} is being crawled already (process {holder})"
        raise ArchiveError(message) from error
    handle.truncate(0)
    handle.write(str(os.getpid()))
    handle.flush()
    return handle
