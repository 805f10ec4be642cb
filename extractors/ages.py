"""Ages that an ad states, of the person it presents or as limits for applicants."""

from typing import Final

import re2
from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.letters import END, LETTER, LOWER, UPPER
from extractors.passage import Passage

NAME: Final = "ages"
VERSION: Final = "1"

_AGE: Final = r"(?P<age>[1-9]\d)"
_TO: Final = r"\s?(?:-|to|and|a|y|à|et|/)\s?"
_UNIT: Final = (
    r"(?:y\s?/\s?o|y\.\s?o\.?|yo|yrs?\.?\s?(?:old|young|of\sage)?|years?[\s-]?(?:old|young|of\sage|olds?)|"
    r"a[nñ]os|a[nñ]itos|ans)"
)
_WITH_UNIT: Final = re2.compile(rf"(?i)(?:^|[^\d.,$€£#/:-])(?:(?P<low>[1-9]\d){_TO})?{_AGE}\s?-?{_UNIT}{END}")
_LABELLED: Final = re2.compile(
    rf"(?i)\b(?:age|aged|ages|edad|[âa]ge|[âa]g[ée]e?s?\sde)\s?(?:is|:|=|-|between|from|entre|de)?\s?(?:(?P<low>[1-9]\d){_TO})?{_AGE}\b"
)
_STATED: Final = re2.compile(
    rf"(?i)\b(?:i\s?['’]?\s?a?m|i\sjust\sturned|just\sturned|turned|she\s?['’]?s|she\sis|tengo|j['’]ai|cumpl[íi])\s(?:only\s|a\s)?{_AGE}(?:[^{LETTER}0-9%$€£/:.,]|[.,]?(?:\s|$))"
)
# A capitalised word and a number behind a comma open many ads: "Rosie, 24, new here".
_NAMED: Final = re2.compile(
    rf"\b(?:[Ii]\s?'?\s?[Aa]?m|[Nn]ame\s(?:is|'s)|[Ss]oy|[Ll]lamo|[Ss]uis|[Ii]ts|It's)\s[{UPPER}][{LOWER}]+,?\s(?:and\s|y\s|et\s)?{_AGE}(?:[,.!\n|]|\s|$)"
)
# A commercial ad closes a row of adjectives with the age: "sweet and mature, 38."
_TRAILING: Final = re2.compile(rf"[{LOWER}],\s{_AGE}(?:\s?[.!,|\n]|\s?$)")
_INTRODUCED: Final = re2.compile(
    rf"(?:^|[\n.!•|*]\s{{0,3}})(?:[Ii]'?m\s|[Ii]\sam\s|[Ss]oy\s)?[{UPPER}][{LOWER}]+,?\s{_AGE}(?:[,.!\n|]|$)"
)
_HINT: Final = re2.compile(
    rf"(?i)[1-9]\d\s?-?(?:y|a[nñ]|ans)|\b(?:ages?|aged|edad(?:es)?|[âa]g[ée]{{1,2}}|am|im|turned|tengo|ai|she's|m)\s?[:=-]?\s?"
    rf"(?:is\s|between\s|de\s|only\s|a\s)?[1-9]\d|(?-i:[{UPPER}][{LOWER}]+),?\s[1-9]\d(?:[,.!\n|\s]|$)|[a-z],\s[1-9]\d"
)
# "5 years experience" has no "old"; "20 years in business" and "a 30 years old company" are no person's.
_NOT_A_PERSON: Final = re2.compile(
    r"(?i)^\W{0,2}(?:compan\w{1,3}|firms?|business|startup|buildings?|brand|house|car|experience|exp\b|in\s(?:the\s)?(?:business|industry|operation|field)|"
    r"of\sexperience|de\sexperiencia|d['’]exp[ée]rience|en\sel|contrac\w{1,3}|warrant\w|history|track|empresa|organi[sz]ation|old\s(?:compan|firm|business|startup))"
)
_BARE_UNITS: Final = re2.compile(r"(?i)(?:yrs?\.?|a[nñ]os|ans)\s?$")
_DURATION_BEFORE: Final = re2.compile(
    r"(?i)\b(?:experience|experiencia|exp[ée]rience|over|last|past|for|than|since|within|every|hace|durante|desde|pendant|depuis|minimum|least|contrato|"
    r"garant[ií]a|bail|contrat)\s(?:the\s|of\s|de\s|los\s|las\s|m[aá]s\s)?(?:\w{1,10}\s)?$"
)
_LEAST, _MOST = 16, 99
_PATTERNS: Final = ((_WITH_UNIT, 0.85), (_LABELLED, 0.85), (_STATED, 0.7), (_NAMED, 0.7), (_INTRODUCED, 0.6))


@Language.component(NAME)
def find_ages(doc: Doc) -> Doc:
    """Append the ages of the passage to its mentions."""
    passage: Passage = doc.user_data["passage"]
    text = passage.stream.text
    if not _HINT.search(text):
        return doc
    seen: set[int] = set()
    patterns = _PATTERNS if passage.source.ad_type != "commercial" else (*_PATTERNS, (_TRAILING, 0.55))
    for pattern, confidence in patterns:
        for match in pattern.finditer(text):
            if pattern is _WITH_UNIT and _is_duration(text, match):
                continue
            for group in ("low", "age"):
                _keep(passage, seen, match, group, confidence)
    return doc


def _is_duration(text: str, match: "re2._Match") -> bool:
    if _NOT_A_PERSON.match(text[match.end() - 1 : match.end() + 40]):
        return True
    bare = _BARE_UNITS.search(match.group().rstrip(" .,;!)\n"))
    return (
        bare is not None and _DURATION_BEFORE.search(text[max(0, match.start() - 30) : match.start() + 1]) is not None
    )


def _keep(passage: Passage, seen: set[int], match: "re2._Match", group: str, confidence: float) -> None:
    if group not in match.groupdict() or match[group] is None:
        return
    start, end = match.span(match.re.groupindex[group])
    if start in seen or not _LEAST <= int(match[group]) <= _MOST:
        return
    seen.add(start)
    passage.record(Finding("age", str(int(match[group])), start, end, confidence), NAME, VERSION)
