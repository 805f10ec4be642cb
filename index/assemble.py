"""Put together what the index keeps of one ad."""

import hashlib
from collections.abc import Iterable, Sequence

from crawlers.ad import Ad
from extractors.extraction import Extraction
from extractors.mention import ASSERTED, Mention
from index.document import Document, PlaceRef
from index.names import name_keys
from index.words import split_words
from matching.links.keys import LinkKey


def assemble(
    ad: Ad,
    extraction: Extraction,
    pictures: Iterable[LinkKey] = (),
    revisions: int = 1,
    beside: Sequence[Mention] = (),
) -> Document:
    """The document of an ad's newest revision.

    `beside` are mentions in what the page showed beside the text (a phone or place field of its own): they give keys
    and places, but no highlight, since they stand nowhere in the text.
    `pictures` are further keys of the ad's pictures (hash slices); the exact digests (`picture:SHA256`) are taken from
    `ad.images` here. `revisions` counts the revisions held in the archive.
    """
    return Document(
        ad=ad,
        mentions=extraction.mentions,
        keys=_keys(ad, (*extraction.mentions, *beside), pictures),
        places=_places((*extraction.mentions, *beside)),
        indicators=_indicators(extraction.mentions),
        text_digest=digest_text(ad),
        language=extraction.language,
        analysed=extraction.analysed,
        revisions=revisions,
    )


def digest_text(ad: Ad) -> str:
    """SHA-256 of the words of the ad's text (of its title where it has no text), contacts left in.

    The same words with another date, picture or layout are a repost; another number in them makes another text.
    """
    words = split_words(ad.text) or split_words(ad.title)
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _keys(ad: Ad, mentions: Sequence[Mention], pictures: Iterable[LinkKey]) -> tuple[LinkKey, ...]:
    found = {LinkKey(m.kind, m.value) for m in mentions if m.is_identifier and _can_be_key(m.value)}
    found |= {LinkKey("picture", image.sha256) for image in ad.images if image.sha256}
    return tuple(sorted(found | name_keys(mentions) | set(pictures)))


def _can_be_key(value: str) -> bool:
    """Keys stand one a line in changes and as UTF-8 in SQLite: no control character, no lone surrogate, nothing
    empty."""
    return value.isprintable() and bool(value.strip())


def _places(mentions: Sequence[Mention]) -> tuple[PlaceRef, ...]:
    """Resolved places alone: a name without coordinates is shown on the ad and neither mapped nor counted."""
    found = {}
    for mention in mentions:
        lat, lon = mention.data.get("lat"), mention.data.get("lon")
        if mention.kind != "place" or mention.confidence < ASSERTED:
            continue
        if isinstance(lat, int | float) and isinstance(lon, int | float):
            found[mention.value] = PlaceRef(mention.value, float(lat), float(lon))
    return tuple(found[name] for name in sorted(found))


def _indicators(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(sorted({m.value for m in mentions if m.kind == "indicator" and m.confidence >= ASSERTED}))
