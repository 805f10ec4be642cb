"""The text part of a query, read once for all engines: every word, `"..."` for phrases, `-word` excludes."""

import re
from dataclasses import dataclass
from typing import Final

from index.faults import BadQueryError
from index.words import split_words

_PART: Final = re.compile(
    r'(-?)(?:"([^"]*)"?|(\S+))'
)  # linear: quote, dash and the rest begin with different characters
_MOST_WORDS: Final = 64


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases that must and must not occur; a phrase of one word is that word."""

    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every word to be highlighted."""
        return tuple(word for phrase in self.must for word in phrase)


def read_wording(text: str) -> Wording:
    """A part that splits into several words (`555-0134`, `café/bar`) is a phrase. Raises BadQueryError over 64
    words."""
    must: list[tuple[str, ...]] = []
    must_not: list[tuple[str, ...]] = []
    for dash, quoted, bare in _PART.findall(text):
        phrase = tuple(split_words(quoted or bare))
        if phrase:
            (must_not if dash else must).append(phrase)
    if sum(len(phrase) for phrase in must + must_not) > _MOST_WORDS:
        message = f"a search takes at most {_MOST_WORDS} words"
        raise BadQueryError(message)
    return Wording(tuple(dict.fromkeys(must)), tuple(dict.fromkeys(must_not)))
