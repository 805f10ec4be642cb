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
    Vendored(
        "htmx-2.0.11/htmx.min.js",
        "htmx.org@2.0.11",
        "0BSD",
        "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717",
    ),
)
