"""E-mail addresses, also with "at" and "dot" spelt out in English, Spanish or French."""

from typing import Final

import re2
from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.passage import Passage
from extractors.taken import Taken

NAME: Final = "emails"
VERSION: Final = "2"

_LOCAL: Final = r"(?P<local>[A-Za-z0-9][A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-]|[A-Za-z0-9])"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_PLAIN: Final = re2.compile(rf"{_LOCAL}@(?P<domain>{_LABEL}(?:\.{_LABEL}){{0,4}}\.[A-Za-z]{{2,24}})\b")

_OPEN: Final = r"\s?[(\[{<*_~-]{1,2}\s?"
_CLOSE: Final = r"\s?[)\]}>*_~-]{1,2}\s?"
# Signs in brackets, stars or dashes; words between spaces; a spaced @.
_AT: Final = rf"(?:{_OPEN}(?:at|a\st|arroba|arobase|@){_CLOSE}|\s(?:at|arroba|arobase|a\st)\s|\s{{0,2}}@\s{{0,2}})"
_DOT: Final = rf"(?:{_OPEN}(?:dot|d0t|punto|point|\.){_CLOSE}|\s(?:dot|d0t|punto|point)\s|\s?\.\s?|\s,\s)"
_TOP: Final = (
    r"com|net|org|info|biz|co|io|me|us|uk|ca|mx|es|fr|de|it|nl|be|ch|at|pt|in|np|ph|th|ru|ua|pl|eu|tv|cc|xyz|online|site|club|live|app|"
    r"email|example|test|invalid|ar|cl|pe|br|au|nz|ie|za|ng|ke|ae|cat|edu|gov|mil|dev"
)
_SECOND: Final = r"co|com|net|org|gob|edu|ac|gov"
_INNER_DOT: Final = rf"(?:\.|{_OPEN}(?:dot|punto|point){_CLOSE}|\s(?:dot|punto|point)\s)"
_SPELT: Final = re2.compile(
    rf"(?i)(?P<local>[a-z0-9][a-z0-9_%+-]{{0,40}}(?:{_INNER_DOT}[a-z0-9_+-]{{1,40}}){{0,3}})(?P<at>{_AT})"
    rf"(?P<host>{_LABEL}(?:{_INNER_DOT}{_LABEL}){{0,3}})(?P<dot>{_DOT})(?:(?P<second>{_SECOND}){_DOT})?(?P<top>{_TOP})\b"
)
# A mailbox provider named behind "at" needs no "dot com": nothing else reads "rosie at gmail".
_PROVIDER: Final = re2.compile(
    rf"(?i)(?P<local>[a-z0-9][a-z0-9._%+-]{{1,60}})(?P<at>{_AT})"
    r"(?P<host>gmail|g\s?mail|yahoo|hotmail|outlook|proton\s?mail|icloud|aol|tutanota|gmx)\b"
)
_ANY_DOT: Final = re2.compile(rf"(?i){_OPEN}(?:dot|punto|point){_CLOSE}|\s(?:dot|punto|point)\s")
_HINT: Final = re2.compile(r"(?i)@|\bat\b|arroba|arobase|\ba t\b")
# Words before "at" that make a sentence of it: "look at amazon dot com", "meet me at example.com".
_PROSE: Final = frozenset({
    "us", "me", "him", "her", "them", "it", "look", "find", "found", "check", "out", "visit", "apply", "online",
    "shop", "buy", "order", "is", "are", "was", "available", "website", "site", "here", "now", "work", "working",
    "job", "jobs", "only", "located", "also", "starting",
})  # fmt: skip


@Language.component(NAME)
def find_emails(doc: Doc) -> Doc:
    """Append the e-mail addresses of the passage to its mentions."""
    passage: Passage = doc.user_data["passage"]
    text = passage.stream.text
    if not _HINT.search(text):
        return doc
    taken = Taken()
    for match in _PLAIN.finditer(text):
        value = f"{match['local']}@{match['domain']}".lower()
        _keep(passage, taken, Finding("email", value, match.start(), match.end(), 0.98))
    for match in _SPELT.finditer(text):
        _keep(passage, taken, _read_spelt(match))
    for match in _PROVIDER.finditer(text):
        _keep(passage, taken, _read_provider(match))
    return doc


def _keep(passage: Passage, taken: Taken, finding: Finding | None) -> None:
    if finding is not None and taken.add(finding.start, finding.end):
        passage.record(finding, NAME, VERSION)


def _read_spelt(match: "re2._Match") -> Finding | None:
    at, dot, local = match["at"], match["dot"], match["local"]
    bracketed = any(sign in "([{<*_~-@" for sign in at)
    # "at" and "." alone: "call Rosie at example.com" is a web address.
    if (local.lower() in _PROSE and at[0] == " ") or (not bracketed and dot.strip() in {".", ","}):
        return None
    top = f"{match['second']}.{match['top']}" if match["second"] else match["top"]
    value = f"{_ANY_DOT.sub('.', local)}@{_ANY_DOT.sub('.', match['host'])}.{top}".lower()
    return Finding("email", value, match.start(), match.end(), 0.9 if bracketed else 0.8, obfuscated=True)


def _read_provider(match: "re2._Match") -> Finding | None:
    if match["local"].lower() in _PROSE:
        return None
    host = match["host"].lower().replace(" ", "")
    return Finding("email", f"{match['local'].lower()}@{host}.com", match.start(), match.end(), 0.6, obfuscated=True)
