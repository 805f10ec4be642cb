"""Which ads people work with, so that no clock takes them away."""

from collections.abc import Iterator

from review_ui.investigations.models import Alert, Judgement, KeptAd


def ads_in_use() -> Iterator[str]:
    """ad_ids in an investigation, in a judgement (its sides may be keys too), or in an alert that nobody has seen."""
    yield from KeptAd.objects.values_list("ad_id", flat=True)
    yield from Alert.objects.filter(seen_at=None).values_list("ad_id", flat=True)
    for side in ("left", "right"):
        yield from Judgement.objects.values_list(side, flat=True)
