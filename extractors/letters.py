r"""Character ranges for patterns: the Latin letters of the languages we read.

`\pL` with a counted repetition grows an RE2 program past its memory ("DFA out of memory", then many times slower).
"""

from typing import Final

UPPER: Final = "A-ZÀ-ÖØ-Þ"
LOWER: Final = "a-zß-öø-ÿ"
LETTER: Final = "A-Za-zÀ-ÖØ-öø-ɏ"
EDGE: Final = rf"(?:^|[^{LETTER}0-9])"
"""What may stand before a word that begins or ends with a sign, where `\b` does not hold."""
END: Final = rf"(?:[^{LETTER}0-9]|$)"
