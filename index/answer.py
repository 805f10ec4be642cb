"""The answer to a look-up: what the index holds under one identifier, and what that does not mean."""

from dataclasses import dataclass
from datetime import datetime

from index.results import Count, LinkedKey, PlaceSpan, SiteState


@dataclass(frozen=True, slots=True)
class Candidate:
    """A held identifier near what was typed. `edits` counts the digits or letters that differ, 0 where only digits
    were left out."""

    identifier: str
    edits: int
    ads: int


@dataclass(frozen=True, slots=True)
class Answer:
    """`identifier` is `kind:value`, empty where no single one was named. `ads` counts distinct ads, not revisions.

    `candidates_capped` says that more candidates are held than are shown. `prefix` names the beginning of a number
    that was counted: then `ads` and `numbers` are counts over many people and `candidates`, `linked`, `ad_ids` stay
    empty.

    `terms` says how several things that were typed at once, or a name, were read; all of them hold for the ads. `asked`
    are their keys.
    `place_count` and `linked_count` (1000: or more) count those that are held, where fewer are listed.
    `counts_only`: a city alone belongs to many people, so it is counted like the beginning of a number.
    """

    query: str
    identifier: str
    candidates: tuple[Candidate, ...]
    ads: int
    first_seen_at: datetime | None
    last_seen_at: datetime | None
    sites: tuple[Count, ...]
    places: tuple[PlaceSpan, ...]
    linked: tuple[LinkedKey, ...]
    hub: bool
    generation: int
    sites_searched: tuple[SiteState, ...]
    caveat: str
    candidates_capped: bool = False
    prefix: str = ""
    numbers: int = 0
    weeks: tuple[Count, ...] = ()
    ad_ids: tuple[str, ...] = ()
    cluster_id: str = ""
    terms: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    counts_only: bool = False
    place_count: int = 0
    linked_count: int = 0
