"""Where an ad came from, and on what terms we may use it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Origin:
    """`source` is who handed the ad over, `terms` what they allow, `tlp` the Traffic Light Protocol mark."""

    kind: Literal["crawled", "imported"] = "crawled"
    source: str = ""
    terms: str = ""
    tlp: str = "TLP:AMBER"


CRAWLED = Origin()
