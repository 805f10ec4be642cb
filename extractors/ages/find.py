"""Ages that an ad states of the person it presents. Limits for applicants or guests are no one's age."""

from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from extractors.ages.numbers import find_numbers
from extractors.ages.signals import ANYWHERE, SIGNALS, is_limit
from extractors.finding import Finding
from extractors.passage import Passage

NAME: Final = "ages"
VERSION: Final = "5"


@Language.component(NAME)
def find_ages(doc: Doc) -> Doc:
    """Append the ages of the passage to its mentions."""
    passage: Passage = doc.user_data["passage"]
    signals = SIGNALS.get(passage.source.ad_type, ANYWHERE)
    for number in find_numbers(passage.stream.text):
        confidence = max(signal(number) for signal in signals)
        if confidence and not is_limit(number):
            passage.record(Finding("age", str(number.value), number.start, number.end, confidence), NAME, VERSION)
    return doc
