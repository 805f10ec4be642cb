"""What a person typed into a look-up, read as identifiers."""

from dataclasses import dataclass
from typing import Final, Literal

import phonenumbers
import re2

from matching.links.keys import LinkKey

_WINDOW: Final = 64  # phonenumbers' own patterns backtrack; nothing longer is a number
_EMAIL: Final = re2.compile(r"^[^\s@<>()\"',;]+@[^\s@<>()\"',;]+\.[^\s@<>()\"',;.]+$")
_KEY: Final = re2.compile(r"^(phone|email|handle|url|domain|wallet|picture):(\S+)$")
_WILD: Final = frozenset("*?%_")


@dataclass(frozen=True, slots=True)
class Typed:
    """`whole`: `keys` holds the identifier, and further readings of it. `partial`: `digits` are the last 4 to 7
    digits of a number. `prefix`: `digits` begin a number in E.164 (country and area code alone). `none`: nothing to
    look up."""

    form: Literal["whole", "partial", "prefix", "none"]
    keys: tuple[LinkKey, ...] = ()
    digits: str = ""


NOTHING: Final = Typed("none")


def read_identifier(typed: str, region: str) -> Typed:
    """Read a number in any spelling, an e-mail address, or a key (`handle:site:name`). `region` is the default for
    national numbers (ISO 3166 alpha-2)."""
    text = " ".join(typed.split())
    if _EMAIL.match(text):
        return Typed("whole", (LinkKey("email", text.casefold()),))
    if key := _KEY.match(text):
        kind, value = key.groups()
        return read_number(value, region) if kind == "phone" else Typed("whole", (LinkKey(kind, value),))
    return read_number(text, region)


def read_number(text: str, region: str) -> Typed:
    """A number, the end of one, or the beginning of one."""
    plain = text[:_WINDOW]
    digits = "".join(letter for letter in plain if letter.isdecimal())
    if _WILD & set(plain) and digits:
        return Typed("prefix", digits=_as_prefix(plain, digits, region))
    if len(digits) >= 8 and (number := _parse(plain, region)):
        return Typed("whole", (LinkKey("phone", number),))
    if 4 <= len(digits) <= 7:
        return Typed("partial", digits=digits)
    if 1 <= len(digits) <= 3:
        return Typed("prefix", digits=_as_prefix(plain, digits, region))
    return NOTHING


def _parse(text: str, region: str) -> str:
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _as_prefix(text: str, digits: str, region: str) -> str:
    if text.lstrip().startswith("+"):
        return f"+{digits}"
    return f"+{phonenumbers.country_code_for_region(region)}{digits}"
