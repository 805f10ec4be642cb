"""Find signs in the words of an ad. A hit is a phrase with its source and what speaks against it, never a verdict."""

from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Final

import re2
from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.indicators.negation import is_denied
from extractors.indicators.rule import Rule
from extractors.indicators.rules import LANGUAGES, load_rules
from extractors.passage import Passage
from extractors.taken import Taken

NAME: Final = "indicators"
VERSION: Final = "1"

# Forums and unsorted sites carry both kinds of ad.
_LISTS: Final = {"job": ("job",), "commercial": ("commercial",)}
_BOTH: Final = ("job", "commercial")
_MOST_HITS: Final = 20


class _Matcher:
    """All patterns of one ad type in one automaton; only a pattern that matches somewhere is run by itself."""

    def __init__(self, ad_types: tuple[str, ...]) -> None:
        options = re2.Options()
        options.max_mem = 64 << 20
        self._set = re2.Set.SearchSet(options)
        self._patterns: list[tuple[Rule, re2._Regexp]] = []
        for rule in load_rules():
            if rule.ad_type not in ad_types or rule.status == "withdrawn":
                continue
            for _, text in rule.patterns:
                pattern = rf"(?i)\b(?:{text})\b"
                self._set.Add(pattern)
                self._patterns.append((rule, re2.compile(pattern)))
        self._set.Compile()

    def find(self, text: str) -> list[tuple[Rule, "re2._Regexp"]]:
        """The patterns that match somewhere in `text`."""
        return [self._patterns[index] for index in sorted(self._set.Match(text) or ())]


@cache
def _load_matcher(ad_types: tuple[str, ...]) -> _Matcher:
    return _Matcher(ad_types)


@Language.component(NAME)
def find_indicators(doc: Doc) -> Doc:
    """Append the signs of the passage; `passage.analysed` says whether a list covers the ad's language."""
    passage: Passage = doc.user_data["passage"]
    passage.analysed = passage.language in LANGUAGES
    ad_types = _LISTS.get(passage.source.ad_type, _BOTH)
    _record_hidden_numbers(passage, ad_types)
    if not passage.analysed:
        return doc
    text = passage.stream.text
    matcher = _load_matcher(ad_types)
    taken: dict[str, Taken] = defaultdict(Taken)
    for rule, pattern in matcher.find(text):
        for match in islice(pattern.finditer(text), _MOST_HITS):
            start, end = match.span()
            if is_denied(text, start, end) or not taken[rule.code].add(start, end):
                continue
            passage.record(Finding("indicator", rule.code, start, end, 0.6, data=_describe(rule)), NAME, VERSION)
    return doc


def _record_hidden_numbers(passage: Passage, ad_types: tuple[str, ...]) -> None:
    """A number that the phone extractor had to decode is a sign in every language."""
    rules = [rule for rule in load_rules() if rule.reads == "obfuscated_phone" and rule.ad_type in ad_types]
    hidden = [found for found in passage.mentions if found.kind == "phone" and found.obfuscated and found.is_identifier]
    for rule in rules:
        for phone in hidden[:_MOST_HITS]:
            sign = replace(
                phone,
                kind="indicator",
                value=rule.code,
                confidence=0.6,
                obfuscated=False,
                extractor=NAME,
                version=VERSION,
            )
            passage.mentions.append(replace(sign, data=_describe(rule)))


def _describe(rule: Rule) -> dict[str, object]:
    return {"source": rule.citation, "version": rule.version, "against": rule.against, "ad_type": rule.ad_type}
