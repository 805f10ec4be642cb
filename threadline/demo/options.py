"""What kind of world to make."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

SMALL_WORLD: Final = 10_000
"""Worlds up to here use 555-01XX alone, the numbers reserved for invention in every area code."""
MOST_CRAWLED: Final = 20_000
"""Larger worlds go straight into the archive: no site, no photos."""
MOST_ADS: Final = 1_000_000


def _this_hour() -> datetime:
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """`ads` in the world, `seed` that makes it, `now` the moment (aware UTC) at which its youngest ads are posted.

    Raises ValueError for a count outside 1 to 1,000,000.
    """

    ads: int = 2000
    seed: int = 7
    now: datetime = field(default_factory=_this_hour)
    port: int = 8770

    def __post_init__(self) -> None:
        if not 1 <= self.ads <= MOST_ADS:
            message = f"a demo world has 1 to {MOST_ADS:,} ads, not {self.ads}"
            raise ValueError(message)

    @property
    def is_crawled(self) -> bool:
        """Whether the world serves itself as a site, with photos, and is crawled."""
        return self.ads <= MOST_CRAWLED
