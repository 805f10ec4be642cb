"""A photo of a known hotel room, and where it is from."""

from dataclasses import asdict, dataclass
from typing import Any, Self

FIELDS = ("hotel", "room", "address", "lat", "lon", "source", "licence", "taken_at")
"""Columns of an import besides the picture itself."""


@dataclass(frozen=True, slots=True)
class ReferencePhoto:
    """`lat` and `lon` in degrees, None when not known; `taken_at` ISO 8601 or empty; `source` who took or gave it."""

    sha256: str
    hotel: str
    room: str = ""
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    source: str = ""
    licence: str = ""
    taken_at: str = ""

    @classmethod
    def read(cls, sha256: str, row: dict[str, str]) -> Self:
        """From a row of text fields. Raises ValueError naming what is wrong with it."""
        hotel = row.get("hotel", "").strip()
        if not hotel:
            message = "no hotel named"
            raise ValueError(message)
        lat, lon = _degrees(row.get("lat", ""), 90), _degrees(row.get("lon", ""), 180)
        if (lat is None) != (lon is None):
            message = "lat and lon: give both or none"
            raise ValueError(message)
        texts = {name: row.get(name, "").strip() for name in ("room", "address", "source", "licence", "taken_at")}
        return cls(sha256, hotel, lat=lat, lon=lon, **texts)

    def row(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)


def _degrees(text: str, most: int) -> float | None:
    if not text.strip():
        return None
    try:
        value = float(text)
    except ValueError as error:
        message = f"not degrees: {text!r}"
        raise ValueError(message) from error
    if not -most <= value <= most:
        message = f"not on earth: {text!r}"
        raise ValueError(message)
    return value
