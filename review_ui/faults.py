"""Everything that can go wrong in the desks, mapped to an answer in one place (middleware.py)."""


class ReviewFault(Exception):
    """Base of every fault of the desks."""


class AuditFault(ReviewFault):
    """The audit row could not be written: no data may leave. Answered with 503."""


class Refused(ReviewFault):
    """The policy, or a missing reason or consent, says no. Answered with 403."""


class KeyGone(ReviewFault):
    """The key of a case was destroyed: its records cannot be read any more."""


class BadRecord(ReviewFault):
    """A value handed to one of the loading functions cannot be stored; the message names it."""
