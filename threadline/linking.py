"""Link everything the index holds, with people's judgements, and put the clusters back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from index.engine import Engine
from index.templates import with_templates
from matching.judgement import Judgement
from matching.links.inputs import LinkInput, LinkLimits
from matching.links.keys import LinkKey
from matching.links.linker import link
from matching.pictures.album import Album
from matching.pictures.slices import PICTURE
from matching.text.band_file import BandFile


@dataclass(frozen=True, slots=True)
class Linked:
    """How things link now; `alarm` is the sentence of the largest-component alarm, empty when it is quiet."""

    clusters: int
    hubs: int
    largest_component: float
    alarm: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What links beyond identifiers: photos that are the same, texts that are nearly the same."""

    album: Album
    texts: BandFile


def relink(engine: Engine, evidence: Evidence, judgements: Iterable[Judgement], limits: LinkLimits) -> Linked:
    """Recompute every cluster from the key store and replace them in one transaction."""
    ads = _with_one_key_per_photo(engine.link_inputs(), evidence.album.groups())
    linkage = link(with_templates(engine, ads, evidence.texts), judgements, limits)
    engine.put_clusters(linkage.clusters, linkage.hubs, linkage.largest_share)
    return Linked(len(linkage.clusters), len(linkage.hubs), linkage.largest_share, linkage.alarm)


def _with_one_key_per_photo(ads: Iterable[LinkInput], photo_of: Mapping[str, str]) -> Iterator[LinkInput]:
    """Copies of one photo (other bytes, same picture) carry one key: a re-saved copy links like the original."""
    for ad in ads:
        if not any(key.kind == PICTURE and key.value in photo_of for key in ad.keys):
            yield ad
            continue
        keys = {LinkKey(PICTURE, photo_of.get(key.value, key.value)) if key.kind == PICTURE else key for key in ad.keys}
        yield replace(ad, keys=tuple(sorted(keys)))
