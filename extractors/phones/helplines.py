"""Help lines, police and crisis numbers: printed in ads by careful hosts, and nobody's link."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

import phonenumbers
import re2

from extractors.finding import Finding

_TABLE: Final = tomllib.loads((files("extractors") / "data" / "helplines.toml").read_text("utf-8"))
_NAME_BY_NUMBER: Final[dict[str, str]] = {entry["number"]: entry["name"] for entry in _TABLE["helpline"]}
_SHORT: Final[dict[tuple[str, str], str]] = {
    (entry["region"], entry["dialled"]): entry["name"] for entry in _TABLE["short"]
}
_DIALLED: Final = sorted({dialled for _, dialled in _SHORT}, key=len, reverse=True)
# A pattern that a whole ad is searched for: RE2 is five times as fast, and says whether `_TOLD` need look.
_ANY_SHORT: Final = re2.compile(rf"[a-z]:? (?:{'|'.join(_DIALLED)})(?:[^\d-]|$)")
# A short number is one only where somebody is told to dial it; "112" alone is a bus, a weight or a price.
_TOLD: Final = re.compile(
    rf"\b(?:call|dial|text|phone|ring|hotline|helpline|llama|llame|llamar|marca|marque|appelez|appeler|composez)"
    rf"(?: (?:at|al|le|the|help|us|home|info|befree|to)){{0,2}}:? (?P<number>{'|'.join(_DIALLED)})(?![\d-])"
)
_SURE: Final = 0.95


def helpline_name(e164: str) -> str | None:
    """Return the name of the help line with this number, None when it is none that we know."""
    return _NAME_BY_NUMBER.get(e164)


def helpline(e164: str, name: str, span: tuple[int, int]) -> Finding:
    """Return the finding for a help line at the stream span `span`."""
    return Finding("helpline", e164, *span, _SURE, data={"name": name})


def find_short_helplines(folded: str, regions: tuple[str, ...]) -> Iterator[Finding]:
    """Yield short numbers such as 988 that the folded text tells its reader to dial."""
    if not _ANY_SHORT.search(folded):
        return
    for match in _TOLD.finditer(folded):
        for region in (*regions, "US"):
            name = _SHORT.get((region, match["number"]))
            if name:
                code = phonenumbers.country_code_for_region(region)
                yield helpline(f"+{code}{match['number']}", name, match.span("number"))
                break
