"""One made-up ad with everything that is true of it."""

from dataclasses import dataclass
from datetime import datetime

COMMERCIAL, JOBS = "demo-board", "demo-jobs"
"""Slugs of the two boards."""


@dataclass(frozen=True, slots=True)
class DemoAd:
    """What stands on the page (`title` to `place_shown`) and the truth behind it.

    `own_phones` are the poster's numbers in it, `hub_phones` lines named by hundreds, `agency_phones` a shared office,
    `stolen_phones` somebody else's; all E.164. `room` and `photo` say which drawn picture it shows (`""`: none);
    `repost_of` is the native id of the ad it repeats; `organisation` is `""` for independents.
    """

    native_id: str
    site: str
    ad_type: str
    kind: str
    poster: str
    organisation: str
    template: str
    language: str
    title: str
    text: str
    phone_shown: str
    price_shown: str
    place_shown: str
    posted_at: datetime
    city: str
    price: int
    own_phones: tuple[str, ...]
    spelling: str
    agency: str = ""
    hub_phones: tuple[str, ...] = ()
    agency_phones: tuple[str, ...] = ()
    stolen_phones: tuple[str, ...] = ()
    repost_of: str = ""
    room: str = ""
    photo: str = ""
    figure: bool = False
    photo_sha256: str = ""

    @property
    def ad_id(self) -> str:
        return f"{self.site}:{self.native_id}"

    @property
    def phones(self) -> tuple[str, ...]:
        """Every number that stands in the ad."""
        return self.own_phones + self.hub_phones + self.agency_phones + self.stolen_phones
