"""Ads and keys as arrays: which ad carries which key, in which text, seen when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.links.inputs import LinkInput
from matching.links.keys import LinkKey

Numbers = NDArray[np.int64]
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Incidence:
    """`ad` and `key` are numbers into `ad_ids` and `keys`, one pair a row, ordered by ad. Times are seconds since
    1970 per ad, `text` numbers the distinct texts per ad. Everything is numbered in sorted order, so that equal input
    in any order gives equal arrays."""

    ad_ids: tuple[str, ...]
    keys: tuple[LinkKey, ...]
    ad: Numbers
    key: Numbers
    text: Numbers
    first: Numbers
    last: Numbers


def count_incidence(ads: Iterable[LinkInput]) -> Incidence:
    """Read all inputs once. A later input of the same ad replaces the earlier one."""
    latest = {ad.ad_id: ad for ad in ads}
    ordered = [latest[ad_id] for ad_id in sorted(latest)]
    # Sorted by their parts: comparing the records themselves takes ten times as long.
    keys = tuple(sorted({key for ad in ordered for key in ad.keys}, key=attrgetter("kind", "value")))
    key_number = {key: number for number, key in enumerate(keys)}
    text_number: dict[str, int] = {}
    carried = [sorted({key_number[key] for key in ad.keys}) for ad in ordered]
    sizes = np.fromiter(map(len, carried), np.int64, len(ordered))
    return Incidence(
        ad_ids=tuple(ad.ad_id for ad in ordered),
        keys=keys,
        ad=np.repeat(np.arange(len(ordered), dtype=np.int64), sizes),
        key=np.fromiter((number for numbers in carried for number in numbers), np.int64, int(sizes.sum())),
        text=np.fromiter((text_number.setdefault(ad.text_digest, len(text_number)) for ad in ordered), np.int64),
        first=np.fromiter((_seconds(ad.first_seen_at) for ad in ordered), np.int64),
        last=np.fromiter((_seconds(ad.last_seen_at) for ad in ordered), np.int64),
    )


def _seconds(instant: datetime) -> int:
    passed = instant - _EPOCH
    return passed.days * 86_400 + passed.seconds
