"""What a person types to look a number up, read as leniently as an advertiser writes it."""

from dataclasses import dataclass
from typing import Final, Literal

import phonenumbers

from extractors.phones.edges import read_edges
from extractors.phones.finder import find_phones
from extractors.phones.folded import fold
from extractors.phones.gaps import PHRASE
from extractors.phones.lattice import Lattice, Path
from extractors.stream import normalise

_LONGEST: Final = 200
_FEWEST_PARTIAL: Final = 4
_MOST_PARTIAL: Final = 7
_AREA_CODE: Final = 3


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """`whole`: `e164` is the number. `partial`: `digits` are its last (4 to 7, or more that make no number).

    `area_code`: `digits` begin a number and name no person. `none`: there is nothing to look up.
    """

    form: Literal["whole", "partial", "area_code", "none"]
    e164: str = ""
    digits: str = ""


NOTHING: Final = TypedNumber("none")


def read_typed(text: str, region: str) -> TypedNumber:
    """Return what `text` (any spelling: spaces, dashes, words, signs of any script) asks for.

    `region` is the ISO 3166 alpha-2 default for national numbers. Nobody types an order number here, so cues that
    speak against a telephone in an ad do not count.
    """
    stream = normalise(text[:_LONGEST]).text
    regions = (region.upper(),) if region else ()
    found = find_phones(stream, regions, least=0.0)
    if found:
        best = max(found, key=lambda each: each.confidence)
        return TypedNumber("whole", best.number.e164, "".join(filter(str.isdigit, best.number.e164)))
    digits = _read_digits(stream)
    plus = "+" in stream.split(digits[:1] or "+")[0] if digits else False
    if len(digits) > _MOST_PARTIAL and (number := _possible(digits, plus=plus, region=region)):
        return TypedNumber("whole", number, digits)
    if len(digits) >= _FEWEST_PARTIAL and not plus:
        return TypedNumber("partial", digits=digits)
    if len(digits) == _AREA_CODE or (plus and digits):
        return TypedNumber("area_code", digits=digits)
    return NOTHING


def _read_digits(stream: str) -> str:
    """The digits of the cheapest path that reaches furthest, whether they make a number or not."""
    # "The last four are": says how many digits follow.
    text = PHRASE.sub(lambda match: " " * len(match.group()), fold(stream))
    edges = {place: here for place, here in read_edges(text, stream, 0, len(text)).items() if here}
    if not edges:
        return ""
    paths = list(Lattice(text, edges, len(text)).paths_from(min(edges), 1))
    return min(paths, key=_preference).digits if paths else ""


def _preference(path: Path) -> tuple[int, float]:
    return -path.end, path.cost


def _possible(digits: str, *, plus: bool, region: str) -> str:
    """A number of the right length though no such range is in service: the caller may have misheard a digit."""
    try:
        number = phonenumbers.parse(f"+{digits}" if plus else digits, region.upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
