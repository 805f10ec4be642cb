"""Real job ads, where they are at hand: a town whose name is written in lower case in English prose is a false hit.

They carry no labels; this is what can be counted without any, and what a gazetteer that ignores case gets wrong 1.73
times a text ("time", "best", "most").
"""

import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.evaluation.tally import Tally
from extractors.mention import ASSERTED
from extractors.pipeline import load_pipeline
from extractors.source import Source

NAME: Final = "place, real job texts"
_ROOT: Final = Path(__file__).resolve().parents[3]
_FIELDS: Final = ("company_profile", "description", "requirements", "benefits")


def measure_real_ads() -> dict[str, Tally]:
    """Return one tally: `wrong` are the false hits, `cases` the texts; nothing where no real ads are at hand."""
    path = Path(os.environ.get("THREADLINE_EXTERNAL", _ROOT / "shared")) / "data" / "real_job_ads_499.csv"
    if not path.is_file():
        return {}
    pipeline, tally = load_pipeline(), Tally()
    for source in _read(path):
        mentions = pipeline.extract(source).mentions
        places = [one for one in mentions if one.kind == "place" and one.confidence >= ASSERTED]
        wrong = sum(one.raw[:1].islower() for one in places)
        tally.cases += 1
        tally.wrong += wrong
        tally.right += len(places) - wrong
    return {NAME: tally}


def _read(path: Path) -> Iterator[Source]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            yield Source(" ".join(row.get(field) or "" for field in _FIELDS), row.get("title") or "", "job", "US")
