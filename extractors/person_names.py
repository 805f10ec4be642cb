"""Names that people give themselves or a contact in an ad: low confidence, shown and searched, never a link."""

import gzip
from functools import cache
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.letters import LETTER, UPPER
from extractors.passage import Passage
from extractors.places.spelling import spell_word
from extractors.scanner import Scanner

NAME: Final = "person_names"
VERSION: Final = "1"

_TABLE: Final = Path(__file__).resolve().parent / "data" / "given_names.txt.gz"
_NAME: Final = rf"(?P<name>[{LETTER}][{LETTER}'-]+(?:\s[{UPPER}][{LETTER}'-]+|\s[{UPPER}]\.)?)"
_CUES: Final = Scanner(
    r"\b(?:(?:(?:call|contact|text|ask\sfor|see)\s)?(?:mr|mrs|ms|sr|sra)\.?|my\sname\sis|name's|name\sis|i\s?am|i\s?'\s?m|im|this\sis|it's|call\sme|ask\sfor|text|call|contact|attn:?|meet|see|speak\s(?:to|with)|"
    r"talk\sto|email|hello\si'm|hi\si'm|mr\.?|mrs\.?|ms\.?|miss|me\sllamo|soy|mi\snombre\ses|pregunta(?:r)?\spor|llama\sa|con|contacto:?|sr\.?|sra\.?|"
    rf"je\sm'appelle|je\ssuis|moi\sc'est|contactez|demandez|contact\s?:|appelez|madame|monsieur|mme\.?|love,|xoxo,?|kisses,?|besos,?|bisous,?)\s(?-i:{_NAME})\b"
)
# Cues behind which only a known given name counts: "text me", "call now", "soy nueva", "con experiencia".
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "sr", "sra", "madame", "monsieur", "mme"})


@Language.component(NAME)
def find_person_names(doc: Doc) -> Doc:
    """Append the person names of the passage to its mentions."""
    passage: Passage = doc.user_data["passage"]
    for offset, match in _CUES.find(passage.stream.text):
        name = match["name"]
        start, end = offset + match.start("name"), offset + match.end("name")
        first, _, rest = name.partition(" ")
        names = _load_given_names()
        plain = spell_word(first)
        known = plain in names or (first[:1].isupper() and plain.capitalize() in names)
        titled = match.group()[: match.start("name")].strip(" .").lower() in _TITLES and first[:1].isupper()
        if not (known or titled):
            continue
        if rest and first.islower():
            end, name = start + len(first), first
        confidence = 0.45 if (known and titled) or (known and first[:1].isupper()) else 0.3
        passage.record(Finding("person_name", name.strip(), start, end, confidence), NAME, VERSION)
    return doc


@cache
def _load_given_names() -> frozenset[str]:
    return frozenset(gzip.decompress(_TABLE.read_bytes()).decode().split())
