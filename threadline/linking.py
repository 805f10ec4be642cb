"""Link what the index holds, with people's judgements: what changed at an ingest, everything at a rebuild."""

from dataclasses import dataclass
from typing import Final

from index.engine import Engine
from index.relinking import Evidence as LinkEvidence
from index.relinking import Rules
from index.relinking import relink as relink_index
from matching.judgement import Judgement
from matching.label import Label, find_lines
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
class Decisions:
    """What people decided, oldest first."""

    judgements: tuple[Judgement, ...] = ()
    labels: tuple[Label, ...] = ()


NO_DECISIONS: Final = Decisions()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What links beyond identifiers: photos that are the same, texts that are nearly the same."""

    album: Album
    texts: BandFile


def relink(engine: Engine, evidence: Evidence, decisions: Decisions, limits: LinkLimits) -> Linked:
    """Bring the clusters up to what is held. A fresh index, other limits or another line of many link everything."""
    rules = Rules(decisions.judgements, limits, find_lines(decisions.labels))
    outcome = relink_index(engine, LinkEvidence(evidence.album.groups(), evidence.texts), rules)
    return Linked(outcome.clusters, outcome.hubs, outcome.largest_share, outcome.alarm)
