"""How people's decisions stand today: what changed under each, and whether the links obey it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from index.engine import Engine
from matching.judgement import Verdict
from matching.links.keys import LINKING_KINDS, LinkKey
from review_ui.investigations.models import Judgement, Label


@dataclass(frozen=True, slots=True)
class Side:
    """An ad or key that a decision names. `revision` is the one held now, 0 where it is a key or no longer held."""

    name: str
    is_key: bool
    is_held: bool
    revision: int
    revision_then: int
    cluster_id: str

    @property
    def is_changed(self) -> bool:
        """Whether the ad has another text than the one that was read."""
        return self.is_held and bool(self.revision_then) and self.revision != self.revision_then


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement (two sides) or a label (one). `is_obeyed`: the links are as it says; None where it says nothing of
    links, or where something it names is not held."""

    verdict: str
    sides: tuple[Side, ...]
    reason: str
    who: str
    decided_at: datetime
    is_obeyed: bool | None


def judgement_standing(engine: Engine, row: Judgement) -> Standing:
    """One judgement beside the links of now."""
    sides = (_side(engine, row.left, row.left_revision), _side(engine, row.right, row.right_revision))
    return Standing(
        row.get_verdict_display().capitalize(), sides, row.reason, _who(row), row.decided_at,
        _obeyed(Verdict(row.verdict), sides),
    )  # fmt: skip


def label_standing(engine: Engine, row: Label) -> Standing:
    """One label beside the ad or key of now."""
    side = _side(engine, row.subject, row.revision)
    return Standing(row.get_kind_display(), (side,), row.reason, _who(row), row.decided_at, None)


def newest_first(standings: Iterable[Standing]) -> list[Standing]:
    """In the order of a page."""
    return sorted(standings, key=lambda one: one.decided_at, reverse=True)


def _side(engine: Engine, name: str, then: int) -> Side:
    kind, _, value = name.partition(":")
    if kind in LINKING_KINDS:
        summary = engine.summary([LinkKey(kind, value)])
        return Side(
            name, is_key=True, is_held=bool(summary.ads), revision=0, revision_then=0, cluster_id=summary.cluster_id
        )
    document = engine.get([name]).get(name)
    cluster = engine.cluster_of(name) if document else ""
    revision = document.ad.revision if document else 0
    return Side(
        name, is_key=False, is_held=document is not None, revision=revision, revision_then=then, cluster_id=cluster
    )


def _obeyed(verdict: Verdict, sides: tuple[Side, Side]) -> bool | None:
    if verdict is Verdict.UNSURE or not all(side.is_held for side in sides):
        return None
    left, right = (side.cluster_id for side in sides)
    together = bool(left) and left == right
    return together if verdict is Verdict.SAME else not together


def _who(row: Judgement | Label) -> str:
    return str(row.decided_by) if row.decided_by else row.actor
