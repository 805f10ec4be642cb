"""Link what the index holds, with people's judgements: what changed at an ingest, everything at a rebuild."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.engine import Engine
from index.relinking import Evidence as LinkEvidence
from index.relinking import Rules
from index.relinking import relink as relink_index
from matching.judgement import Judgement
from matching.links.inputs import LinkLimits
from matching.pictures.album import Album
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
    """Bring the clusters up to what is held. A fresh index, or other limits, link everything."""
    rules = Rules(tuple(judgements), limits)
    outcome = relink_index(engine, LinkEvidence(evidence.album.groups(), evidence.texts), rules)
    return Linked(outcome.clusters, outcome.hubs, outcome.largest_share, outcome.alarm)
