"""What the tool says of the demo world beside what is true of it: numbers, places, prices, and who belongs together.

`python -m bench.bench_truth [DATA]`: DATA is a folder that `threadline demo` made; without one a world is made here
(`THREADLINE_BENCH_ADS` ads, default 1,000; above 20,000 it goes without crawl and photos, as `demo` does).
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from math import comb
from pathlib import Path
from typing import Any

from bench.evaluation.tally import Tally
from index.document import Document
from index.engine import Engine
from index.open import open_index
from threadline.data_folder import DataFolder
from threadline.demo.truth import read_truth

BATCH = 500


def compare(folder: DataFolder) -> dict[str, Any]:
    """Every figure of one demo world."""
    truth = list(read_truth(folder.demo))
    with closing(open_index(folder.index)) as engine:
        documents = _documents(engine, [row["ad_id"] for row in truth])
        clusters = {row["ad_id"]: engine.cluster_of(row["ad_id"]) or row["ad_id"] for row in truth}
    held = [row for row in truth if row["ad_id"] in documents]
    phones, places, prices = Tally(), Tally(), Tally()
    missed_spellings: Counter[str] = Counter()
    for row in held:
        document = documents[row["ad_id"]]
        wanted, found = set(row["phones"]), {key.value for key in document.keys if key.kind == "phone"}
        phones.add(frozenset(wanted), frozenset(found))
        missed_spellings.update([row["spelling"]] * len(wanted - found))
        places.add(frozenset({row["city"]}), frozenset(place.name for place in document.places))
        prices.add(frozenset({str(row["price"])}), _amounts(document))
    return {
        "ads": len(truth),
        "ads_indexed": len(held),
        "phones": _figures(phones) | {"missed_by_spelling": dict(missed_spellings.most_common())},
        "places": _figures(places),
        "price_recall": round(prices.recall, 4),
        "clusters": _pairs((_actor(row), clusters[row["ad_id"]]) for row in held),
    }


def _documents(engine: Engine, ad_ids: list[str]) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for start in range(0, len(ad_ids), BATCH):
        found |= engine.get(ad_ids[start : start + BATCH])
    return found


def _amounts(document: Document) -> frozenset[str]:
    return frozenset(str(one.data["amount"]) for one in document.mentions if one.kind == "price")


def _actor(row: dict[str, Any]) -> str:
    """Who stands behind an ad: its organisation, and for an independent the poster."""
    return str(row["organisation"] or row["poster"])


def _figures(tally: Tally) -> dict[str, Any]:
    return {
        "read": tally.right,
        "missed": tally.missed,
        "invented": tally.wrong,
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
    }


def _pairs(placed: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Precision and recall over pairs of ads: put together by us, and truly of one actor."""
    both = Counter(placed)
    actors: Counter[str] = Counter()
    clusters: Counter[str] = Counter()
    for (actor, cluster), count in both.items():
        actors[actor] += count
        clusters[cluster] += count
    right = sum(comb(count, 2) for count in both.values())
    together = sum(comb(count, 2) for count in clusters.values())
    true = sum(comb(count, 2) for count in actors.values())
    return {
        "actors": len(actors),
        "clusters_of_two_or_more": sum(count > 1 for count in clusters.values()),
        "pair_precision": round(right / together, 4) if together else 1.0,
        "pair_recall": round(right / true, 4) if true else 1.0,
        "largest_share": round(max(clusters.values()) / sum(clusters.values()), 4),
    }


def main() -> None:
    """One JSON line."""
    if len(sys.argv) > 1:
        print(json.dumps({"benchmark": "truth", **compare(DataFolder(Path(sys.argv[1])))}))
        return
    ads = os.environ.get("THREADLINE_BENCH_ADS", "1000")
    program = Path(sys.executable).with_name("threadline")
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        command = [program, "demo", "--ads", ads, "--no-serve", "--data", data]
        subprocess.run(command, check=True, capture_output=True)
        print(json.dumps({"benchmark": "truth", **compare(DataFolder(data))}))


if __name__ == "__main__":
    main()
