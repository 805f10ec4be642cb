"""Store what people decide about pairs, and hand it to the linker."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from matching.judgement import Judgement as Decision
from matching.judgement import Verdict
from review_ui.accounts.models import Account
from review_ui.desk import current_desk
from review_ui.faults import BadRecordError
from review_ui.investigations.models import Judgement


@dataclass(frozen=True, slots=True)
class NewJudgement:
    """A decision on two ads or keys, at the revisions that were read (0: a key)."""

    left: str
    right: str
    verdict: str
    reason: str
    left_revision: int = 0
    right_revision: int = 0
    cluster_id: str = ""


def add_judgement(new: NewJudgement, account: Account | None = None, actor: str = "") -> Judgement:
    """Keep a decision. Raises BadRecordError for an unknown verdict, a missing reason, or a pair that is one thing."""
    if new.verdict not in {verdict.value for verdict in Verdict}:
        message = f"verdict {new.verdict!r}: give same, different or unsure"
        raise BadRecordError(message)
    if not new.reason.strip() or new.left == new.right or not (new.left and new.right):
        message = "a judgement needs two different things and a reason"
        raise BadRecordError(message)
    return Judgement.objects.create(
        left=new.left,
        right=new.right,
        left_revision=new.left_revision,
        right_revision=new.right_revision,
        verdict=new.verdict,
        reason=new.reason.strip(),
        cluster_id=new.cluster_id,
        decided_by=account,
        actor=actor,
        decided_at=datetime.now(UTC),
        owner=current_desk().organisation,
    )


def decisions() -> Iterator[Decision]:
    """Every decision as the linker reads it, oldest first; of two on one pair the later counts."""
    for row in Judgement.objects.order_by("decided_at", "created_at"):
        yield Decision(row.left, row.right, Verdict(row.verdict), row.decided_at)
