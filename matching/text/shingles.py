"""Runs of three words as numbers: what near-duplicate texts have in common."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.text.words import split_words

Hashes = NDArray[np.uint32]
Offsets = NDArray[np.int64]

_RUN: Final = 3
_MULTIPLIERS: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)  # odd 64-bit constants of xxHash
_LONGEST: Final = 2000  # words; an ad is some hundred, and one book pasted into an ad must not slow the rest


@dataclass(frozen=True, slots=True)
class Shingles:
    """Distinct shingle hashes of many texts, sorted within each text; text N has `hashes[offsets[N]:offsets[N +
    1]]`."""

    hashes: Hashes
    offsets: Offsets

    def __len__(self) -> int:
        return len(self.offsets) - 1


def shingle_texts(texts: Iterable[str]) -> Shingles:
    """Shingles of each text, in order. A text of fewer than three words has one shingle, an empty text none."""
    return shingle_words([split_words(text)[:_LONGEST] for text in texts])


def shingle_words(texts: Sequence[Sequence[str]]) -> Shingles:
    """The same for texts that are split already. 32-bit hashes: two of a pair's 200 shingles meet by chance once in
    10^5 pairs, and then move its Jaccard by half a percent."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    hashed = map(_WordHashes().__getitem__, chain.from_iterable(texts))
    words = np.fromiter(hashed, np.uint64, int(lengths.sum()))
    starts = np.concatenate(([0], np.cumsum(lengths)))
    counts = np.where(lengths >= _RUN, lengths - _RUN + 1, np.minimum(lengths, 1))
    row = np.repeat(np.arange(len(texts)), counts)
    first = np.repeat(starts[:-1] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) + np.arange(
        int(counts.sum())
    )
    padded = np.concatenate((words, np.zeros(_RUN, np.uint64)))
    mixed: NDArray[np.uint64] = np.zeros(len(first), np.uint64)
    for step, multiplier in enumerate(_MULTIPLIERS):
        inside = (first + step) < starts[row + 1]
        held = np.where(inside, padded[first + step], np.uint64(0))
        mixed = np.asarray(mixed * np.uint64(31) + held * np.uint64(multiplier), np.uint64)
    return _distinct(row, (mixed >> np.uint64(32)).astype(np.uint32), len(texts))


def _distinct(row: Offsets, hashes: Hashes, texts: int) -> Shingles:
    # Sorted by hand: numpy's own unique hashes, and takes seven times as long on ten million numbers.
    both = np.sort(row.astype(np.uint64) << np.uint64(32) | hashes)
    both = both[np.concatenate(([True], both[1:] != both[:-1]))] if len(both) else both
    offsets = np.searchsorted(both >> np.uint64(32), np.arange(texts + 1, dtype=np.uint64))
    return Shingles((both & np.uint64(0xFFFFFFFF)).astype(np.uint32), offsets.astype(np.int64))


class _WordHashes(dict[str, int]):
    """Each distinct word of a batch is hashed once; four times as fast as an lru_cache."""

    def __missing__(self, word: str) -> int:
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self[word] = hashed = int.from_bytes(digest, "little")
        return hashed
