"""What a spaCy model says of an ambiguous name. Optional: the extra `ner`, or any installed model by its name."""

from functools import cache
from typing import Any, Final

import spacy

from extractors.faults import MissingExtraError

_PLACES: Final = frozenset({"GPE", "LOC"})
AGREES: Final = 0.1
"""On the dev part with the small English model: .2 and a penalty for people cost .014 of F1, since a sentence about
cats named Orlando reads to it like one about the town; .1 on the edge, given names left out, finds .003 more at the
same F1."""
_WINDOW: Final = 160
"""Characters on each side. Models are fed nothing longer: their own tokenizers are quadratic on hostile text."""
MOST_ASKED: Final = 12
"""Names of one text on which the model is asked: 5 ms each; an ad has two or three that are in doubt."""


class NameReader:
    """Says whether a name reads as a place in its sentence."""

    def __init__(self, model: str) -> None:
        """Load the installed spaCy model `model`. Raises MissingExtraError."""
        try:
            self._nlp: Any = spacy.load(model, exclude=["tagger", "parser", "lemmatizer", "attribute_ruler"])
        except (OSError, ImportError, ValueError) as error:
            message = f"the spaCy model {model!r} cannot be used ({str(error).splitlines()[0][:120]}); extra `ner`"
            raise MissingExtraError(message) from error

    @property
    def language(self) -> str:
        """ISO 639-1 code of the language the model reads."""
        return str(self._nlp.lang)

    def weigh(self, text: str, start: int, end: int) -> float:
        """Return what the model's opinion of `text[start:end]` adds to its being a place; 0 where it has none."""
        first = max(0, start - _WINDOW)
        window = text[first : end + _WINDOW]
        for entity in self._nlp(window).ents:
            if entity.start_char < end - first and start - first < entity.end_char:
                return AGREES if entity.label_ in _PLACES else 0.0
        return 0.0


@cache
def load_names(model: str) -> NameReader:
    """Return the reader for a model, loaded once per process (0.7 s for the small English one)."""
    return NameReader(model)
