"""Web addresses and the registrable domains they stand on, also with "dot" spelt out."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import re2
import tldextract
from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.letters import LETTER
from extractors.passage import Passage
from extractors.taken import Taken

NAME: Final = "urls"
VERSION: Final = "1"

_LABEL: Final = rf"[{LETTER}0-9](?:[{LETTER}0-9-]*[{LETTER}0-9])?"
_HOST: Final = rf"{_LABEL}(?:\.{_LABEL}){{1,5}}"
_TAIL: Final = r"(?::\d{2,5})?(?:[/?#][^\s<>\"'|\\^`{}\x{FFFD}]*)?"
# Without scheme, "www." or path, only these endings read as a domain: "me.in", "team.it" and "Node.js" are prose.
_PLAIN_TOP: Final = (
    r"(?:com|net|org|info|biz|xyz|online|site|club|shop|example|test|invalid|app|dev|io|eu|uk|mx|es|fr|ca|br|au|ar|pe|ru|"
    r"ua|pl|ph|th|np|ch|nl|ro|pt|live|agency|COM|NET|ORG)"
)
_SCHEME: Final = r"(?:(?P<scheme>https?|hxxps?|ftp|HTTPS?)\s?:\s?/\s?/\s?(?:[^\s/@]+@)?)"
_ADDRESS: Final = re2.compile(
    rf"\b{_SCHEME}(?P<full>{_HOST})(?:{_TAIL})|\b(?P<marked>(?i:www\.){_HOST})(?:{_TAIL})"
    rf"|\b(?P<pathed>{_HOST})/[^\s<>\"'|\\^`{{}}\x{{FFFD}}]*|\b(?P<plain>(?:{_LABEL}\.){{1,4}}{_PLAIN_TOP})\b"
)
_SPELT: Final = re2.compile(
    rf"(?i)\b(?P<host>(?:www\s?(?:dot|punto|point|\.)\s?)?{_LABEL})\s?[(\[{{]?\s?\b(?:dot|punto|point)\b\s?[)\]}}]?\s?"
    r"(?P<top>com|net|org|info|biz|co|io|me|us|uk|ca|mx|es|fr|example|test|xyz|site|club|online|eu|tv)\b"
)
_HINT: Final = re2.compile(
    rf"://|(?i:\bwww\.)|[{LETTER}0-9]\.{_PLAIN_TOP}\b|[{LETTER}0-9]\.[A-Za-z]{{2,12}}/|\b(?i:dot|punto|point)\b|: ?/ ?/"
)
# Trade names that look like domains.
_PRODUCTS: Final = frozenset({"asp.net", "ado.net", "vb.net", "amazon.com", "salesforce.com"})
_RESERVED: Final = frozenset({"example", "test", "invalid", "localhost"})
# A profile on these is a handle; the site itself says nothing about an advertiser.
PLATFORMS: Final = frozenset({
    "instagram.com", "snapchat.com", "t.me", "telegram.me", "twitter.com", "x.com", "facebook.com", "fb.com",
    "onlyfans.com", "tiktok.com", "cash.app", "venmo.com", "paypal.me", "linktr.ee", "fansly.com", "wa.me",
    "whatsapp.com", "youtube.com", "reddit.com", "linkedin.com", "google.com", "maps.google.com", "goo.gl", "bit.ly",
    "discord.gg", "wechat.com", "line.me", "threads.net", "kik.me",
})  # fmt: skip
_NUMBER_LINK: Final = re2.compile(r"(?i)^(?:wa\.me|api\.whatsapp\.com|t\.me)/(?:send\?phone=)?\+?\d{7,15}")


@Language.component(NAME)
def find_urls(doc: Doc) -> Doc:
    """Append the web addresses and domains of the passage to its mentions."""
    passage: Passage = doc.user_data["passage"]
    text = passage.stream.text
    if not _HINT.search(text):
        return doc
    mails = Taken((mention.start, mention.end) for mention in passage.mentions if mention.kind == "email")
    for match in _ADDRESS.finditer(text):
        start, end = match.start(), match.start() + len(match.group().rstrip(".,;:!?)]}*'\"-_~"))
        if not _is_mail(passage, text, start, end, mails):
            _record_address(passage, _read_address(match, end), start, end)
    for match in _SPELT.finditer(text):
        if not _is_mail(passage, text, match.start(), match.end(), mails):
            host = match["host"].lower().replace(" dot ", ".").replace(" ", "")
            domain = register_domain(f"{host}.{match['top'].lower()}")
            if domain:
                finding = Finding("domain", domain, match.start(), match.end(), 0.7, obfuscated=True)
                passage.record(finding, NAME, VERSION)
    return doc


def _is_mail(passage: Passage, text: str, start: int, end: int, mails: Taken) -> bool:
    if text[start - 1 : start] == "@" or text[end : end + 1] == "@":
        return True
    left, right = passage.stream.span(start, end)
    return mails.overlaps(left, right)


@dataclass(frozen=True, slots=True)
class _Address:
    scheme: str
    host: str
    host_start: int
    tail: str


def _read_address(match: "re2._Match", end: int) -> _Address:
    """Split a match into its parts; `scheme` is empty for a bare domain, `http` for "www." and for a path."""
    groups = match.re.groupindex
    name = next(name for name in ("full", "marked", "pathed", "plain") if match[name])
    start = match.start(groups[name])
    host = match[name]
    scheme = {"full": (match["scheme"] or "").lower(), "plain": ""}.get(name, "http")
    return _Address(scheme, host.lower(), start, match.string[start + len(host) : end] if name != "plain" else "")


def _record_address(passage: Passage, address: _Address, start: int, end: int) -> None:
    domain = register_domain(address.host)
    if not domain or address.host in _PRODUCTS or _NUMBER_LINK.match(address.host + address.tail):
        return
    labels = address.host.split(".")
    if not address.scheme and (len(labels[0]) < 3 or labels[-2].isdigit()):
        return
    if address.scheme:
        plain = {"hxxp": "http", "hxxps": "https"}.get(address.scheme, address.scheme)
        value = f"{plain}://{address.host}{address.tail.rstrip('/') if address.tail == '/' else address.tail}"
        passage.record(Finding("url", value, start, end, 0.95, address.scheme[:4] == "hxxp"), NAME, VERSION)
    if domain not in PLATFORMS:
        stop = address.host_start + len(address.host)
        passage.record(Finding("domain", domain, address.host_start, stop, 0.9), NAME, VERSION)


def register_domain(host: str) -> str:
    """Return the registrable domain of `host` by the public suffix list, empty when it has none."""
    if host.rpartition(".")[2] in _RESERVED:
        return ".".join(host.split(".")[-2:])
    return _extractor()(host).top_domain_under_public_suffix


@cache
def _extractor() -> tldextract.TLDExtract:
    # The snapshot in the wheel: nothing is fetched. Private suffixes keep the pages of one hoster apart.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
