"""Groups of texts that say nearly the same, every link of a group proved by exact Jaccard."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from matching.text.bands import Bands, candidate_runs
from matching.text.shingles import Shingles

SIMILAR: Final = 0.5
"""Least Jaccard of word 3-shingles: about six changed words in 72. Below it, two texts are not called the same
template."""

_ROUNDS: Final = 6  # times a run is compared with a new representative; what still stands apart then stays apart
_BATCH: Final = 200_000
Numbers = NDArray[np.int64]


def group_texts(bands: Bands, shingles: Shingles, similar: float = SIMILAR) -> Numbers:
    """The group of every text, numbered by its first text. Texts alone are groups of one.

    Within a run of candidates each text is compared with a representative and not with every other, so that ten
    thousand copies cost ten thousand comparisons; those that do not fit it choose another.
    """
    groups = np.arange(len(shingles), dtype=np.int64)
    if len(bands) != len(shingles):
        message = f"{len(bands)} rows of bands for {len(shingles)} texts"
        raise ValueError(message)
    for order, starts in candidate_runs(bands):
        run = np.zeros(len(order), np.int64)
        run[starts] = 1
        groups = _join_runs(groups, (order, np.cumsum(run) - 1), shingles, similar)
    return groups


def _join_runs(groups: Numbers, runs: tuple[Numbers, Numbers], shingles: Shingles, similar: float) -> Numbers:
    text, run = runs
    for _ in range(_ROUNDS):
        is_first = np.concatenate(([True], run[1:] != run[:-1])) if len(run) else np.empty(0, bool)
        representative = np.repeat(text[is_first], np.diff(np.append(np.flatnonzero(is_first), len(run))))
        joined = groups[text] == groups[representative]
        left, right = text[~joined], representative[~joined]
        if not len(left):
            return groups
        fits = measure_jaccard(shingles, left, right) >= similar
        groups = merge_groups(groups, left[fits], right[fits])
        apart = groups[text] != groups[representative]
        text, run = text[apart], run[apart]
    return groups


def merge_groups(groups: Numbers, left: Numbers, right: Numbers) -> Numbers:
    """Join the groups of each pair; a group goes by its smallest number."""
    size = len(groups)
    graph = coo_array((np.ones(len(left), np.int8), (groups[left], groups[right])), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    smallest = np.full(labels.max(initial=-1) + 1, size, np.int64)
    np.minimum.at(smallest, labels, np.arange(size))
    return np.asarray(smallest[labels[groups]], np.int64)


def measure_jaccard(shingles: Shingles, left: Numbers, right: Numbers) -> NDArray[np.float64]:
    """Exact Jaccard of each pair of texts; texts without words are like nothing."""
    parts = [
        _jaccard(shingles, left[start : start + _BATCH], right[start : start + _BATCH])
        for start in range(0, len(left), _BATCH)
    ]
    return np.concatenate(parts) if parts else np.empty(0, np.float64)


def _jaccard(shingles: Shingles, left: Numbers, right: Numbers) -> NDArray[np.float64]:
    held = np.sort(np.concatenate((_tagged(shingles, left), _tagged(shingles, right))))
    twice = held[1:][held[1:] == held[:-1]] >> np.uint64(32)
    shared = np.bincount(twice.astype(np.int64), minlength=len(left))
    sizes = np.diff(shingles.offsets)
    union = sizes[left] + sizes[right] - shared
    return np.asarray(shared / np.maximum(union, 1), np.float64)


def _tagged(shingles: Shingles, texts: Numbers) -> NDArray[np.uint64]:
    """Every shingle of the texts, with the pair's number in the upper half."""
    starts, ends = shingles.offsets[texts], shingles.offsets[texts + 1]
    sizes = ends - starts
    pair = np.repeat(np.arange(len(texts), dtype=np.uint64), sizes)
    place = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes) + np.arange(int(sizes.sum()))
    return np.asarray(pair << np.uint64(32) | shingles.hashes[place], np.uint64)
