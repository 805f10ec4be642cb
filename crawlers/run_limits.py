"""What one site's crawl is told, and what it tells while it runs."""

from collections.abc import Callable
from dataclasses import dataclass

from crawlers.fetching.pauses import LEAST_BACKOFF
from crawlers.removal import NOTHING_REMOVED, RemovalList


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one site is: pages done and waiting, ads new or changed or seen again."""

    site: str
    done: int
    waiting: int
    failed: int
    ads: int


@dataclass(frozen=True, slots=True)
class RunLimits:
    """`most_ads` ends the run after that many ads; `revisits` says whether ads seen before are all fetched again."""

    most_ads: int | None = None
    revisits: str = "all"
    report: Callable[[Progress], None] | None = None
    least_backoff: float = LEAST_BACKOFF
    removal: RemovalList = NOTHING_REMOVED
