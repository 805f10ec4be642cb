"""A new ad carries an identifier of a tip: found in the index's changes, by keyed hashes alone."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from crawlers.ad import Ad
from extractors.mention import IDENTIFIER_KINDS
from index.engine import Engine
from matching.links.keys import LinkKey
from review_ui.hotline.keys import hash_key, hash_keys
from review_ui.hotline.models import Progress, TipAlert, TipKey
from review_ui.hotline.sealing import seal, unseal

_STEP = 500


def follow_changes(engine: Engine) -> int:
    """Raise the alerts of every change since the last time; how many are new. Only this desk's process calls it."""
    progress, _made = Progress.objects.get_or_create(name="alerts")
    raised = 0
    batch: list[tuple[str, tuple[str, ...]]] = []
    last = progress.sequence
    for change in engine.changes(progress.sequence):
        last = change.sequence
        if not change.deleted:
            batch.append((change.ad_id, change.keys))
        if len(batch) >= _STEP:
            raised += _raise_alerts(engine, batch)
            batch = []
    raised += _raise_alerts(engine, batch)
    if last != progress.sequence:
        progress.sequence = last
        progress.save(update_fields=["sequence"])
    return raised


def ad_of(alert: TipAlert) -> str:
    """The ad_id an alert is about. Raises KeyGoneError when the case was deleted."""
    case_id = str(alert.key.tip.case_id)
    return str(unseal(case_id, _bound(alert.key, alert.ad_hash), alert.sealed_ad)["ad_id"])


def _raise_alerts(engine: Engine, batch: Sequence[tuple[str, tuple[str, ...]]]) -> int:
    carried = {ad_id: hash_keys(LinkKey.parse(key) for key in keys) for ad_id, keys in batch}
    hashes = {one for found in carried.values() for one in found}
    watched: dict[str, list[TipKey]] = {}
    for part in _chunks(sorted(hashes)):
        rows = TipKey.objects.filter(key_hash__in=part, kind__in=IDENTIFIER_KINDS, tip__is_draft=False)
        for row in rows.select_related("tip"):
            watched.setdefault(row.key_hash, []).append(row)
    matched = {ad_id: [key for one in found for key in watched.get(one, ())] for ad_id, found in carried.items()}
    held = engine.get([ad_id for ad_id, keys in matched.items() if keys])
    with transaction.atomic():
        return sum(_raise_one(key, held[ad_id].ad) for ad_id, keys in matched.items() if ad_id in held for key in keys)


def _raise_one(key: TipKey, ad: Ad) -> bool:
    if not is_news(ad, key.tip.created_at):
        return False
    ad_hash = hash_key(LinkKey("ad", ad.ad_id))
    if TipAlert.objects.filter(key=key, ad_hash=ad_hash).exists():
        return False
    sealed = seal(str(key.tip.case_id), _bound(key, ad_hash), {"ad_id": ad.ad_id})
    TipAlert.objects.create(key=key, ad_hash=ad_hash, sealed_ad=sealed)
    return True


def is_news(ad: Ad, since: datetime) -> bool:
    """Whether the ad came, or was changed, after that time: a rebuild puts old ads again, and those are no news."""
    return ad.first_seen_at >= since or (ad.revision > 1 and ad.last_seen_at >= since)


def _bound(key: TipKey, ad_hash: str) -> str:
    return f"alert {key.pk} {ad_hash}"


def _chunks(hashes: list[str]) -> list[list[str]]:
    return [hashes[start : start + _STEP] for start in range(0, len(hashes), _STEP)]
