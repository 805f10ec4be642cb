"""Have we heard of this before? Tips meet ads only here, at view time, by keyed hashes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

from index.results import LinkedKey
from matching.links.keys import LinkKey
from review_ui.hotline.keys import hash_keys
from review_ui.hotline.models import Tip, TipKey

_KEYS: Final = TipKey._meta.db_table  # noqa: SLF001  # the public name of a model's description


@dataclass(frozen=True, slots=True)
class EarlierTip:
    """A tip that names the identifier itself, or (`via`) one that is linked to it in ads."""

    tip: Tip
    via: LinkKey | None


def find_earlier(asked: Sequence[LinkKey], linked: Sequence[LinkedKey], limit: int = 10) -> list[EarlierTip]:
    """Tips that name one of these identifiers, then tips that name one linked to it; hubs link nothing."""
    near = [LinkKey.parse(found.key) for found in linked if not found.hub]
    hashes = hash_keys([*asked, *near])
    if not _is_any_known(list(hashes)):
        return []
    rows = (
        TipKey.objects.filter(key_hash__in=hashes, tip__is_draft=False)
        .select_related("tip", "tip__case")
        .order_by("-tip__received_at")
    )
    direct: dict[str, EarlierTip] = {}
    indirect: dict[str, EarlierTip] = {}
    for row in rows:
        named = hashes[row.key_hash]
        if named in asked:
            direct[str(row.tip_id)] = EarlierTip(row.tip, None)
        else:
            indirect.setdefault(str(row.tip_id), EarlierTip(row.tip, named))
    others = [found for tip_id, found in indirect.items() if tip_id not in direct]
    return [*direct.values(), *others][:limit]


def _is_any_known(hashes: Sequence[str]) -> bool:
    """Most of what is asked stands in no tip: that is known in a tenth of the time that the records take."""
    marks = ", ".join(["%s"] * len(hashes))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {_KEYS} WHERE key_hash IN ({marks}) LIMIT 1", hashes)
        return cursor.fetchone() is not None
