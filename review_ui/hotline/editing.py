"""Change a tip that is kept: who saves second is told, and neither of the two versions is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from review_ui.accounts.models import Account
from review_ui.hotline.identifiers import read_identifiers
from review_ui.hotline.intake import NewTip, change_tip
from review_ui.hotline.models import Tip, TipVersion
from review_ui.hotline.sealing import seal, unseal

CLEAR_FIELDS: Final = ("channel", "urgency", "reporter", "exploitation", "consent", "involves_minor")
"""Stand beside the sealed words, not in them."""
WORD_FIELDS: Final = (
    "narrative", "identifiers", "place", "safe_contact", "organisation", "sector", "language", "needs_interpreter",
)  # fmt: skip

Fields = dict[str, object]


@dataclass(frozen=True, slots=True)
class Clash:
    """What two people wrote at once: `merged` is the form to go on with, `theirs` what the other wrote in the fields
    that both changed, `version` the one to save over."""

    merged: Fields
    theirs: Fields
    version: int


def read_fields(tip: Tip) -> Fields:
    """A tip as the form shows it."""
    words = unseal(str(tip.case_id), str(tip.pk), tip.sealed)
    fields: Fields = {name: getattr(tip, name) for name in CLEAR_FIELDS}
    fields |= {name: words.get(name, "") for name in WORD_FIELDS}
    named = words.get("identifiers")
    fields["identifiers"] = "\n".join(map(str, named)) if isinstance(named, list) else ""
    return fields


def save_changes(tip_id: UUID, mine: Mapping[str, object], base: int, by: Account) -> Clash | None:
    """Keep `mine` over version `base`, and the version before it too.

    Where somebody else saved meanwhile nothing is overwritten: what was written is put aside, and the Clash says how to
    go on. Raises BadRecordError as `add_tip` does.
    """
    with transaction.atomic():
        tip = Tip.objects.select_for_update().get(pk=tip_id)
        if tip.version != base:
            _put_aside(tip, mine, base, by)
            return _clash(tip, mine, base)
        held = read_fields(tip)
        _keep_version(tip, held, by, number=tip.version, is_aside=False)
        change_tip(tip, _as_new(tip, mine))
    return None


def read_version(version: TipVersion) -> Fields:
    """What stood in an earlier version, or in one that was put aside."""
    return unseal(str(version.tip.case_id), _bound(version), version.sealed)


def _as_new(tip: Tip, mine: Mapping[str, object]) -> NewTip:
    fields = {name: mine[name] for name in (*CLEAR_FIELDS, *WORD_FIELDS) if name in mine}
    fields["identifiers"] = read_identifiers(str(mine.get("identifiers", "")))
    return NewTip(**fields, received_at=tip.received_at, legacy_id=tip.legacy_id)  # type: ignore[arg-type]


def _clash(tip: Tip, mine: Mapping[str, object], base: int) -> Clash:
    theirs = read_fields(tip)
    before = _fields_at(tip, base)
    merged, both = dict(theirs), {}
    for name, value in mine.items():
        if name not in theirs or str(value) in (str(theirs[name]), str(before.get(name, ""))):
            continue
        merged[name] = value
        if str(theirs[name]) != str(before.get(name, "")):
            both[name] = theirs[name]
    return Clash(merged, both, tip.version)


def _fields_at(tip: Tip, number: int) -> Fields:
    found = TipVersion.objects.filter(tip=tip, number=number, is_aside=False).first()
    return read_version(found) if found is not None else {}


def _put_aside(tip: Tip, mine: Mapping[str, object], base: int, by: Account) -> None:
    _keep_version(
        tip, {name: mine.get(name, "") for name in (*CLEAR_FIELDS, *WORD_FIELDS)}, by, number=base, is_aside=True
    )


def _keep_version(tip: Tip, fields: Fields, by: Account, *, number: int, is_aside: bool) -> None:
    version = TipVersion(tip=tip, number=number, is_aside=is_aside, written_by=by, owner=tip.owner)
    version.sealed = seal(str(tip.case_id), _bound(version), fields)
    version.save(force_insert=True)


def _bound(version: TipVersion) -> str:
    return f"version {version.pk}"
