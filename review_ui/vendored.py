"""The front-end files that others wrote: file, version, licence, SHA-256. A test recomputes the digests."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "static" / "vendor"


@dataclass(frozen=True, slots=True)
class Vendored:
    """One file of `static/vendor/`; `origin` is the npm package it was taken from."""

    path: str
    origin: str
    licence: str
    sha256: str


VENDORED: Final = (
    Vendored("htmx-2.0.11/htmx.min.js", "htmx.org@2.0.11", "0BSD",
             "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"),
    Vendored("leaflet-1.9.4/leaflet.css", "leaflet@1.9.4", "BSD-2-Clause",
             "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6"),
    Vendored("leaflet-1.9.4/leaflet.js", "leaflet@1.9.4", "BSD-2-Clause",
             "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a"),
    Vendored("topojson-client-3.1.0/topojson-client.min.js", "topojson-client@3.1.0", "ISC",
             "25cd02ae486cc5063e0215a4e4cfb15de83700c87ac48bac4d57dc6aaf3ebb89"),
    Vendored("us-atlas-3.0.1/states-10m.json", "us-atlas@3.0.1", "ISC",
             "d76b391ccfa8bff601d51e3e3da5d43a89fa46cd5caca72ce731b383be5596d0"),
    Vendored("world-atlas-2.0.2/countries-110m.json", "world-atlas@2.0.2", "ISC",
             "2516c915867c7baf18ddec727aec46c315541a07cfb3d79a6559b05d5e94eee8"),
)  # fmt: skip
