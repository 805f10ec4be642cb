"""Which cases belong together, and why: by hashes of what their tips name, never by reading another case."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from index.engine import Engine
from matching.links.keys import LinkKey
from review_ui.hotline.keys import hash_keys, shared_keys
from review_ui.hotline.models import Case, Tip, TipAlert, TipKey
from review_ui.hotline.sealing import destroy_key, seal, unseal
from review_ui.templatetags.shown import as_number

_SAME_TIME = timedelta(days=30)
_ORDER = ("identifier", "ads", "organisation", "wording", "place")


@dataclass(frozen=True, slots=True)
class Related:
    """A case that may belong with another, the reasons for it, the strongest first."""

    case: Case
    reasons: tuple[tuple[str, str], ...]


def find_related(case: Case, words: Iterable[Mapping[str, object]], engine: Engine) -> list[Related]:
    """Cases that share identifiers, ads, an organisation, wording, or place and time with this one."""
    own = _own_keys(words)
    hashes = hash_keys(own)
    through_ads = hash_keys(_linked_in_ads(own, engine) - own)
    rows = (
        TipKey.objects.filter(key_hash__in=[*hashes, *through_ads], tip__case__joined_into=None)
        .exclude(tip__case=case)
        .select_related("tip", "tip__case")
    )
    times = [tip.received_at for tip in case.tips.all()]
    reasons: dict[Case, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        near = any(abs(row.tip.received_at - at) <= _SAME_TIME for at in times)
        named = (
            _name_reason(row, hashes, near=near) if row.key_hash in hashes else ("ads", through_ads[row.key_hash].value)
        )
        if named is not None:
            reasons[row.tip.case][named[0]].add(named[1])
    found = [Related(other, _in_order(why)) for other, why in reasons.items()]
    return sorted(found, key=lambda one: (_ORDER.index(one.reasons[0][0]), -len(one.reasons), one.case.number))


def join(into: Case, other: Case) -> None:
    """Move every tip of `other` into `into`, sealed anew under its key; the key of `other` is destroyed."""
    with transaction.atomic():
        for tip in other.tips.select_for_update():
            _move(tip, into)
        for consent in other.consents.all():
            giver = unseal(str(other.pk), str(consent.pk), consent.sealed_giver)
            consent.case, consent.sealed_giver = into, seal(str(into.pk), str(consent.pk), giver)
            consent.save(update_fields=["case", "sealed_giver"])
        other.disclosures.update(case=into)
        into.legal_hold = into.legal_hold or other.legal_hold
        into.save(update_fields=["legal_hold"])
        other.joined_into = into
        other.save(update_fields=["joined_into"])
        transaction.on_commit(lambda: destroy_key(str(other.pk)))


def _move(tip: Tip, into: Case) -> None:
    old = str(tip.case_id)
    words = unseal(old, str(tip.pk), tip.sealed)
    for alert in TipAlert.objects.filter(key__tip=tip):
        bound = f"alert {alert.key_id} {alert.ad_hash}"
        alert.sealed_ad = seal(str(into.pk), bound, unseal(old, bound, alert.sealed_ad))
        alert.save(update_fields=["sealed_ad"])
    for version in tip.versions.all():
        bound = f"version {version.pk}"
        version.sealed = seal(str(into.pk), bound, unseal(old, bound, version.sealed))
        version.save(update_fields=["sealed"])
    tip.case = into
    tip.sealed = seal(str(into.pk), str(tip.pk), words)
    tip.version += 1
    tip.save(update_fields=["case", "sealed", "version"])


def _own_keys(words: Iterable[Mapping[str, object]]) -> set[LinkKey]:
    keys: set[LinkKey] = set()
    for one in words:
        identifiers = one.get("identifiers")
        keys |= {LinkKey.parse(str(text)) for text in identifiers} if isinstance(identifiers, list) else set()
        keys |= shared_keys(*(str(one.get(name, "")) for name in ("organisation", "place", "narrative")))
    return keys


def _linked_in_ads(own: set[LinkKey], engine: Engine) -> set[LinkKey]:
    identifiers = [key for key in own if key.kind not in ("organisation", "tip_place", "wording")]
    if not identifiers:
        return set()
    return {LinkKey.parse(linked.key) for linked in engine.summary(identifiers).linked if not linked.hub}


def _name_reason(row: TipKey, hashes: Mapping[str, LinkKey], *, near: bool) -> tuple[str, str] | None:
    value = hashes[row.key_hash].value
    if row.kind == "tip_place":
        return ("place", value) if near else None
    if row.kind in ("organisation", "wording"):
        return row.kind, value
    return "identifier", value


def _in_order(why: Mapping[str, set[str]]) -> tuple[tuple[str, str], ...]:
    sentences = {
        "identifier": _("both name %s"),
        "ads": _("stand in the same ads as %s"),
        "organisation": _("the same organisation: %s"),
        "wording": _("the same words: “%s”"),
        "place": _("the same place within a month: %s"),
    }
    return tuple(
        (name, sentences[name] % ", ".join(map(as_number, sorted(why[name])[:3]))) for name in _ORDER if name in why
    )
