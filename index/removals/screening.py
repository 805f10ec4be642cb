"""Documents without what was removed: the ad itself, its identifiers with every place they stand, its pictures."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from crawlers.ad import Ad, AdImage
from extractors.mention import Mention
from index.document import Document
from index.removals.listing import Removals
from matching.links.keys import LinkKey
from matching.pictures.slices import PICTURE, PIXELS, SLICE

MASK: Final = "\u2588"
"""Stands for each removed character, so that every other mention keeps its place."""

_LEAST_RAW: Final = 5  # shorter spellings are masked where the mention stands, not wherever the letters occur


def screen(document: Document, removals: Removals) -> Document | None:
    """The document without what is removed now; None when the whole ad is. The same object when nothing is."""
    gone = removals.removed(names_in(document))
    if not gone:
        return document
    if f"ad:{document.ad.ad_id}" in gone:
        return None
    masked = [mention for mention in document.mentions if f"{mention.kind}:{mention.value}" in gone]
    kept = [mention for mention in document.mentions if not _touches(mention, masked, gone)]
    return replace(
        document,
        ad=_mask_ad(document.ad, masked, gone),
        mentions=tuple(_mask_read_text(mention, masked) for mention in kept),
        keys=_keep_keys(document, gone),
    )


def _keep_keys(document: Document, gone: set[str]) -> tuple[LinkKey, ...]:
    """Without removed keys. Hash slices do not say which picture they are of: all of an ad's go with one removed
    picture, and its other pictures are then found by their exact bytes alone."""
    lost = (PIXELS, SLICE) if any(name.startswith(f"{PICTURE}:") for name in gone) else ()
    return tuple(key for key in document.keys if str(key) not in gone and key.kind not in lost)


def names_in(document: Document) -> Iterator[str]:
    """Everything of a document that a removal can name, some of it twice; an empty list of removals asks for none."""
    yield f"ad:{document.ad.ad_id}"
    yield from map(str, document.keys)
    yield from (f"picture:{image.sha256}" for image in document.ad.images if image.sha256)
    yield from (f"{mention.kind}:{mention.value}" for mention in document.mentions)


def _touches(mention: Mention, masked: Sequence[Mention], gone: set[str]) -> bool:
    """Whether a mention is removed, reads a removed picture, or overlaps what is masked."""
    if f"picture:{mention.field.removeprefix('image:')}" in gone:
        return True
    return any(
        mention.field == other.field and mention.start < other.end and other.start < mention.end for other in masked
    )


def _mask_read_text(mention: Mention, masked: Sequence[Mention]) -> Mention:
    """What was read from a picture travels whole with every mention in it."""
    text = mention.data.get("text")
    if not isinstance(text, str):
        return mention
    spans = _mask_spans(text, masked, mention.field)
    return replace(mention, data={**mention.data, "text": _mask(spans, {one.raw for one in masked})})


def _mask_ad(ad: Ad, masked: Sequence[Mention], gone: set[str]) -> Ad:
    raws = {mention.raw for mention in masked}
    return replace(
        ad,
        title=_mask(_mask_spans(ad.title, masked, "title"), raws),
        text=_mask(_mask_spans(ad.text, masked, "text"), raws),
        fields=_mask_fields(ad.fields, raws, gone),
        images=tuple(_mask_image(image, gone) for image in ad.images),
    )


def _mask_image(image: AdImage, gone: set[str]) -> AdImage:
    return AdImage("") if image.sha256 and f"picture:{image.sha256}" in gone else image


def _mask_fields(fields: Mapping[str, str], raws: Iterable[str], gone: set[str]) -> Mapping[str, str]:
    """Raw fields keep no removed spelling; the phone field goes when any number does, since it may spell it its own
    way."""
    lost = {name for name in ("phone", "email") if any(held.startswith(f"{name}:") for held in gone)}
    return {name: _mask(value, raws) for name, value in fields.items() if name not in lost}


def _mask_spans(text: str, masked: Sequence[Mention], field: str) -> str:
    letters = list(text)
    for mention in masked:
        if mention.field == field:
            letters[mention.start : mention.end] = MASK * (mention.end - mention.start)
    return "".join(letters)


def _mask(text: str, raws: Iterable[str]) -> str:
    """Every further place where the same spelling stands."""
    for raw in raws:
        if len(raw) >= _LEAST_RAW:
            text = re.sub(re.escape(raw), lambda found: MASK * len(found.group()), text, flags=re.IGNORECASE)
    return text
