"""What reviewers settled about the ads of a cluster, found again after a rebuild by the ads themselves, and what
changed under it since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from index.engine import Engine
from matching.cluster import Cluster
from review_ui.investigations.models import Answer, ReviewAnswer, ReviewedAd
from review_ui.review.queue import agreed_answer

_TOGETHER: Final = 500  # SQLite takes some thousand values in one question


@dataclass(frozen=True, slots=True)
class Settled:
    """An answer that two reviewers gave about `ads` ads; since then some `joined` the cluster, some `left` it, some
    `changed` their text."""

    label: str
    answered_at: datetime
    ads: int
    joined: int
    left: int
    changed: int

    @property
    def is_as_it_was(self) -> bool:
        """Whether nothing changed under the answer."""
        return not (self.joined or self.left or self.changed)


def find_settled_of(engine: Engine, cluster: Cluster) -> list[Settled]:
    """Settled answers that speak of ads of this cluster, the newest first. What is not settled stays unseen: the next
    reviewer decides without it."""
    members = [member.ad_id for member in cluster.members]
    answers: dict[str, dict[str, ReviewAnswer]] = defaultdict(dict)
    for answer in _answers_about(members):
        answers[answer.cluster_id][str(answer.pk)] = answer
    found = []
    for told in answers.values():
        value = agreed_answer(answer.answer for answer in told.values())
        if value:
            newest = max((one for one in told.values() if one.answer == value), key=lambda one: one.created_at)
            found.append(_compare(engine, newest, members))
    return sorted(found, key=lambda one: one.answered_at, reverse=True)


def keep_ads(answer: ReviewAnswer, revisions: Mapping[str, int]) -> None:
    """Write down which ads the answer speaks of; ad_id to revision."""
    answer.ads.all().delete()
    rows = [ReviewedAd(answer=answer, ad_id=ad_id, revision=revision) for ad_id, revision in revisions.items()]
    ReviewedAd.objects.bulk_create(rows, batch_size=_TOGETHER)


def revisions_of(engine: Engine, ad_ids: Sequence[str]) -> dict[str, int]:
    """The revision of each of these ads that is held now."""
    found: dict[str, int] = {}
    for start in range(0, len(ad_ids), _TOGETHER):
        held = engine.get(ad_ids[start : start + _TOGETHER])
        found |= {ad_id: document.ad.revision for ad_id, document in held.items()}
    return found


def _answers_about(ad_ids: Sequence[str]) -> Iterable[ReviewAnswer]:
    """Every answer of a review in which one of these ads stood."""
    reviews: set[str] = set()
    for start in range(0, len(ad_ids), _TOGETHER):
        rows = ReviewedAd.objects.filter(ad_id__in=ad_ids[start : start + _TOGETHER])
        reviews |= set(rows.values_list("answer__cluster_id", flat=True))
    return ReviewAnswer.objects.filter(cluster_id__in=reviews)


def _compare(engine: Engine, answer: ReviewAnswer, members: Sequence[str]) -> Settled:
    then = dict(answer.ads.values_list("ad_id", "revision"))
    now = revisions_of(engine, members)
    return Settled(
        label=str(Answer(answer.answer).label),
        answered_at=answer.created_at,
        ads=len(then),
        joined=sum(ad_id not in then for ad_id in members),
        left=len(then.keys() - set(members)),
        changed=sum(now.get(ad_id, revision) != revision for ad_id, revision in then.items()),
    )
