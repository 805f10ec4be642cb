"""The signs in the ads of a cluster: each once, with how many ads carry it, its source, and what speaks against it."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.document import Document


@dataclass(frozen=True, slots=True)
class ShownSign:
    """A sign and the number of ads that carry it. No score."""

    code: str
    ads: int
    source: str
    against: str


def list_signs(documents: Iterable[Document]) -> list[ShownSign]:
    """The signs of these ads, those in most ads first."""
    ads: dict[str, set[str]] = {}
    told: dict[str, tuple[str, str]] = {}
    for document in documents:
        for mention in document.mentions:
            if mention.kind == "indicator":
                ads.setdefault(mention.value, set()).add(document.ad.ad_id)
                told[mention.value] = (str(mention.data.get("source", "")), str(mention.data.get("against", "")))
    rows = [ShownSign(code, len(found), *told[code]) for code, found in ads.items()]
    return sorted(rows, key=lambda row: (-row.ads, row.code))
