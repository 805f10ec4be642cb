"""What the addresses of one site's ads have in common, and the part that tells one ad from another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlsplit

SESSIONS: Final = frozenset({"sid", "phpsessid", "jsessionid", "session", "sessionid", "utm_source", "ref"})
"""Parameters that name a visit and not a page."""
PAGING: Final = frozenset(
    {"page", "p", "pg", "pag", "pagina", "seite", "start", "o", "offset", "from", "paged", "after", "cursor"}
)

_HEX = re.compile(r"(?=[a-f-]*\d)(?=[\d-]*[a-f])[0-9a-f-]{6,}", re.IGNORECASE)
_SUFFIX = re.compile(r"\.\w{2,5}$")
_TAIL = re.compile(r"[a-z]{0,3}\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Part:
    """One piece of an address: a path segment, a query value, a segment behind the #."""

    where: str
    value: str


def shape_of(url: str) -> str:
    """The kind of an address, with numbers and words that differ from ad to ad left open."""
    parts = urlsplit(url)
    path = "/".join(_kind(segment) for segment in parts.path.split("/"))
    query = "&".join(f"{name}={_kind(value)}" for name, value in sorted(_pairs(parts.query)))
    fragment = "/".join(_kind(segment) for segment in parts.fragment.split("/")) if "/" in parts.fragment else ""
    return f"{parts.netloc}{path}?{query}#{fragment}"


def _pairs(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name.lower() not in SESSIONS]


def _kind(text: str) -> str:
    if not text or text.isdigit():
        return "9" if text else ""
    if _HEX.fullmatch(text):
        return "x"
    suffix = _SUFFIX.search(text)
    base = text[: suffix.start()] if suffix else text
    words = re.split(r"[-_,+]", base)
    if len(words) < 2 and not re.search(r"\d", base):
        return text
    ending = suffix[0] if suffix else ""
    if words[0].isdigit():
        return f"9w{ending}"
    if _TAIL.fullmatch(words[-1]):
        return f"w{re.sub(r'[0-9]+', '9', words[-1])}{ending}"
    return f"w{ending}"


def is_paging(url: str) -> bool:
    """Whether an address leads to another page of a list."""
    parts = urlsplit(url)
    names = {name.lower() for name, _ in _pairs(parts.query)}
    return bool(names & PAGING) or bool(re.search(r"/(?:page|seite|pagina)[/-]?\d+", f"{parts.path}{parts.fragment}"))


def pattern_of(urls: Sequence[str]) -> str:
    """An RE2 pattern that these addresses match, with a group around the part that is the ad's own number."""
    split = [_split(url) for url in urls]
    places = [part.where for part in split[0] if all(any(p.where == part.where for p in one) for one in split)]
    values = {place: [next(p.value for p in one if p.where == place) for one in split] for place in places}
    best = max(places, key=lambda place: _worth(values[place]), default="")
    path = [_piece(values[place], is_own=place == best) for place in places if place.startswith("path")]
    # Anchored at the host: `/12-title/` is an ad, `/group/12-title/` may be a category.
    pattern = "://[^/?#]+" + "".join(f"/{piece}" for piece in path)
    query = [place for place in places if place.startswith("query")]
    for place in query if best in query else []:
        if place == best:
            pattern += rf"\?(?:[^#]*&)?{re.escape(place[6:])}={_piece(values[place], is_own=True)}"
    if best.startswith("hash"):
        behind = [_piece(values[place], is_own=place == best) for place in places if place.startswith("hash")]
        return "#" + "/".join(behind)
    return pattern + ("" if best in query else r"(?:[/?#]|$)")


def _split(url: str) -> list[_Part]:
    parts = urlsplit(url)
    found = [_Part(f"path:{number}", value) for number, value in enumerate(parts.path.split("/")[1:]) if value]
    found += [_Part(f"query:{name}", value) for name, value in _pairs(parts.query)]
    return found + [_Part(f"hash:{number}", value) for number, value in enumerate(parts.fragment.split("/"))]


def _worth(values: list[str]) -> float:
    """How well a part tells ads apart: a number of its own best, then a code, a number in a slug, a slug."""
    if len(set(values)) < len(values) or (len(values) == 1 and not re.search(r"\d", values[0])):
        return 0.1 * len(set(values)) / len(values) if len(values) > 1 else 0.0
    if all(value.isdigit() for value in values):
        return 5.0
    if all(_HEX.fullmatch(value) for value in values):
        return 4.0
    return 3.0 if _number_in(values) else 2.0


def _number_in(values: list[str]) -> str:
    """A pattern around the number at either end of every slug, or `""` where it does not tell them apart."""
    suffix = _SUFFIX.search(values[0])
    ending = re.escape(suffix[0]) if suffix and all(value.endswith(suffix[0]) for value in values) else ""
    letters = re.search(r"[-_,]([a-z]{0,3})\d+(?:\.\w{2,5})?$", values[0], re.IGNORECASE)
    for pattern in (r"(\d+)[-_,][^/?#]*", rf"[^/?#]*[-_,]{letters[1] if letters else ''}(\d+){ending}"):
        hits = [re.fullmatch(pattern, value) for value in values]
        if all(hits) and len({hit[1] for hit in hits if hit}) == len(values):
            return pattern
    return ""


def _piece(values: list[str], *, is_own: bool) -> str:
    if not is_own:
        return re.escape(values[0]).replace(r"\-", "-") if len(set(values)) == 1 else "[^/?#]+"
    if all(value.isdigit() for value in values):
        return r"(\d+)"
    return _number_in(values) or "([^/?#&]+)"
