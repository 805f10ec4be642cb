"""Names on messengers and social platforms, by the platform's name, nickname or profile link."""

from typing import Final

import re2
from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.letters import LETTER
from extractors.passage import Passage
from extractors.platforms import LINKS, NAMES, NICKNAMES, NOT_NAMES

NAME: Final = "handles"
VERSION: Final = "1"


def _spell(words: list[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re2.escape(word).replace(r"\ ", r"\s?") for word in longest_first)


_PLATFORM_OF: Final = {
    word.replace(" ", ""): platform
    for table in (NAMES, NICKNAMES)
    for platform, words in table.items()
    for word in words
}
_FULL: Final = _spell([word for words in NAMES.values() for word in words])
_SHORT: Final = _spell([word for words in NICKNAMES.values() for word in words])
_PLATFORM: Final = rf"(?:(?P<full>{_FULL})|(?P<short>{_SHORT}))"
_USER: Final = r"(?P<name>\$?[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9_])"
_EDGE: Final = rf"(?:^|[^{LETTER}0-9@])"
_GLUE: Final = r"(?:\s?(?:id|user(?:name)?|handle|acc(?:ount)?|name|usuario|me))?"
_SIGN: Final = r"(?P<sign>\s?(?:[:=>@~*|-]|->|is\s@?|es\s@?|[(\[]@?)\s?@?|\s@?)"
_AFTER: Final = re2.compile(rf"(?i){_EDGE}{_PLATFORM}{_GLUE}{_SIGN}{_USER}")
_BEFORE: Final = re2.compile(rf"(?i)@{_USER}\s?(?:on|via|at|en|sur|in|[(\[-])\s?(?:my\s|the\s)?{_PLATFORM}\b")
_BOTH: Final = re2.compile(
    rf"(?i){_EDGE}(?P<first>{_FULL}|{_SHORT})\s?(?:/|&|and|\+|y|et)\s?{_PLATFORM}\s?[:=@-]\s?@?{_USER}"
)
_SITES: Final = _spell(list(LINKS))
_LINK: Final = re2.compile(rf"(?i)(?:^|[^{LETTER}0-9.])(?P<site>{_SITES})/@?{_USER}")
_HINT: Final = re2.compile(
    rf"(?i)@|👻|\b(?:{_FULL}|snap|insta|tele)\b|{_EDGE}(?:{_SHORT}){_GLUE}\s?(?:[:=>~*@|-]|is\s|es\s|[(\[])|\.(?:me|com|app|ee)/"
)


@Language.component(NAME)
def find_handles(doc: Doc) -> Doc:
    """Append the handles of the passage to its mentions."""
    passage: Passage = doc.user_data["passage"]
    text = passage.stream.text
    if not _HINT.search(text):
        return doc
    seen: set[tuple[str, int]] = set()
    for match in _LINK.finditer(text):
        _keep(passage, seen, LINKS[match["site"].lower()], match)
    for match in _BOTH.finditer(text):
        _keep(passage, seen, _name_platform(match["first"]), match)
        _keep(passage, seen, _name_platform(match["full"] or match["short"]), match)
    for match in _AFTER.finditer(text):
        if _is_handle(match):
            _keep(passage, seen, _name_platform(match["full"] or match["short"]), match)
    for match in _BEFORE.finditer(text):
        _keep(passage, seen, _name_platform(match["full"] or match["short"]), match)
    return doc


def _name_platform(written: str) -> str:
    return _PLATFORM_OF[written.lower().replace(" ", "").replace("\n", "")]


def _is_handle(match: "re2._Match") -> bool:
    """Whether what follows a platform's name is a name on it, and not the rest of a sentence."""
    name, sign, full = match["name"], match["sign"], match["full"] is not None
    if any(mark in sign for mark in "@:=>~") or match["short"] == "👻" or name.startswith("$"):
        return True
    looks_made = any(character.isdigit() or character in "_." for character in name)
    if sign.strip():
        return looks_made or full
    return looks_made and (full or match["short"].lower() in {"snap", "insta", "tele"})


def _keep(passage: Passage, seen: set[tuple[str, int]], platform: str, match: "re2._Match") -> None:
    start, end = match.span(match.re.groupindex["name"])
    name = match["name"].lower()
    digits = sum(character.isdigit() for character in name)
    # A number on a messenger is a phone; the phone extractor reads it. Digits alone are never a name here: "booking
    # line (312) 555-0199" once gave the handle line:312, which held two dozen strangers' ads together.
    is_number = (digits >= 7 and digits >= len(name.strip("$._-")) - 2) or digits == len(name.strip("$._-"))
    is_site = name.endswith((".com", ".net", ".org"))
    if name.strip("$") in NOT_NAMES or is_number or is_site or len(name) < 3 or (platform, start) in seen:
        return
    seen.add((platform, start))
    passage.record(Finding("handle", f"{platform}:{name}", start, end, 0.85), NAME, VERSION)
