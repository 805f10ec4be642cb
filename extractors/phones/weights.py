"""How many digits a word may stand for: for certain, perhaps, or not at all."""

from collections.abc import Callable
from typing import Final, NamedTuple

from extractors.phones.lexicon import UNIT
from extractors.phones.numerals import Kind
from extractors.phones.variants import squeezed
from extractors.phones.words import NUMERALS, SQUEEZED, STEMS, WORDS, begins_like_number

_LONGEST_LOOKALIKE: Final = 4
_LOOKALIKES: Final = frozenset("oilszeatbgqd")
_WEAK: Final = (Kind.HOMOPHONE, Kind.EVERYDAY)
_WORDS_KEPT: Final = 100_000
_LONGEST_KEPT: Final = 30
_LONGEST_DIGITS: Final = 4


class Weight(NamedTuple):
    """Digits a word stands for: for certain, perhaps, and perhaps where it stands right (look-alikes)."""

    clear: int = 0
    weak: int = 0
    placed: int = 0
    ends: bool = False
    numeric: bool = False


NOTHING: Final = Weight()
_ONE: Final = Weight(clear=1, numeric=True)


def _weigh(word: str) -> Weight:
    if not word:
        return NOTHING
    if not word.isalpha():
        return Weight(clear=sum(map(str.isdigit, word)), numeric=True)
    readings = WORDS.get(word)
    if readings:
        digits = len(readings[0].digits)
        return Weight(weak=digits) if readings[0].kind in _WEAK else Weight(clear=digits)
    roles = {numeral.role for numeral in NUMERALS.get(word, ())}
    if roles & {"double", "triple"}:
        return Weight(weak=2)
    if word in UNIT:
        return Weight(ends=True, placed=int(len(word) == 1))
    return _weigh_unknown(word)


def _weigh_unknown(word: str) -> Weight:
    """Words run together, look-alikes, lone letters, words drawn out."""
    if len(word) > 6 and begins_like_number(word):
        return Weight(clear=len(word) // 4)
    if len(word) > 3 and word[:3] in STEMS:
        return Weight(weak=1)
    if len(word) == 1 or (len(word) <= _LONGEST_LOOKALIKE and set(word) <= _LOOKALIKES):
        return Weight(placed=len(word))
    if len(set(word)) < len(word) and squeezed(word) in SQUEEZED:
        return Weight(clear=1)
    return NOTHING


class _Weights(dict[str, Weight]):
    """Weights of the words met so far; ads share most of theirs."""

    def __missing__(self, word: str) -> Weight:
        if word.isdigit() and len(word) > _LONGEST_DIGITS:
            return Weight(clear=len(word), numeric=True)
        weight = _weigh(word)
        if len(self) < _WORDS_KEPT and len(word) < (_LONGEST_DIGITS + 1 if weight.numeric else _LONGEST_KEPT):
            self[word] = weight
        return weight


class _Counts(dict[str, int]):
    """Digits in the words met so far, from above: of letters and digits glued together each sign may be one."""

    def __init__(self, count: Callable[[Weight], int]) -> None:
        super().__init__()
        self._count = count

    def __missing__(self, word: str) -> int:
        if word.isdigit():
            count = len(word) if self._count(_ONE) else 0
            if count <= _LONGEST_DIGITS:
                self[word] = count
            return count
        weight = WEIGHTS[word]
        count = len(word) if weight.numeric else self._count(weight)
        if word in WEIGHTS:
            self[word] = count
        return count


WEIGHTS: Final = _Weights()
CLEAR: Final = _Counts(lambda weight: weight.clear)
WEAK: Final = _Counts(lambda weight: max(weight.weak, weight.placed))
MOST: Final = _Counts(lambda weight: weight.clear + max(weight.weak, weight.placed))


ENDING: Final = frozenset(word for word in UNIT if _weigh(word) == Weight(ends=True))
"""Units that are surely nothing else end a region."""
