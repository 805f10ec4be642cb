"""Store what people say ads and keys look like, and hand it to the linker."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from matching.label import Label as Said
from matching.label import LabelKind
from review_ui.accounts.models import Account
from review_ui.desk import current_desk
from review_ui.faults import BadRecordError
from review_ui.investigations.models import Label


@dataclass(frozen=True, slots=True)
class NewLabel:
    """A label on an ad at the revision that was read, or on a link key (`kind:value`, revision 0)."""

    subject: str
    kind: str
    reason: str
    revision: int = 0


def add_label(new: NewLabel, account: Account | None = None, actor: str = "") -> Label:
    """Keep a label. Raises BadRecordError for an unknown kind, a missing reason, or an agency line that is no key."""
    if new.kind not in {kind.value for kind in LabelKind}:
        message = f"label {new.kind!r}: give one of {', '.join(kind.value for kind in LabelKind)}"
        raise BadRecordError(message)
    if not (new.reason.strip() and new.subject.strip()):
        message = "a label needs a subject and a reason"
        raise BadRecordError(message)
    if new.kind == LabelKind.AGENCY_LINE.value and new.revision:
        message = "an agency line is a number or another contact, not an ad"
        raise BadRecordError(message)
    return Label.objects.create(
        subject=new.subject,
        revision=new.revision,
        kind=new.kind,
        reason=new.reason.strip(),
        decided_by=account,
        actor=actor,
        decided_at=datetime.now(UTC),
        owner=current_desk().organisation,
    )


def labels() -> Iterator[Said]:
    """Every label as the linker reads it, oldest first; of two on one subject the later counts."""
    for row in Label.objects.order_by("decided_at", "created_at"):
        yield Said(row.subject, LabelKind(row.kind), row.decided_at)


def labels_of(subject: str) -> list[Label]:
    """What was said of one subject, newest first."""
    return list(Label.objects.filter(subject=subject).order_by("-decided_at")[:20])
