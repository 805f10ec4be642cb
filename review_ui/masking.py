"""Contacts are masked until a case, an investigation or a call is the reason for looking."""

from typing import Final

import re2

_CONTACT: Final = re2.compile(
    r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})+|\+?\(?\d(?:[ ().\-/]{0,3}\d){5,}|https?://\S+|www\.\S+"
)
"""Addresses, links, and six digits or more: wider than a phone number on purpose, a masked price harms nobody."""
_SHOWN: Final = 3


def mask_value(kind: str, value: str) -> str:
    """The value with most of it hidden: `+1 212 ••••••`, `r•••@example.org`, `telegram:r•••`."""
    if kind in ("phone", "helpline"):
        return value[:5] + "•" * max(len(value) - 5, 4)
    if kind == "email":
        name, at, host = value.partition("@")
        return f"{name[:1]}•••{at}{host}"
    head, colon, tail = value.partition(":")
    return f"{head}{colon}{tail[:1]}•••" if colon else f"{value[:_SHOWN]}•••"


def mask_text(text: str) -> str:
    """The text with everything that looks like a contact replaced by dots."""
    # A function, not a text: google-re2 garbles a replacement that is not ASCII.
    return str(_CONTACT.sub(lambda _found: "••••••", text))
