"""Which cluster a reviewer gets next. A claim is given to one person only, and runs out."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from index.engine import Engine
from review_ui.accounts.models import Account
from review_ui.investigations.models import Answer, ReviewAnswer, ReviewClaim

CLAIM_LASTS: Final = timedelta(minutes=15)
_LOOKED_THROUGH: Final = 500
_SMALLEST: Final = 2
_ENOUGH: Final = 2


def claim_next(reviewer: Account, engine: Engine) -> str:
    """The id of a cluster for this reviewer: the one already open, else the largest that needs an answer; or `""`."""
    since = timezone.now() - CLAIM_LASTS
    own = ReviewClaim.objects.filter(reviewer=reviewer, claimed_at__gte=since).first()
    if own is not None:
        return own.cluster_id
    answered = set(ReviewAnswer.objects.filter(reviewer=reviewer).values_list("cluster_id", flat=True))
    taken = set(ReviewClaim.objects.filter(claimed_at__gte=since).values_list("cluster_id", flat=True))
    settled = find_settled()
    for count in engine.largest_clusters(_LOOKED_THROUGH):
        if count.ads < _SMALLEST or count.value in answered or count.value in taken or count.value in settled:
            continue
        if _claim(count.value, reviewer):
            return count.value
    return ""


def holds_claim(reviewer: Account, cluster_id: str) -> bool:
    """Whether this reviewer has the cluster open now."""
    since = timezone.now() - CLAIM_LASTS
    return ReviewClaim.objects.filter(reviewer=reviewer, cluster_id=cluster_id, claimed_at__gte=since).exists()


def find_settled() -> set[str]:
    """Clusters on which two reviewers agree."""
    answers: dict[str, list[str]] = defaultdict(list)
    for cluster_id, answer in ReviewAnswer.objects.values_list("cluster_id", "answer"):
        answers[cluster_id].append(answer)
    return {cluster_id for cluster_id, told in answers.items() if agreed_answer(told)}


def agreed_answer(answers: Iterable[str]) -> str:
    """What two reviewers say of one cluster; `""` where they do not agree, or only that it is unclear."""
    counts = Counter(answer for answer in answers if answer != Answer.UNSURE)
    return next((answer for answer, number in counts.most_common(1) if number >= _ENOUGH), "")


def release(reviewer: Account) -> None:
    """Give back whatever this reviewer has open."""
    ReviewClaim.objects.filter(reviewer=reviewer).delete()


def _claim(cluster_id: str, reviewer: Account) -> bool:
    now = timezone.now()
    try:
        with transaction.atomic():
            ReviewClaim.objects.filter(cluster_id=cluster_id, claimed_at__lt=now - CLAIM_LASTS).delete()
            ReviewClaim.objects.filter(reviewer=reviewer).delete()
            ReviewClaim.objects.create(cluster_id=cluster_id, reviewer=reviewer, claimed_at=now)
    except IntegrityError:
        return False
    return True
