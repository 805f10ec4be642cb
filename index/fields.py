"""A document as the flat fields every engine searches: the same names and values everywhere."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index.document import Document, PlaceRef
from index.instants import from_micros, iso_week, to_micros
from index.ordering import dated_at, sort_key
from index.words import BREAK, LONGEST, space_words

_LONGEST_KEY: Final = 8_191  # code points: Lucene takes terms of 32,766 bytes; longer keys are looked up, not searched
_DAY: Final = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Fields:
    """Each attribute bears the name of its field. `words` is space-separated, already folded and split. `spot` names a
    place with its coordinates, `cell` its half-degree cell, `week` the ISO week of `at` (microseconds since 1970)."""

    id: str
    words: str
    site: str
    ad_type: str
    language: str
    status: str
    week: str
    at: int
    sort_key: int
    place: tuple[str, ...]
    spot: tuple[str, ...]
    cell: tuple[str, ...]
    indicator: tuple[str, ...]
    key: tuple[str, ...]


def flatten(document: Document) -> Fields:
    """The searchable fields of a document."""
    ad = document.ad
    at = to_micros(dated_at(ad))
    place, spot, cell = _locate(document.places)
    return Fields(
        id=ad.ad_id,
        words=f"{_space(ad.title)} {BREAK} {_space(ad.text)}",
        site=ad.site,
        ad_type=ad.ad_type,
        language=document.language or ad.language or "und",
        status=ad.status,
        week=_week(at // _DAY),
        at=at,
        sort_key=sort_key(at, ad.ad_id),
        place=place,
        spot=spot,
        cell=cell,
        indicator=tuple(sorted(set(document.indicators))),
        key=tuple([name for name in map(str, document.keys) if len(name) <= _LONGEST_KEY]),
    )


def _space(text: str) -> str:
    """Words with at least one space between them; the engines split there themselves."""
    spaced = space_words(text)
    return " ".join(word[:LONGEST] for word in spaced.split()) if _has_long_word(spaced) else spaced


def _has_long_word(spaced: str) -> bool:
    """Leaps from gap to gap over whole words: half the time of splitting a text whose words are short, as nearly all
    are."""
    at, last = 0, len(spaced) - LONGEST
    while at < last:
        gap = spaced.rfind(" ", at, at + LONGEST + 1)
        if gap < 0:
            return True
        at = gap + 1
    return False


@lru_cache(maxsize=4096)
def _week(day: int) -> str:
    return iso_week(from_micros(day * _DAY))


@lru_cache(maxsize=65_536)
def _locate(places: tuple[PlaceRef, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Names, spots and cells, each once and in order."""
    return (
        tuple(sorted({place.name for place in places})),
        tuple(sorted({name_spot(place) for place in places})),
        tuple(sorted({name_cell(place.lat, place.lon) for place in places})),
    )


def name_spot(place: PlaceRef) -> str:
    """`name|lat|lon` to four decimals (11 metres): tells towns of one name apart."""
    return f"{place.name}|{place.lat:.4f}|{place.lon:.4f}"


def name_cell(lat: float, lon: float) -> str:
    """South-west corner of the half-degree cell, `40.5,-74.0`."""
    return f"{lat // 0.5 * 0.5:.1f},{lon // 0.5 * 0.5:.1f}"
