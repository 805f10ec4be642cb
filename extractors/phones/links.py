"""Numbers in links made for calling or writing: `tel:`, `sms:`, `wa.me/`, WhatsApp, Telegram, Viber and Signal."""

import re
from collections.abc import Iterator
from typing import Final

from extractors.phones.found import Found
from extractors.phones.numbers import read_number

_SCHEME: Final = r"(?:tel|sms|smsto|callto|facetime|whatsapp|viber|tg|sgnl|skype|imessage):(?://)?"
_PATH: Final = r"(?:wa\.me/|(?:api\.|web\.)?whatsapp\.com/(?:send/?)?|t\.me/\+|signal\.me/#p/|viber\.click/|imo\.im/)"
_LINK: Final = re.compile(
    rf"(?:\b{_SCHEME}|(?<![\w.]){_PATH})(?:[a-z]{{0,12}}/?\?(?:[a-z_]{{1,12}}=[a-z_]{{1,12}}&)?"
    r"(?:phone|number|chat|phonenumber)=)?"
    r"(?P<number>(?:\+|%2b)?[\d(](?:[\d().-]|%20){6,24})"
)
_HINTS: Final = (
    "tel:", "sms", "callto:", "facetime:", "wa.me", "whatsapp", "viber", "tg:", "sgnl:", "skype:", "imessage:",
    "t.me/+", "signal.me", "imo.im",
)  # fmt: skip
_CERTAIN: Final = 0.97


def read_links(text: str, regions: tuple[str, ...]) -> Iterator[Found]:
    """Yield the number of every such link in the folded `text`; without `+` it has its country code all the same."""
    if not any(hint in text for hint in _HINTS):
        return
    for match in _LINK.finditer(text):
        written = match["number"].replace("%2b", "+").replace("%20", "")
        digits = "".join(character for character in written if character.isdigit())
        number = read_number(digits, "+", ()) if written[0] == "+" else None
        number = number or read_number(digits, "", regions) or read_number(digits, "+", ())
        if number:
            end = match.start("number") + len(match["number"].rstrip("().-"))
            yield Found(number, match.start("number"), end, _CERTAIN, disguised=False)
