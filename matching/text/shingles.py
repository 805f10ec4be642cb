"""Runs of three words as numbers: what near-duplicate texts have in common."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.text.words import space_words

Hashes = NDArray[np.uint32]
Wide = NDArray[np.uint64]
Offsets = NDArray[np.int64]

_RUN: Final = 3
_CHUNK: Final = 500  # texts at once: their bytes as 64-bit numbers stay in the processor's cache
_LONGEST: Final = 20_000  # characters; an ad is some hundred, and a book pasted into an ad must not slow the rest
_MULTIPLIERS: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)  # odd 64-bit constants of xxHash
_BASE: Final = 0x100000001B3  # prime of FNV
_SPACE, _END = 0x20, 0x0A


def _powers(count: int) -> Wide:
    powers = np.full(count, _BASE, np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


_POWERS: Final = _powers(256)  # words are cut at 64 characters, at most 256 bytes


@dataclass(frozen=True, slots=True)
class Shingles:
    """Distinct shingle hashes of many texts, sorted within each text; text N has `hashes[offsets[N]:offsets[N + 1]]`.

    32-bit hashes: two of a pair's 200 shingles meet by chance once in 10^5 pairs, and then move its Jaccard by half a
    percent.
    """

    hashes: Hashes
    offsets: Offsets

    def __len__(self) -> int:
        return len(self.offsets) - 1


def shingle_texts(texts: Iterable[str]) -> Shingles:
    """Shingles of each text, in order. A text of fewer than three words has one shingle, an empty text none."""
    stream = iter(texts)
    parts = []
    while chunk := list(islice(stream, _CHUNK)):
        parts.append(_shingle_chunk([space_words(text[:_LONGEST]) for text in chunk]))
    if not parts:
        return Shingles(np.empty(0, np.uint32), np.zeros(1, np.int64))
    sizes = np.concatenate([np.diff(part.offsets) for part in parts])
    return Shingles(np.concatenate([part.hashes for part in parts]), np.concatenate(([0], np.cumsum(sizes))))


def _shingle_chunk(spaced: Sequence[str]) -> Shingles:
    words, counts = _hash_words(spaced)
    starts = np.concatenate(([0], np.cumsum(counts)))
    shingles = np.where(counts >= _RUN, counts - _RUN + 1, np.minimum(counts, 1))
    row = np.repeat(np.arange(len(spaced)), shingles)
    before = np.concatenate(([0], np.cumsum(shingles)[:-1]))
    first = np.repeat(starts[:-1] - before, shingles) + np.arange(int(shingles.sum()))
    padded = np.concatenate((words, np.zeros(_RUN, np.uint64)))
    mixed: Wide = np.zeros(len(first), np.uint64)
    for step, multiplier in enumerate(_MULTIPLIERS):
        inside = (first + step) < starts[row + 1]
        held = np.where(inside, padded[first + step], np.uint64(0))
        mixed = np.asarray(mixed * np.uint64(31) + held * np.uint64(multiplier), np.uint64)
    return _distinct(row, (mixed >> np.uint64(32)).astype(np.uint32), len(spaced))


def _hash_words(spaced: Sequence[str]) -> tuple[Wide, Offsets]:
    """A 64-bit hash of every word of all texts, and how many words each text has. The bytes of all words are weighed at
    once (a polynomial hash), which takes a quarter of the time of hashing word by word."""
    content = np.frombuffer(("\n".join(spaced) + "\n").encode("utf-8", "surrogatepass"), np.uint8)
    is_gap = (content == _SPACE) | (content == _END)
    after_gap = np.concatenate(([True], is_gap[:-1]))
    starts = np.flatnonzero(~is_gap & after_gap)
    lengths = np.flatnonzero(is_gap & ~after_gap) - starts
    text_of = np.searchsorted(np.flatnonzero(content == _END), starts)
    counts = np.bincount(text_of, minlength=len(spaced)).astype(np.int64)
    if not len(starts):
        return np.empty(0, np.uint64), counts
    letters = np.flatnonzero(~is_gap)
    within = np.minimum(letters - np.repeat(starts, lengths), len(_POWERS) - 1)
    weighed = content[letters].astype(np.uint64) * _POWERS[within]
    sums = np.add.reduceat(weighed, np.concatenate(([0], np.cumsum(lengths)[:-1])))
    mixed = (sums ^ (sums >> np.uint64(31))) * np.uint64(_MULTIPLIERS[0])
    return np.asarray(mixed ^ (mixed >> np.uint64(29)), np.uint64), counts


def _distinct(row: Offsets, hashes: Hashes, texts: int) -> Shingles:
    # Sorted by hand: numpy's own unique hashes, and takes seven times as long on ten million numbers.
    both = np.sort(row.astype(np.uint64) << np.uint64(32) | hashes)
    both = both[np.concatenate(([True], both[1:] != both[:-1]))] if len(both) else both
    offsets = np.searchsorted(both >> np.uint64(32), np.arange(texts + 1, dtype=np.uint64))
    return Shingles((both & np.uint64(0xFFFFFFFF)).astype(np.uint32), offsets.astype(np.int64))
