"""Links on the hub world: by keys alone, with near-duplicate texts, and plain connected components beside them.

THREADLINE_BENCH_ADS scales it (default 50,000; the issue's world has 1,000,000). Truth is never shown to the linker.
"""

import json
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from bench.hub_world import HubWorld, MadeAd, rate_pairs
from matching.links.inputs import LinkInput
from matching.links.keys import TEMPLATE, LinkKey
from matching.links.linker import Linkage, link
from matching.text.band_file import DIGEST_CHARACTERS, BandFile

ADS = int(os.environ.get("THREADLINE_BENCH_ADS", "50000"))


def label(linkage: Linkage, number: dict[str, int]) -> NDArray[np.int64]:
    """The group of each ad, -1 for none."""
    groups = np.full(len(number), -1, np.int64)
    for place, cluster in enumerate(linkage.clusters):
        groups[[number[member.ad_id] for member in cluster.members]] = place
    return groups


def join_everything(ads: Sequence[LinkInput]) -> NDArray[np.int64]:
    """The reference: every shared key joins."""
    keys: dict[LinkKey, int] = {}
    pairs = np.array([(n, keys.setdefault(key, len(keys))) for n, ad in enumerate(ads) for key in ad.keys])
    size = len(ads)
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1] + size)), shape=(size + len(keys),) * 2)
    return connected_components(graph, directed=False)[1][:size].astype(np.int64)


def add_templates(made: list[MadeAd], folder: Path) -> tuple[list[LinkInput], float]:
    """Inputs with a key for nearly equal texts, and the seconds that took."""
    started = time.perf_counter()
    bands = BandFile(folder)
    bands.add((ad.input.text_digest, ad.text) for ad in made)
    group_of = bands.groups([ad.input.text_digest for ad in made])
    inputs = []
    for ad in made:
        group = group_of.get(ad.input.text_digest[:DIGEST_CHARACTERS])
        more = (LinkKey(TEMPLATE, group),) if group else ()
        inputs.append(replace(ad.input, keys=(*ad.input.keys, *more)))
    return inputs, time.perf_counter() - started


def rate(name: str, groups: NDArray[np.int64], truth: NDArray[np.int64]) -> dict[str, float]:
    """Named figures of one rule."""
    precision, recall, share = rate_pairs(groups, truth)
    figures = {"precision": precision, "recall": recall, "largest_share": share}
    return {f"{name}_{what}": round(value, 5) for what, value in figures.items()}


def main() -> None:
    """Print one JSON line. `ceiling_recall` is what a perfect rule could reach with these keys and no wording."""
    made = list(HubWorld(ADS))
    truth = np.array([ad.poster for ad in made])
    inputs = [ad.input for ad in made]
    number = {ad.ad_id: place for place, ad in enumerate(inputs)}
    naive = join_everything(inputs)
    ceiling = join_everything([replace(ad.input, keys=ad.own) for ad in made])
    started, used = time.perf_counter(), time.process_time()
    by_keys = link(inputs)
    seconds, busy = time.perf_counter() - started, time.process_time() - used
    with tempfile.TemporaryDirectory() as folder:
        templated, text_seconds = add_templates(made, Path(folder))
    with_text = link(templated)
    figures = {
        **rate("naive", naive, truth),
        "ceiling_recall": rate("ceiling", ceiling, truth)["ceiling_recall"],
        **rate("keys", label(by_keys, number), truth),
        **rate("text", label(with_text, number), truth),
        "recompute_seconds": round(seconds, 1),
        "recompute_cpu_seconds": round(busy, 1),
        "text_seconds": round(text_seconds, 1),
        "hubs": len(by_keys.hubs),
    }
    print(json.dumps({"bench": "links", "ads": ADS, **figures}))


if __name__ == "__main__":
    main()
