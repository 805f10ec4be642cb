"""Which language an ad is written in, by its function words; offline, and cheap enough to run on every ad."""

import gzip
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from extractors.passage import Passage

NAME: Final = "language"
VERSION: Final = "1"
UNDETERMINED: Final = "und"

_TABLE: Final = Path(__file__).resolve().parent / "data" / "function_words.tsv.gz"
_WORD: Final = re.compile(r"[^\W\d_]+")
# A 5 MB text costs no more than a long ad.
_MOST_CHARACTERS: Final = 6000
# Scripts that stand for one language each, or for a group of which we analyse none.
_SCRIPTS: Final = re.compile(
    "(?P<ru>[\u0400-\u04ff])|(?P<el>[\u0370-\u03ff])|(?P<he>[\u0590-\u05ff])|(?P<ar>[\u0600-\u06ff])"
    "|(?P<hi>[\u0900-\u097f])|(?P<bn>[\u0980-\u09ff])|(?P<th>[\u0e00-\u0e7f])|(?P<ja>[\u3040-\u30ff])"
    "|(?P<zh>[\u4e00-\u9fff])|(?P<ko>[\uac00-\ud7af])"
)
_OTHER_SCRIPT: Final = re.compile("[\u0370-\u0fff\u3040-\ud7af]")
# Rate lists and job titles of two or three words name no language by themselves.
_LEAST_WEIGHT: Final = 0.5
# Read in steps of characters (a word cut in two is lost); once a language leads clearly, the rest changes nothing.
_STEP: Final = 200
_DECISIVE: Final = 3.5
# English, Spanish and French are what our lists read: on a tie the reader gains by an analysis.
_ANALYSED_BONUS: Final = {"en": 1.15, "es": 1.1, "fr": 1.1}


@Language.component(NAME)
def decide_language(doc: Doc) -> Doc:
    """Set `passage.language` from all passages of the ad, unless the Source brings a language."""
    passage: Passage = doc.user_data["passage"]
    first = passage.companions[0] if passage.companions else passage
    if passage is not first and first.language:
        passage.language = first.language
        return doc
    given = passage.source.language.lower().partition("-")[0]
    if not given:
        given = detect_language("\n".join([each.stream.text for each in passage.companions or (passage,)]))
    passage.language = given
    return doc


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`, `und` when its words say too little."""
    text = text[:_MOST_CHARACTERS]
    if not text.isascii() and _OTHER_SCRIPT.search(text):
        script = _main_script(text)
        if script:
            return script
    weights: dict[str, float] = defaultdict(float)
    known = _load_function_words().get
    for start in range(0, len(text), _STEP):
        words = _WORD.findall(text[start : start + _STEP].lower())
        for languages in filter(None, map(known, words)):
            for language, weight in languages:
                weights[language] += weight
        ranked = sorted(weights.values())
        if ranked and ranked[-1] >= _DECISIVE and (len(ranked) == 1 or ranked[-1] > 2 * ranked[-2]):
            break
    if not weights:
        return UNDETERMINED
    best = max(weights, key=lambda language: weights[language] * _ANALYSED_BONUS.get(language, 1.0))
    return best if weights[best] >= _LEAST_WEIGHT else UNDETERMINED


def _main_script(text: str) -> str | None:
    """The language of a script that makes up a third of the letters or more."""
    counts: dict[str, int] = defaultdict(int)
    for match in _SCRIPTS.finditer(text):
        counts[match.lastgroup or ""] += 1
    if not counts:
        return None
    best = max(counts, key=counts.__getitem__)
    # Kana beside ideographs is Japanese; a few signs in a Latin text are decoration.
    best = "ja" if best == "zh" and counts.get("ja") else best
    return best if counts[best] * 3 > len(text.replace(" ", "")) else None


def load_function_words(*languages: str) -> frozenset[str]:
    """Return the short words (up to four letters) that sentences of these languages are made of."""
    table = _load_function_words()
    return frozenset(
        word for word, found in table.items() if len(word) <= 4 and any(code in languages for code, _ in found)
    )


@cache
def _load_function_words() -> dict[str, tuple[tuple[str, float], ...]]:
    """Word -> languages with their weight: a word that n languages share says 1/n for each."""
    table = {}
    for line in gzip.decompress(_TABLE.read_bytes()).decode().splitlines():
        word, languages = line.split("\t")
        codes = languages.split(" ")
        table[word] = tuple((code, 1 / len(codes)) for code in codes)
    return table
