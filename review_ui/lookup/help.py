"""Which services to offer: near the caller where the place is known, else near the ads, and saying which."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils import timezone

from index.results import PlaceSpan
from review_ui.hotline.placing import Placing
from review_ui.resources.hours import is_open
from review_ui.resources.models import Resource
from review_ui.resources.nearest import Nearby, find_nearest, is_stale

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Help:
    """Services and why these: near the `caller`, in the state an area code hints at, near the `ads`, or none."""

    basis: Literal["caller", "hint", "ads", "none"]
    place: str = ""
    services: Sequence[Nearby] = ()
    caller: Placing | None = None


def find_help(places: Sequence[PlaceSpan], placing: Placing | None) -> Help:
    """The nearest services by the best place known."""
    if placing is not None and placing.lat is not None and placing.lon is not None:
        return Help("caller", placing.label, find_nearest(placing.lat, placing.lon, _SHOWN), placing)
    if placing is not None and placing.state:
        return Help("hint", placing.state, _in_state(placing.state), placing)
    if places:
        return Help("ads", places[0].value, find_nearest(places[0].lat, places[0].lon, _SHOWN))
    return Help("none")


def _in_state(state: str) -> list[Nearby]:
    now = timezone.now()
    found = Resource.objects.filter(admin=state, do_not_refer=False).order_by("-is_emergency", "city", "name")[:_SHOWN]
    return [Nearby(one, None, is_open(one, now), is_stale(one.checked_on, now.date())) for one in found]
