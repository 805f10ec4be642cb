"""Everything that can go wrong in the desks, mapped to an answer in one place (middleware.py)."""


class ReviewError(Exception):
    """Base of every fault of the desks."""


class AuditError(ReviewError):
    """The audit row could not be written: no data may leave. Answered with 503."""


class RefusedError(ReviewError):
    """The policy, or a missing reason or consent, says no. Answered with 403."""


class KeyGoneError(ReviewError):
    """The key of a case was destroyed: its records cannot be read any more."""


class BadRecordError(ReviewError):
    """A value handed to one of the loading functions cannot be stored; the message names it."""
