"""Is a row of digits a telephone number, and whose? phonenumbers answers, on at most 17 digits."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

Form = Literal["international", "national", "trunkless", "country_code", "foreign"]
_NANP: Final = 1
_UNKNOWN: Final = "unknown"
_MAIN_NANP_REGION: Final = "US"
_PLANNED: Final = 7
_MEXICO: Final = 52
# Old Mexican prefixes for a call to a mobile or out of town, given up in 2019 and still written.
_MEXICAN_PREFIXES: Final = ("044", "045", "01", "1")
_EXIT_CODES: Final = ("00", "011")
# Regions where a mobile number is customarily written without the trunk 0.
_TRUNKLESS: Final = ("IN", "NP", "TR", "PH", "IT")
_TYPES: Final = {value: name.lower() for name, value in vars(PhoneNumberType).items() if isinstance(value, int)}
_NANP_BOUNDARIES: Final = frozenset({4, 7, 10, 11})
_ALIASES: Final = {"UK": "GB"}


@dataclass(frozen=True, slots=True)
class Number:
    """`boundaries` are the places, counted from the last digit, where the customary form has a gap."""

    e164: str
    region: str
    type: str
    form: Form
    boundaries: frozenset[int]


@lru_cache(maxsize=65_536)
def read_number(digits: str, plus: str, regions: tuple[str, ...]) -> Number | None:
    """Return the number that `digits` is, behind a `plus` (or ""), in the first of `regions` where it is one."""
    if plus:
        return _international(digits, "international")
    for code in _EXIT_CODES:
        if digits.startswith(code) and len(digits) > 10:
            found = _international(digits[len(code) :], "international")
            if found:
                return found
    for region in regions:
        found = _national(digits, _ALIASES.get(region, region))
        if found:
            return found
    return _foreign(digits, regions)


def _national(digits: str, region: str) -> Number | None:
    country = phonenumbers.country_code_for_region(region)
    if not country or not _fits(digits, region, country):
        return None
    if country == _NANP:
        return _north_american(digits, "national")
    if country == _MEXICO:
        digits = _without_mexican_prefix(digits)
    number = _parse(digits, region)
    if number is not None and number.country_code == country and _is_real(number):
        return _describe(number, _form(number, digits, region))
    if digits.startswith(str(country)):
        return _international(digits, "country_code")
    return None


def _foreign(digits: str, regions: tuple[str, ...]) -> Number | None:
    """North American numbers are written without country code far beyond North America."""
    if regions and phonenumbers.country_code_for_region(regions[0]) == _NANP:
        return None
    return _north_american(digits, "foreign" if regions else "national")


def _north_american(digits: str, form: Form) -> Number | None:
    """Read a NANP number without phonenumbers' general parser, which takes four times as long."""
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    if len(digits) != 10 or digits[0] in "01" or digits[3] in "01":
        return None
    region, kind = _plan(digits[:_PLANNED])
    # Small regions are told by their area code alone: only the type says whether the number is in service.
    if kind == _UNKNOWN and not _is_fictional(digits):
        return None
    return Number(f"+1{digits}", region or _MAIN_NANP_REGION, kind, form, _NANP_BOUNDARIES)


@lru_cache(maxsize=65_536)
def _plan(prefix: str) -> tuple[str | None, str]:
    """Return region and type of every NANP number that begins with these seven digits; the type of none is unknown.

    All patterns of libphonenumber for these regions end in three free digits (`tests/extractors/test_phones.py`).
    """
    number = PhoneNumber(country_code=_NANP, national_number=int(prefix + "000"))
    return phonenumbers.region_code_for_number(number), _TYPES.get(phonenumbers.number_type(number), _UNKNOWN)


def _is_fictional(digits: str) -> bool:
    """NANPA keeps 555-0100 to 555-0199 for fiction, in every area code in service."""
    return digits[3:8] == "55501" and _plan(digits[:3] + "2234")[0] is not None


def _international(digits: str, form: Form) -> Number | None:
    if len(digits) == 11 and digits[0] == "1":
        return _north_american(digits, form)
    number = _parse("+" + digits, None)
    if number is None:
        return None
    if number.country_code == _MEXICO:
        number.national_number = int(_without_mexican_prefix(str(number.national_number)))
    return _describe(number, form) if _is_real(number) else None


def _parse(digits: str, region: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None


def _without_mexican_prefix(digits: str) -> str:
    for prefix in _MEXICAN_PREFIXES:
        if digits.startswith(prefix) and len(digits) == 10 + len(prefix):
            return digits[len(prefix) :]
    return digits


def _is_real(number: PhoneNumber) -> bool:
    return phonenumbers.is_valid_number(number) or _is_reserved(number)


def _is_reserved(number: PhoneNumber) -> bool:
    """Ranges kept for fiction, which libphonenumber partly calls invalid: tests and the demo world are made of them.

    Ofcom 07700 900xxx and 01632 960xxx; ARCEP 06 39 98 xx xx; NANP numbers do not come here.
    """
    national = phonenumbers.national_significant_number(number)
    if number.country_code == 44:
        return len(national) == 10 and national.startswith(("7700900", "1632960"))
    return number.country_code == 33 and len(national) == 9 and national.startswith("63998")


@lru_cache(maxsize=512)
def digit_limits(regions: tuple[str, ...]) -> tuple[int, int]:
    """Return how few and how many digits a number of `regions` may have, country code and trunk prefix counted in."""
    lengths = [length for region in regions for length in _lengths(_ALIASES.get(region, region))[0]]
    if not lengths:
        return 7, 17
    codes = [phonenumbers.country_code_for_region(_ALIASES.get(region, region)) for region in regions]
    return max(7, min(lengths)), max(11, max(lengths) + max(len(str(code)) for code in codes) + 1)


@lru_cache(maxsize=512)
def _lengths(region: str) -> tuple[frozenset[int], str]:
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    if metadata is None or metadata.general_desc is None:
        return frozenset(), ""
    return frozenset(metadata.general_desc.possible_length), metadata.national_prefix or ""


def _fits(digits: str, region: str, country: int) -> bool:
    """Whether the length may be right: most rows of digits fail here, long before phonenumbers looks at them."""
    lengths, trunk = _lengths(region)
    count = len(digits)
    if count in lengths:
        return True
    if trunk and digits.startswith(trunk) and count - len(trunk) in lengths:
        return True
    if digits.startswith(str(country)):
        rest = count - len(str(country))
        return rest in lengths or (rest - len(trunk)) in lengths or country == _MEXICO
    return country == _MEXICO and count in (11, 12, 13)


def _form(number: PhoneNumber, digits: str, region: str) -> Form:
    code = str(number.country_code)
    significant = len(phonenumbers.national_significant_number(number))
    if digits.startswith(code) and len(digits) - significant >= len(code):
        return "country_code"
    return "trunkless" if _lacks_trunk(number, digits, region) else "national"


def _lacks_trunk(number: PhoneNumber, digits: str, region: str) -> bool:
    trunk = _lengths(region)[1]
    if trunk != "0" or digits.startswith(trunk) or region in _TRUNKLESS:
        return False
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL).lstrip("(").startswith(trunk)


def _describe(number: PhoneNumber, form: Form) -> Number:
    boundaries = set()
    behind = 0
    for character in reversed(phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)):
        if character.isdigit():
            behind += 1
        elif behind:
            boundaries.add(behind)
    # The country code or the trunk 0 may stand apart.
    significant = len(phonenumbers.national_significant_number(number))
    return Number(
        e164=phonenumbers.format_number(number, PhoneNumberFormat.E164),
        region=phonenumbers.region_code_for_number(number) or _home(number),
        type=_TYPES.get(phonenumbers.number_type(number), _UNKNOWN),
        form=form,
        boundaries=frozenset({*boundaries, significant, significant + 1, significant + len(str(number.country_code))}),
    )


def _home(number: PhoneNumber) -> str:
    return phonenumbers.region_code_for_country_code(number.country_code or 0)
