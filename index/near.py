"""Numbers one slip of the finger away from the one that was typed."""

from typing import Final

_DIGITS: Final = "0123456789"


def one_slip_away(number: str, country_code: str) -> set[str]:
    """E.164 numbers that differ from `number` (`+` and `country_code` first) by one wrong, missing or doubled digit,
    or by two neighbours swapped. The country code stays."""
    start = len(country_code) + 1
    head, tail = number[:start], number[start:]
    places = range(len(tail))
    wrong = {tail[:at] + digit + tail[at + 1 :] for at in places for digit in _DIGITS}
    doubled = {tail[:at] + tail[at + 1 :] for at in places}
    missing = {tail[:at] + digit + tail[at:] for at in range(len(tail) + 1) for digit in _DIGITS}
    swapped = {tail[:at] + tail[at + 1] + tail[at] + tail[at + 2 :] for at in places[:-1]}
    return {head + near for near in wrong | doubled | missing | swapped} - {number}
