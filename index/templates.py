"""Near-duplicate texts as further evidence for the linker, and the template a cluster's texts share."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

import numpy as np

from index.document import Document
from index.engine import Engine
from matching.links.inputs import LinkInput
from matching.links.keys import TEMPLATE, LinkKey
from matching.text.band_file import DIGEST_CHARACTERS, BandFile
from matching.text.bands import band_texts
from matching.text.grouping import group_texts
from matching.text.shingles import shingle_texts
from matching.text.template import draft_template
from matching.text.units import read_units

_FETCHED: Final = 500


def with_templates(
    engine: Engine, inputs: Iterable[LinkInput], bands: BandFile, group_of: dict[str, str] | None = None
) -> Iterator[LinkInput]:
    """The linker's inputs, each ad whose text is nearly the same as another's with a key for that; `group_of` is filled
    with the group of each text.

    Texts that `bands` has not seen are read from the engine and added to it; that is the slow part, and done once a
    text.
    """
    ads = list(inputs)
    add_texts(engine, bands, ads)
    found = bands.groups({ad.text_digest for ad in ads})
    if group_of is not None:
        group_of.update(found)
    for ad in ads:
        group = found.get(ad.text_digest[:DIGEST_CHARACTERS])
        yield replace(ad, keys=(*ad.keys, LinkKey(TEMPLATE, group))) if group else ad


def add_texts(engine: Engine, bands: BandFile, ads: Iterable[LinkInput]) -> None:
    """Let `bands` know the texts of these ads."""
    ad_of = {ad.text_digest[:DIGEST_CHARACTERS]: ad.ad_id for ad in ads}
    bands.add(_texts(engine, {digest: ad_of[digest] for digest in bands.missing(ad_of)}))


def draft_shared(documents: Iterable[Document]) -> str:
    """The template of the largest group of nearly equal texts among these; empty where no two are."""
    mentions = {document.ad.text: document.mentions for document in documents}
    distinct = list(mentions)
    if len(distinct) < 2:
        return ""
    shingles = shingle_texts(distinct)
    groups = group_texts(band_texts(shingles), shingles)
    sizes = np.bincount(groups)
    if sizes.max() < 2:
        return ""
    alike = [distinct[text] for text in np.flatnonzero(groups == sizes.argmax()).tolist()]
    return draft_template([read_units(text, mentions[text]) for text in alike]).text


def _texts(engine: Engine, ad_of: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(digest, text) of each ad, fetched in chunks; ads that were deleted meanwhile are left out."""
    wanted = iter(ad_of.items())
    while chunk := dict(islice(wanted, _FETCHED)):
        held = engine.get(list(chunk.values()))
        for digest, ad_id in chunk.items():
            if ad_id in held:
                ad = held[ad_id].ad
                yield digest, ad.text or ad.title
