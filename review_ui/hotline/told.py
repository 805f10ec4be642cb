"""A form that was sent twice, or kept once more while its tip was being saved, is one tip."""

import uuid
from collections.abc import Mapping
from typing import Final

from review_ui.accounts.models import Account
from review_ui.hotline.editing import CLEAR_FIELDS, WORD_FIELDS, read_fields
from review_ui.hotline.identifiers import read_identifiers
from review_ui.hotline.models import Tip

_COMPARED: Final = tuple(name for name in (*CLEAR_FIELDS, *WORD_FIELDS) if name != "identifiers")


def find_told(worker: Account, typed: Mapping[str, object]) -> Tip | None:
    """The tip that this form has become, if it says all that is in the form now; its id is that of the form.

    Whoever goes back in the browser and changes a word has another tip: no word is dropped.
    """
    form_id = read_form_id(typed)
    tip = Tip.objects.select_related("case").filter(pk=form_id, recorded_by=worker).first() if form_id else None
    if tip is None:
        return None
    told = read_fields(tip)
    if any(_plain(told.get(name)) != _plain(typed.get(name)) for name in _COMPARED):
        return None
    named = read_identifiers(str(typed.get("identifiers") or ""))
    return tip if set(named) <= set(str(told["identifiers"]).splitlines()) else None


def read_form_id(typed: Mapping[str, object]) -> uuid.UUID | None:
    """The id of the form; None where it has none that can be read."""
    try:
        return uuid.UUID(str(typed.get("form_id") or ""))
    except ValueError:
        return None


def _plain(value: object) -> str:
    """Browsers end lines in two ways, send `on` or nothing for a box, and leave a list out that shows its first."""
    if value in (None, False, "", "unknown"):
        return ""
    return "on" if value is True else " ".join(str(value).split())
