"""The many ways in which advertisers write a phone number: one small function for each family that we invented."""

from collections.abc import Callable
from random import Random
from typing import Final

WORDS_EN: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
WORDS_ES: Final = ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
EMOJI: Final = ("🌹", "💋", "⭐", "🍒", "💎")

Spell = Callable[[str, Random], str]
"""Ten digits in, what stands in the ad out."""


def _groups(digits: str) -> tuple[str, str, str]:
    return digits[:3], digits[3:6], digits[6:]


def _joined(mark: str) -> Spell:
    return lambda digits, _chance: mark.join(_groups(digits))


def _spaced(mark: str) -> Spell:
    return lambda digits, _chance: mark.join(digits)


def _mapped(alphabet: str) -> Spell:
    """Each digit by its place in an alphabet of ten characters."""
    return lambda digits, _chance: " ".join(
        "".join(alphabet[int(digit)] for digit in group) for group in _groups(digits)
    )


def _brackets(digits: str, _chance: Random) -> str:
    area, prefix, line = _groups(digits)
    return f"({area}) {prefix}-{line}"


def _plus_one(digits: str, _chance: Random) -> str:
    return "+1 " + " ".join(_groups(digits))


def _one_dash(digits: str, _chance: Random) -> str:
    return "1-" + "-".join(_groups(digits))


def _whatsapp(digits: str, _chance: Random) -> str:
    return f"wa.me/1{digits}"


def _emoji_groups(digits: str, chance: Random) -> str:
    return chance.choice(EMOJI).join(_groups(digits))


def _emoji_digits(digits: str, chance: Random) -> str:
    return chance.choice(EMOJI).join(digits)


def _odd_brackets(digits: str, _chance: Random) -> str:
    area, prefix, line = _groups(digits)
    return f"{{{area}}}[{prefix}]({line})"


def _zero_width(digits: str, _chance: Random) -> str:
    return "\u200b".join(_groups(digits))


def _no_break(digits: str, _chance: Random) -> str:
    return "\u00a0".join(_groups(digits))


def _words(digits: str, _chance: Random) -> str:
    return " ".join(WORDS_EN[int(digit)] for digit in digits)


def _spanish_words(digits: str, _chance: Random) -> str:
    return " ".join(WORDS_ES[int(digit)] for digit in digits)


def _some_words(digits: str, chance: Random) -> str:
    worded = set(chance.sample(range(10), 3))
    spelt = [WORDS_EN[int(digit)] if at in worded else digit for at, digit in enumerate(digits)]
    return " ".join(("".join(spelt[:3]), "".join(spelt[3:6]), "".join(spelt[6:])))


def _shouted_words(digits: str, chance: Random) -> str:
    area, prefix, line = _groups(digits)
    spelt = " ".join(chance.choice((str.upper, str.title, str.swapcase))(WORDS_EN[int(digit)]) for digit in area)
    return f"{spelt} {prefix} {line}"


def _oh(digits: str, _chance: Random) -> str:
    area, prefix, line = _groups(digits)
    return f"{area} {prefix} " + " ".join("oh" if digit == "0" else WORDS_EN[int(digit)] for digit in line)


def _letter_o(digits: str, _chance: Random) -> str:
    area, prefix, line = _groups(digits)
    return f"{area}-{prefix}-{line.replace('0', 'O')}"


def _letter_l(digits: str, _chance: Random) -> str:
    area, prefix, line = _groups(digits)
    return f"{area} {prefix} {line.replace('1', 'l')}"


def _keycaps(digits: str, _chance: Random) -> str:
    return " ".join("".join(f"{digit}\ufe0f\u20e3" for digit in group) for group in _groups(digits))


def _glued(digits: str, _chance: Random) -> str:
    area, prefix, line = _groups(digits)
    return f"text{area}-{prefix}-{line}now"


PLAIN: Final[tuple[tuple[str, Spell], ...]] = (
    ("A1", _joined("-")),
    ("A1 dots", _joined(".")),
    ("A1 brackets", _brackets),
    ("A1 spaces", _joined(" ")),
    ("A2", _joined("")),
    ("A3 plus", _plus_one),
    ("A3 one", _one_dash),
)

OBFUSCATED: Final[tuple[tuple[str, Spell], ...]] = (
    ("A4", _whatsapp),
    ("B1", _spaced("-")),
    ("B2", _spaced(" ")),
    ("B3", _joined("//")),
    ("B4", _joined("~")),
    ("B4 underscore", _joined("_")),
    ("B5", _emoji_groups),
    ("B6", _emoji_digits),
    ("B7", _joined("\u2013")),
    ("B8", _odd_brackets),
    ("B11", _zero_width),
    ("B12", _no_break),
    ("B14", _joined(" space ")),
    ("B17", _glued),
    ("C1", _words),
    ("C3", _some_words),
    ("C4", _oh),
    ("C8", _shouted_words),
    ("E1", _letter_o),
    ("E2", _letter_l),
    ("F1", _mapped("０１２３４５６７８９")),
    ("F2", _mapped("𝟬𝟭𝟮𝟯𝟰𝟱𝟲𝟳𝟴𝟵")),
    ("F3", _mapped("⓪①②③④⑤⑥⑦⑧⑨")),
    ("F4", _mapped("⓿❶❷❸❹❺❻❼❽❾")),
    ("F6", _keycaps),
    ("F7", _mapped("٠١٢٣٤٥٦٧٨٩")),
    ("G1", _spanish_words),
)


def spell(number: str, chance: Random, obfuscated_share: float) -> tuple[str, str]:
    """An E.164 number of the United States as an ad writes it, and the name of the family."""
    families = OBFUSCATED if chance.random() < obfuscated_share else PLAIN
    name, write = chance.choice(families)
    return write(number[2:], chance), name
