"""What can go wrong in the index. The command line maps these to exit codes, the web to pages."""


class EngineError(Exception):
    """Base of every fault of this package."""


class NoIdentifierError(EngineError, ValueError):
    """What was typed holds no number, address or other identifier we can look up (exit code 2)."""


class BadQueryError(EngineError, ValueError):
    """The query cannot be answered as asked: a broken cursor, a limit out of range, a radius that is not one (exit
    code 2)."""


class WriterBusyError(EngineError):
    """Another process is writing to this index; one writer at a time."""


class NewerIndexError(EngineError):
    """The index on disk was written by a newer version than this one reads."""


class NoRoomError(EngineError):
    """The index cannot be written: most likely the disk is full. What was acknowledged before is kept."""


class DamagedIndexError(EngineError):
    """The files of the index are broken; `threadline rebuild` makes them again from the archive."""


class EngineDownError(EngineError):
    """The search server is gone, red, full or too slow; nothing that was acknowledged is lost."""


class TextGoneError(EngineDownError):
    """The text index of this build is no longer on the server: a rebuild replaced it, or it was lost there."""


class RemovalError(EngineError):
    """The removal cannot be made, or the list cannot be read; nothing is shown that it might hold back."""


class RefusedError(EngineError):
    """The search server will not do it however often it is asked: wrong password, another product, a request it does
    not take."""


class BadAddressError(EngineError, ValueError):
    """The URL of the search server cannot be read (exit code 2)."""
