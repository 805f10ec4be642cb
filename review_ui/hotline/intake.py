"""Tips come in here: from the desk's form, a file, or the demo world."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from matching.links.keys import LinkKey
from review_ui.accounts.models import Account
from review_ui.desk import current_desk
from review_ui.faults import BadRecordError
from review_ui.hotline.choices import Channel, Consent, Exploitation, Reporter, Sector, Urgency
from review_ui.hotline.keys import hash_key, hash_keys, shared_keys
from review_ui.hotline.models import Call, Case, Tip, TipKey
from review_ui.hotline.sealing import seal, unseal


@dataclass(frozen=True, slots=True)
class NewTip:
    """A tip as it comes in. `identifiers` are confirmed link keys (`phone:+12125550134`); the words are sealed."""

    narrative: str
    identifiers: Sequence[str] = ()
    received_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    place: str = ""
    safe_contact: str = ""
    organisation: str = ""
    language: str = "en"
    needs_interpreter: bool = False
    sector: str = Sector.UNKNOWN
    channel: str = Channel.PHONE
    urgency: str = Urgency.ROUTINE
    reporter: str = Reporter.UNKNOWN
    exploitation: str = Exploitation.UNKNOWN
    consent: str = Consent.NOT_ASKED
    involves_minor: bool = False
    legacy_id: str = ""


_CHOICES = (
    ("channel", Channel),
    ("urgency", Urgency),
    ("reporter", Reporter),
    ("exploitation", Exploitation),
    ("consent", Consent),
)
_SEALED_CHOICES = (("sector", Sector),)
"""Chosen from a list, and kept with the words: together with a place they may name somebody."""


def add_tip(
    new: NewTip, recorded_by: Account | None = None, call: Call | None = None, tip_id: UUID | None = None
) -> Tip:
    """Keep a tip in a case of its own, with its identifiers as keyed hashes; `tip_id` is taken unless a tip has it.

    Raises BadRecordError for a choice that does not exist, an identifier that is no link key, or a time without a zone.
    """
    keys = check_tip(new)
    with transaction.atomic():
        case = open_case()
        tip = Tip(case=case, call=call, recorded_by=recorded_by, owner=case.owner, received_at=new.received_at)
        if tip_id is not None and not Tip.objects.filter(pk=tip_id).exists():
            tip.pk = tip_id
        for name, _ in _CHOICES:
            setattr(tip, name, getattr(new, name))
        tip.involves_minor, tip.legacy_id = new.involves_minor, new.legacy_id
        tip.sealed = seal(str(case.id), str(tip.id), _words(new))
        tip.save(force_insert=True)
        _file_keys(tip, keys | shared_keys(new.organisation, new.place, new.narrative))
    return tip


def change_tip(tip: Tip, new: NewTip) -> None:
    """Put `new` in the place of what the tip says, inside the caller's transaction. What it no longer names is not
    watched any more. Raises BadRecordError as `add_tip` does."""
    keys = check_tip(new) | shared_keys(new.organisation, new.place, new.narrative)
    for name, _ in _CHOICES:
        setattr(tip, name, getattr(new, name))
    tip.involves_minor = new.involves_minor
    tip.sealed = seal(str(tip.case_id), str(tip.pk), _words(new))
    tip.version += 1
    tip.save()
    TipKey.objects.filter(tip=tip).exclude(key_hash__in=hash_keys(keys)).delete()
    _file_keys(tip, keys)


def add_identifiers(tip: Tip, identifiers: Sequence[str]) -> None:
    """Confirmed identifiers of a tip that is kept already: sealed with its words, and filed as keyed hashes."""
    with transaction.atomic():
        held = Tip.objects.select_for_update().get(pk=tip.pk)
        words = unseal(str(held.case_id), str(held.pk), held.sealed)
        known = words.get("identifiers")
        kept = [str(one) for one in known] if isinstance(known, list) else []
        words["identifiers"] = [*kept, *(one for one in identifiers if one not in kept)]
        held.sealed = seal(str(held.case_id), str(held.pk), words)
        held.version += 1
        held.save(update_fields=["sealed", "version"])
        _file_keys(held, {LinkKey.parse(one) for one in identifiers})


def _file_keys(tip: Tip, keys: set[LinkKey]) -> None:
    rows = [TipKey(tip=tip, kind=key.kind, key_hash=hash_key(key)) for key in sorted(keys)]
    TipKey.objects.bulk_create(rows, ignore_conflicts=True)


def open_case() -> Case:
    """A new, empty case with the next number of this desk."""
    last = Case.objects.aggregate(last=Max("number"))["last"] or 0
    return Case.objects.create(number=last + 1, owner=current_desk().organisation)


def _words(new: NewTip) -> dict[str, object]:
    return {
        "narrative": new.narrative,
        "identifiers": list(new.identifiers),
        "place": new.place,
        "safe_contact": new.safe_contact,
        "organisation": new.organisation,
        "language": new.language,
        "needs_interpreter": new.needs_interpreter,
        "sector": str(new.sector),
    }


def check_tip(new: NewTip) -> set[LinkKey]:
    """The link keys of a tip that can be kept. Raises BadRecordError as `add_tip` does, and keeps nothing."""
    for name, choices in (*_CHOICES, *_SEALED_CHOICES):
        if getattr(new, name) not in choices.values:
            message = f"tip {name}: give one of {', '.join(choices.values)}"
            raise BadRecordError(message)
    if new.received_at.tzinfo is None:
        message = "tip received_at: give a time zone"
        raise BadRecordError(message)
    try:
        return {LinkKey.parse(text) for text in new.identifiers}
    except ValueError as error:
        message = "tip identifier: not a link key (kind:value)"
        raise BadRecordError(message) from error
