"""Bands and shingles of every distinct text, packed in append-only files beside the index. Made again from the ads."""

import contextlib
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np

from matching.text.bands import BANDS, Bands, band_texts
from matching.text.faults import BandFileError
from matching.text.grouping import SIMILAR, Numbers, group_texts, measure_jaccard
from matching.text.shingles import Shingles, shingle_texts

VERSION: Final = 2
DIGEST_CHARACTERS: Final = 32
"""Hex characters of a text digest that tell texts apart here and in the index (128 bits)."""

_BATCH: Final = 20_000
_DIGEST_BYTES: Final = DIGEST_CHARACTERS // 2
_PARTS: Final = (("digests", _DIGEST_BYTES), ("bands", BANDS * 4), ("sizes", 4), ("shingles", 4))


class BandFile:
    """Texts by the digest of their words. One process adds at a time (whoever holds the index's writer lock).

    `state.json` names how much of each file counts; it is replaced last, so that a kill loses at most the batch that
    was not acknowledged. Raises BandFileError.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts, self._shingles = self._read_state()
        self._digests = self._read_digests()

    def __len__(self) -> int:
        return self._texts

    def missing(self, digests: Iterable[str]) -> list[str]:
        """Those digests (32 hex characters or more) that were never added, each once, in order."""
        wanted = dict.fromkeys(digest[:DIGEST_CHARACTERS] for digest in digests)
        return [digest for digest in wanted if digest not in self._digests]

    def add(self, texts: Iterable[tuple[str, str]]) -> int:
        """Add (digest, text) pairs that are missing; each batch is durable before the next. Returns how many were
        added."""
        stream = iter(texts)
        before = self._texts
        while batch := dict(islice(stream, _BATCH)):
            fresh = {digest: batch[digest] for digest in batch if digest[:DIGEST_CHARACTERS] not in self._digests}
            if fresh:
                self._append({digest[:DIGEST_CHARACTERS]: text for digest, text in fresh.items()})
        return self._texts - before

    def groups(self, held: Collection[str], similar: float = SIMILAR) -> dict[str, str]:
        """Text digest to group, for those of `held` that are nearly the same as another one. A group is named by its
        smallest digest; the answer does not depend on the order in which texts were added."""
        names = sorted({digest[:DIGEST_CHARACTERS] for digest in held} & self._digests.keys())
        rows = np.fromiter((self._digests[name] for name in names), np.int64, len(names))
        of = group_texts(self._bands()[rows], self._take(rows), similar)
        many = np.bincount(of, minlength=len(names))[of] > 1
        return {names[text]: names[of[text]] for text in np.flatnonzero(many).tolist()}

    def reach(self, digests: Iterable[str]) -> list[str]:
        """Digests of every text that shares a band with one of these, or with one that does, and so on: all whose
        group can depend on them."""
        bands = self._bands()
        names = list(self._digests)
        reached = np.zeros(len(names), bool)
        known = [self._digests[name] for digest in digests if (name := digest[:DIGEST_CHARACTERS]) in self._digests]
        frontier = np.array(sorted(known), np.int64)
        while len(frontier):
            reached[frontier] = True
            shared = np.zeros(len(names), bool)
            for band in range(bands.shape[1]):
                shared |= np.isin(bands[:, band], bands[frontier, band])
            frontier = np.flatnonzero(shared & ~reached)
        return [names[row] for row in np.flatnonzero(reached).tolist()]

    def near(self, text: str, similar: float = SIMILAR) -> list[tuple[str, float]]:
        """Digests of held texts nearly the same as this one with their Jaccard, the nearest first."""
        asked = shingle_texts([text])
        if not self._texts or not len(asked.hashes):
            return []
        rows = np.flatnonzero((self._bands() == band_texts(asked)[0]).any(axis=1))
        both = self._take(rows)
        joined = Shingles(
            np.concatenate((both.hashes, asked.hashes)), np.append(both.offsets, both.offsets[-1] + len(asked.hashes))
        )
        last = np.full(len(rows), len(rows), np.int64)
        likeness = measure_jaccard(joined, np.arange(len(rows)), last).tolist()
        names = list(self._digests)
        found = [(names[row], value) for row, value in zip(rows.tolist(), likeness, strict=True) if value >= similar]
        return sorted(found, key=lambda item: (-item[1], item[0]))

    def _append(self, texts: Mapping[str, str]) -> None:
        shingles = shingle_texts(texts.values())
        sizes = np.diff(shingles.offsets).astype(np.uint32)
        content = (
            b"".join(bytes.fromhex(digest) for digest in texts),
            band_texts(shingles).tobytes(),
            sizes.tobytes(),
            shingles.hashes.tobytes(),
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        for (name, size), part in zip(_PARTS, content, strict=True):
            self._write(name, self._length(name) * size, part)
        self._write_state(self._texts + len(texts), self._shingles + len(shingles.hashes))
        self._digests.update({digest: self._texts + place for place, digest in enumerate(texts)})
        self._texts, self._shingles = self._texts + len(texts), self._shingles + len(shingles.hashes)

    def _length(self, name: str) -> int:
        return self._shingles if name == "shingles" else self._texts

    def _write(self, name: str, start: int, part: bytes) -> None:
        with (self._folder / name).open("r+b" if (self._folder / name).exists() else "w+b") as handle:
            handle.truncate(start)  # what a killed process left behind the last state
            handle.seek(start)
            handle.write(part)
            handle.flush()
            os.fsync(handle.fileno())

    def _write_state(self, texts: int, shingles: int) -> None:
        draft = self._folder / "state.json.draft"
        with draft.open("w", encoding="utf-8") as handle:
            json.dump({"version": VERSION, "texts": texts, "shingles": shingles}, handle)
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(self._folder / "state.json")

    def _read_state(self) -> tuple[int, int]:
        path = self._folder / "state.json"
        if not path.exists():
            return 0, 0
        with self._explaining(path):
            state = json.loads(path.read_text(encoding="utf-8"))
            if state["version"] < VERSION:
                return 0, 0  # hashed in another way: forgotten, and filled again by the next linking
            if state["version"] > VERSION:
                message = f"version {state['version']} where {VERSION} was expected"
                raise ValueError(message)
            texts, shingles = int(state["texts"]), int(state["shingles"])
            for name, size in _PARTS:
                wanted = (shingles if name == "shingles" else texts) * size
                if (self._folder / name).stat().st_size < wanted:
                    message = f"{name} is shorter than its state says"
                    raise ValueError(message)
        return texts, shingles

    def _read_digests(self) -> dict[str, int]:
        if not self._texts:
            return {}
        packed = (self._folder / "digests").read_bytes()[: self._texts * _DIGEST_BYTES].hex()
        step = DIGEST_CHARACTERS
        return {packed[place * step : (place + 1) * step]: place for place in range(self._texts)}

    def _bands(self) -> Bands:
        if not self._texts:
            return np.empty((0, BANDS), np.uint32)
        return np.memmap(self._folder / "bands", np.uint32, "r", shape=(self._texts, BANDS))

    def _take(self, rows: Numbers) -> Shingles:
        """The shingles of some texts."""
        if not len(rows):
            return Shingles(np.empty(0, np.uint32), np.zeros(1, np.int64))
        sizes = np.fromfile(self._folder / "sizes", np.uint32, self._texts).astype(np.int64)
        starts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
        taken = sizes[rows]
        offsets = np.concatenate(([0], np.cumsum(taken)))
        place = np.repeat(starts[rows] - offsets[:-1], taken) + np.arange(int(taken.sum()))
        if not len(place):
            return Shingles(np.empty(0, np.uint32), offsets)
        held = np.memmap(self._folder / "shingles", np.uint32, "r", shape=(self._shingles,))
        return Shingles(held[place], offsets)

    @contextlib.contextmanager
    def _explaining(self, path: Path) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError, KeyError, TypeError) as error:
            message = f"{path}: {error}; delete {self._folder}, the next linking fills it again"
            raise BandFileError(message) from error
