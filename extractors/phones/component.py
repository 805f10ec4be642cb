"""The spaCy component for telephone numbers and help lines."""

import unicodedata
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.passage import Passage
from extractors.phones.finder import find_in_folded
from extractors.phones.folded import fold
from extractors.phones.found import Found
from extractors.phones.helplines import find_short_helplines, helpline, helpline_name

NAME: Final = "phones"
VERSION: Final = "4"


@Language.component(NAME)
def extract_phones(doc: Doc) -> Doc:
    """Record every telephone number of the passage, and every help line as what it is."""
    passage: Passage = doc.user_data["passage"]
    regions = tuple(dict.fromkeys(region for region in (passage.region, passage.source.region.upper()) if region))
    folded = fold(passage.stream.text)
    for found in find_in_folded(folded, passage.stream.text, regions):
        passage.record(_finding(found, passage), NAME, VERSION)
    for finding in find_short_helplines(folded, regions):
        passage.record(finding, NAME, VERSION)
    return doc


def _finding(found: Found, passage: Passage) -> Finding:
    name = helpline_name(found.number.e164)
    if name:
        return helpline(found.number.e164, name, (found.start, found.end))
    return Finding(
        kind="phone",
        value=found.number.e164,
        start=found.start,
        end=found.end,
        confidence=found.confidence,
        obfuscated=found.disguised or _has_disguised_signs(passage.stream.raw(found.start, found.end)),
        data={"region": found.number.region, "type": found.number.type},
    )


def _has_disguised_signs(raw: str) -> bool:
    """Whether the source uses other digits or hides signs between them; dashes and spaces of any width are plain."""
    if raw.isascii():
        return "&#" in raw
    return any(character > "~" and unicodedata.category(character) not in ("Pd", "Zs") for character in raw)
