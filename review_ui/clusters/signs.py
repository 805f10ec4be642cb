"""The signs in the ads of a cluster: each once, with how many ads carry it, where it stands, its source, and what
speaks against it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractors.mention import Mention
from index.document import Document
from review_ui.ads.segments import Segment, cut, mask

_QUOTES: Final = 3
_AROUND: Final = 70  # characters on either side: a sentence, so that a negation before it can be seen


@dataclass(frozen=True, slots=True)
class ShownSign:
    """A sign, the number of ads that carry it, and the wordings in which it stands. No score."""

    code: str
    ads: int
    source: str
    against: str
    quotes: Sequence[Sequence[Segment]]


def list_signs(documents: Iterable[Document], *, is_masked: bool) -> list[ShownSign]:
    """The signs of these ads, those in most ads first; contacts in the quotes are hidden where they must be."""
    found: dict[str, list[tuple[Document, Mention]]] = {}
    for document in documents:
        for mention in document.mentions:
            if mention.kind == "indicator":
                found.setdefault(mention.value, []).append((document, mention))
    rows = [_show(code, carried, is_masked=is_masked) for code, carried in found.items()]
    return sorted(rows, key=lambda row: (-row.ads, row.code))


def _show(code: str, carried: Sequence[tuple[Document, Mention]], *, is_masked: bool) -> ShownSign:
    _, last = carried[-1]
    wordings = {mention.raw.casefold(): (document, mention) for document, mention in reversed(carried)}
    quotes = [_quote(document, mention) for document, mention in list(wordings.values())[-_QUOTES:][::-1]]
    return ShownSign(
        code,
        len({document.ad.ad_id for document, _ in carried}),
        str(last.data.get("source", "")),
        str(last.data.get("against", "")),
        [mask(quote) for quote in quotes] if is_masked else quotes,
    )


def _quote(document: Document, mention: Mention) -> list[Segment]:
    """The sign with the words around it; other mentions go along, so that contacts among them can be hidden."""
    text = document.ad.title if mention.field == "title" else document.ad.text
    start, end = max(mention.start - _AROUND, 0), min(mention.end + _AROUND, len(text))
    start += text[start : mention.start].find(" ") + 1 if start else 0
    end = mention.end + text[mention.end : end].rfind(" ") if end < len(text) else end
    end = max(end, mention.end)
    inside = [
        replace(one, start=max(one.start, start) - start, end=min(one.end, end) - start)
        for one in document.mentions
        if one.field == mention.field and one.start < end and one.end > start
    ]
    return cut(text[start:end], [one for one in inside if one.kind == "indicator" or one.is_identifier])
