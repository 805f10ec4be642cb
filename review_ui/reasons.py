"""Why somebody looks: a call, an investigation, or words. Set once a session, written into every audit row."""

from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Reason:
    """`text` goes into the audit: the record's id, or the words typed. Only a record's id unmasks contacts."""

    kind: Literal["call", "case", "investigation", "words", "none"]
    text: str

    @property
    def unmasks(self) -> bool:
        """Whether contacts may be shown in full."""
        return self.kind in ("call", "case", "investigation")


NO_REASON = Reason("none", "")


def reason_of(request: HttpRequest) -> Reason:
    """The reason of this session; NO_REASON when none was set."""
    session = getattr(request, "session", None)
    if session is None:
        return NO_REASON
    if call := session.get("call_id"):
        return Reason("call", str(call))
    if case := session.get("case_id"):
        return Reason("case", str(case))
    if investigation := session.get("investigation_id"):
        return Reason("investigation", str(investigation))
    if words := session.get("reason_words"):
        return Reason("words", str(words))
    return NO_REASON
