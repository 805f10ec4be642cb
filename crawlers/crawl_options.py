"""What a crawl is told, and what it says at the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from crawlers.fetching.pauses import LEAST_BACKOFF
from crawlers.lifecycle import GONE_SEPARATION
from crawlers.pictures import STORE_ALL, Screen
from crawlers.removal import NOTHING_REMOVED, RemovalList
from crawlers.run_limits import Progress

DONE: Final = 0
FAULTS: Final = 1
WRONG_CALL: Final = 2
INCOMPLETE: Final = 9
INTERRUPTED: Final = 11
BLOCKED: Final = 18


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """`definitions` are TOML files; `archive` is the archive's folder; `delay` (seconds) replaces the definitions'.

    `pictures` is the operator's decision: False keeps digests only, whatever a definition says. `revisit` fetches `all`
    known ads again or those `due`. `report` is called a few times a second.
    `socks_proxy` (`host:port`) is the operator's way to onion sites, refused without it.
    """

    definitions: tuple[Path, ...]
    archive: Path
    allow_loopback: bool = False
    max_ads: int | None = None
    delay: float | None = None
    pictures: bool = False
    contact: str = "https://example.org/crawler"
    revisit: Literal["all", "due"] = "all"
    report: Callable[[Progress], None] | None = None
    screen: Screen = STORE_ALL
    gone_separation: float = GONE_SEPARATION
    least_backoff: float = LEAST_BACKOFF
    timeout: float = 60.0
    socks_proxy: str = ""
    removal: RemovalList = NOTHING_REMOVED


@dataclass(frozen=True, slots=True)
class SiteOutcome:
    """Pages of the round by state, and ads by what became of them (new, changed, unchanged, gone)."""

    pages: Mapping[str, int] = field(default_factory=dict)
    ads: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CrawlOutcome:
    """`exit_code` is the contract's; `faults` are sentences for standard error."""

    exit_code: int
    sites: Mapping[str, SiteOutcome] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """A site as `crawl --status` shows it; `coverage` is the share of the round's pages that are through."""

    site: str
    queued: int
    done: int
    failed: int
    blocked_hosts: tuple[str, ...]
    coverage: float
    last_complete_at: str | None
