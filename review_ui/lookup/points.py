"""What the map shows, as JSON: ads by city with their dates, services, the caller's place."""

import json
from collections.abc import Sequence

from index.results import PlaceSpan
from review_ui.lookup.help import Help
from review_ui.templatetags.shown import day


def list_points(places: Sequence[PlaceSpan], near: Help) -> str:
    """The points; confidential services are left out, for a dot would show where they are."""
    points = [
        {
            "kind": "ads",
            "lat": place.lat,
            "lon": place.lon,
            "ads": place.ads,
            "label": f"{place.value}: {place.ads} · {day(place.first_seen_at)} – {day(place.last_seen_at)}",
        }
        for place in places
    ]
    points += [
        {"kind": "service", "lat": one.resource.lat, "lon": one.resource.lon, "label": one.resource.name}
        for one in near.services
        if not one.resource.is_confidential
    ]
    if near.caller is not None and near.caller.lat is not None:
        points.append({"kind": "caller", "lat": near.caller.lat, "lon": near.caller.lon, "label": near.caller.label})
    return json.dumps(points) if places else ""
