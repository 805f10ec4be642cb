"""Where the caller says to be: a city, a ZIP code, or an area code as the weak hint it is."""

from dataclasses import asdict, dataclass
from typing import Literal

from extractors.mention import ASSERTED
from extractors.places.gazetteer import load_gazetteer
from review_ui.hotline.models import Call
from review_ui.hotline.sealing import destroy_key, seal, unseal
from review_ui.hotline.suggestions import read_places

_ZIP_KM = 10
_CITY_KM = 15


@dataclass(frozen=True, slots=True)
class Placing:
    """A place and how it is known. `state` alone (an area code) has no position; `accuracy_km` is a radius."""

    label: str
    source: Literal["city", "postal code", "area code"]
    is_sure: bool
    lat: float | None = None
    lon: float | None = None
    accuracy_km: int = 0
    state: str = ""


def find_place(said: str) -> Placing | None:
    """What was said, read as a place; None when we know no such place."""
    text = " ".join(said.split())[:200]
    if text.isascii() and text.isdigit():
        return _find_digits(text)
    found = [mention for mention in read_places(text) if "lat" in mention.data]
    if not found:
        return None
    best = max(found, key=lambda mention: mention.confidence)
    lat, lon = float(str(best.data["lat"])), float(str(best.data["lon"]))
    return Placing(best.value, "city", best.confidence >= ASSERTED, lat, lon, _CITY_KM)


def keep_place(call: Call, placing: Placing | None) -> None:
    """Seal the place with the call, or forget it together with its key."""
    if placing is None:
        call.sealed_place = None
        destroy_key(_key_name(call))
    else:
        call.sealed_place = seal(_key_name(call), str(call.pk), asdict(placing))
    call.save(update_fields=["sealed_place"])


def place_of(call: Call) -> Placing | None:
    """Where the caller of this call said to be."""
    if call.sealed_place is None:
        return None
    return Placing(**unseal(_key_name(call), str(call.pk), call.sealed_place))  # type: ignore[arg-type]


def _find_digits(digits: str) -> Placing | None:
    gazetteer = load_gazetteer()
    if len(digits) == 3 and (state := gazetteer.area_codes.get(digits)):
        return Placing(f"{digits}: {state}", "area code", is_sure=False, state=state)
    town = gazetteer.towns.get(gazetteer.postal_codes.get(digits, ("", "")))
    if town is None:
        return None
    return Placing(
        f"{town.value} ({digits})", "postal code", is_sure=True, lat=town.lat, lon=town.lon, accuracy_km=_ZIP_KM
    )


def _key_name(call: Call) -> str:
    return f"call {call.pk}"
