"""What a person typed into a look-up, read as identifiers."""

from dataclasses import dataclass
from typing import Final, Literal

import phonenumbers
import re2

from extractors.phones.typed import read_typed
from matching.links.keys import LinkKey

_WINDOW: Final = 200  # nothing longer is a number that somebody typed
_EMAIL: Final = re2.compile(r"^[^\s@<>()\"',;]+@[^\s@<>()\"',;]+\.[^\s@<>()\"',;.]+$")
_KEY: Final = re2.compile(r"^(phone|email|handle|url|domain|wallet|picture):(\S+)$")
_NEARLY_WHOLE: Final = 8  # digits; with more, one may be missing or doubled
_WILD: Final = frozenset("*?%_")


@dataclass(frozen=True, slots=True)
class Typed:
    """`whole`: `keys` holds the identifier. `partial`: `digits` are the last of a number, 4 or more; `number` reads
    them as a whole one that has a digit too few or too many, where they are nearly enough for that. `prefix`: `digits`
    begin a number in E.164 (country and area code alone). `none`: nothing to look up."""

    form: Literal["whole", "partial", "prefix", "none"]
    keys: tuple[LinkKey, ...] = ()
    digits: str = ""
    number: str = ""


NOTHING: Final = Typed("none")


def read_identifier(typed: str, region: str) -> Typed:
    """Read a number in any spelling, an e-mail address, or a key (`handle:site:name`).

    `region` is the default for national numbers (ISO 3166 alpha-2).
    """
    text = " ".join(typed.split())
    if key := _KEY.match(text):
        kind, value = key.groups()
        return read_number(value, region) if kind == "phone" else Typed("whole", (LinkKey(kind, value),))
    if _EMAIL.match(text):
        return Typed("whole", (LinkKey("email", text.casefold()),))
    return read_number(text, region)


def read_number(text: str, region: str) -> Typed:
    """A number, the end of one, or the beginning of one."""
    plain = text[:_WINDOW]
    if _WILD & set(plain):
        digits = "".join(str(int(letter)) for letter in plain if letter.isdecimal())
        return Typed("prefix", digits=_as_prefix(plain, digits, region)) if digits else NOTHING
    typed = read_typed(plain, region)
    if typed.form == "whole":
        return Typed("whole", (LinkKey("phone", typed.e164),))
    if typed.form == "area_code":
        return Typed("prefix", digits=_as_prefix(plain, typed.digits, region))
    if typed.form == "partial":
        number = _as_prefix(plain, typed.digits, region) if len(typed.digits) > _NEARLY_WHOLE else ""
        return Typed("partial", digits=typed.digits, number=number)
    return NOTHING


def _as_prefix(text: str, digits: str, region: str) -> str:
    if "+" in text:
        return f"+{digits}"
    return f"+{phonenumbers.country_code_for_region(region)}{digits}"


def country_code(number: str) -> str:
    """`1` of `+12025550134`; empty when no country has it."""
    for length in (1, 2, 3):
        if int(number[1 : length + 1] or 0) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            return number[1 : length + 1]
    return ""
