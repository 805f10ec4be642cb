"""Exit codes, and the one place where a fault becomes one."""

from enum import IntEnum
from typing import Final

from pydantic import ValidationError

from crawlers.faults import CrawlError, DefinitionError, ImportFileError
from index.faults import BadAddressError, BadQueryError, EngineError, NoIdentifierError, RemovalError
from matching.pictures.faults import PictureError
from matching.text.faults import TextError
from review_ui.faults import BadRecordError, ReviewError
from threadline.backup import BackupError
from threadline.data_folder import DataFolderError
from threadline.installation import InstallationError
from threadline.schedule import ScheduleError


class Exit(IntEnum):
    """Exit codes of the command line; a command that could give several gives the highest."""

    DONE = 0
    FAULTS = 1
    WRONG_CALL = 2
    INCOMPLETE = 9
    INTERRUPTED = 11
    BLOCKED = 18


WRONG_CALLS: Final = (
    ValidationError,
    BadQueryError,
    BadAddressError,
    NoIdentifierError,
    RemovalError,
    DefinitionError,
    ImportFileError,
    BadRecordError,
    InstallationError,
    ScheduleError,
)
"""The person can mend the call."""

FAULTS: Final = (
    *WRONG_CALLS,
    DataFolderError,
    BackupError,
    CrawlError,
    EngineError,
    PictureError,
    TextError,
    ReviewError,
    OSError,  # a full disk, a folder without permission: the system's own sentence names the file
)
"""Faults that end a command with their own sentence; anything else is a defect of ours and shows its traceback."""


def exit_of(fault: Exception) -> Exit:
    """The exit code of a known fault."""
    return Exit.WRONG_CALL if isinstance(fault, WRONG_CALLS) else Exit.FAULTS
