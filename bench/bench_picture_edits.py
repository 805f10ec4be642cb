"""Recall of copies under edits: pHash-64 and PDQ at a false-positive rate of 1e-5, and our whole cascade.

`--photos DIR` takes real photos (benign ones, kept outside the repository); without it rooms are drawn. Of the
`--references N` photos held, `--queries N` are edited, beginning with number `--from N` (200 to 299 were never tuned
on), by every edit or by those of `--edits NAME...`. With the models of the extra `room` installed, the cascade uses
them. A copy counts as found when it is told as the same picture or the same picture edited; anything else told so is
false. `--processes N` ask at once; pixels and local features of what is held are kept in memory.
"""

import argparse
import json
import multiprocessing
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2
import numpy as np

from bench.picture_edits import EDITS
from matching.pictures.column import Column
from matching.pictures.comparing import read_all
from matching.pictures.hashing import PicturePool
from matching.pictures.image_hash import ImageHash
from matching.pictures.likeness import fill_likeness, open_likeness
from matching.pictures.matcher import match_photo
from matching.pictures.shelf import Shelf
from matching.pictures.sources import Sources
from threadline.demo.gallery import Photo

SIDE = 640


def references(photos: Path | None, count: int, folder: Path) -> list[Path]:
    """The pictures held: drawn rooms, or real photos at 640 px."""
    paths = []
    found = (
        sorted(path for path in photos.rglob("*") if path.suffix.lower() in {".jpg", ".jpeg", ".png"}) if photos else []
    )
    for number in range(min(count, len(found)) if photos else count):
        path = folder / f"{number:05d}.jpg"
        if photos:
            picture = cv2.imread(str(found[number]))
            if picture is None:
                continue
            scale = SIDE / max(picture.shape[:2])
            cv2.imwrite(str(path), cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
        else:
            path.write_bytes(Photo(f"edits/{number}", 0, 0, has_figure=False).draw())
        paths.append(path)
    return paths


def bits(hashes: list[str]) -> np.ndarray:
    return np.array([np.frombuffer(bytes.fromhex(one), np.uint8) for one in hashes])


def distances(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return np.bitwise_count(left[:, None] ^ right[None]).sum(axis=2)


def threshold(held: list[str]) -> int:
    """The largest distance at which at most 1e-5 of all pairs of different pictures would match."""
    between = np.sort(distances(bits(held), bits(held))[np.triu_indices(len(held), 1)])
    return int(between[int(len(between) * 1e-5)]) - 1


@dataclass(frozen=True)
class Held:
    """The pictures held, their hashes and features, and what bare hashes may differ by."""

    paths: list[Path]
    hashes: list[ImageHash]
    shelf: Shelf
    folder: Path
    limits: tuple[int, int]

    @property
    def files(self) -> dict[str, Path]:
        return {one.sha256: path for one, path in zip(self.hashes, self.paths, strict=True)}


def hold(photos: Path | None, count: int, folder: Path) -> Held:
    """Hash, describe and keep the pictures that are searched."""
    cv2.setNumThreads(1)
    paths = references(photos, count, folder)
    with PicturePool() as pool:
        hashes = list(pool.hash(paths))
        Column(folder / "column").add(hashes)
        shelf = Shelf(len(paths))
        held = Held(paths, hashes, shelf, folder, (_limit(hashes, "phash64"), _limit(hashes, "pdq")))
        list(read_all(list(held.files), (held.files.get, pool, shelf)))
    return held


def _limit(hashes: list[ImageHash], name: str) -> int:
    return threshold([getattr(one.whole, name) for one in hashes if one.whole])


def describe(held: Held) -> bool:
    """Embeddings of all pictures held; whether there are any. In a process of its own: the models do not fork."""
    likeness = open_likeness(held.folder / "likeness")
    if likeness is None:
        return False
    with PicturePool() as pool:
        fill_likeness(likeness, held.files, held.files.get, pool)
    return True


@dataclass
class Answers:
    """How many copies of one picture were found, by edit and method; false ones; processor time."""

    found: dict[str, dict[str, int]]
    false: int = 0
    seconds: float = 0.0


def ask_all(asked: tuple[Held, int, list[str]]) -> Answers:
    """Edits of one picture."""
    held, number, edits = asked
    path, original = held.paths[number], held.hashes[number]
    sources = _sources(held)
    answers = Answers({edit: {"phash64": 0, "pdq": 0, "ours": 0} for edit in edits})
    query = held.folder / f"query-{number}.png"
    with PicturePool(workers=1) as pool:
        for edit in edits:
            cv2.imwrite(str(query), EDITS[edit](cv2.imread(str(path)), Random(f"{edit}/{path.stem}")))
            begun = time.process_time()
            (hashed,), (view,) = list(pool.hash([query])), list(pool.view([query]))
            leads = list(match_photo(view, hashed, sources, pool))
            answers.seconds += time.process_time() - begun
            same = {lead.sha256 for lead in leads if lead.verdict in {"same_picture", "same_picture_edited"}}
            answers.false += len(same - {original.sha256})
            answers.found[edit]["ours"] += original.sha256 in same
            count_hash(answers.found[edit], hashed, original, held.limits)
    return answers


_OPENED: dict[Path, Sources] = {}


def _sources(held: Held) -> Sources:
    """Opened once in each process."""
    if held.folder not in _OPENED:
        cv2.setNumThreads(1)
        likeness = open_likeness(held.folder / "likeness")
        column = Column(held.folder / "column")
        _OPENED[held.folder] = Sources(column, held.files.get, likeness=likeness, shelf=_SHELVES[held.folder])
    return _OPENED[held.folder]


_SHELVES: dict[Path, Shelf] = {}
"""Handed on by forking: features of 500 pictures are 250 MB."""


def main() -> None:
    """One JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path)
    parser.add_argument("--queries", type=int, default=6)
    parser.add_argument("--references", type=int, default=300)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--edits", nargs="+", choices=EDITS, default=list(EDITS))
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(measure(asked, Path(name))))


def measure(asked: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Hold the references, edit some of them, ask."""
    held = hold(asked.photos, asked.references, folder)
    _SHELVES[folder] = held.shelf
    # The shelf is not sent to the processes but forked with them.
    light = Held(held.paths, held.hashes, Shelf(0), folder, held.limits)
    numbers = range(asked.first, min(asked.first + asked.queries, len(held.paths)))
    fork = multiprocessing.get_context("fork")
    with fork.Pool(1) as one:
        has_models = one.apply(describe, (light,))
    with fork.Pool(asked.processes) as several:
        answers = list(several.imap_unordered(ask_all, [(light, number, asked.edits) for number in numbers]))
    count = len(answers) * len(asked.edits)
    return {
        "bench": "picture_edits",
        "photos": asked.photos.name if asked.photos else "drawn rooms",
        "references": len(held.paths),
        "queries": count,
        "room_models": has_models,
        "thresholds": dict(zip(("phash64", "pdq"), held.limits, strict=True)),
        "recall_percent": {edit: _recall(edit, answers) for edit in asked.edits},
        "false_same_picture": sum(one.false for one in answers),
        "seconds_per_query": round(sum(one.seconds for one in answers) / max(count, 1), 2),
    }


def _recall(edit: str, answers: list[Answers]) -> dict[str, float]:
    return {
        name: round(100 * sum(one.found[edit][name] for one in answers) / len(answers), 1)
        for name in ("phash64", "pdq", "ours")
    }


def count_hash(found: dict[str, int], query: ImageHash, original: ImageHash, limits: tuple[int, int]) -> None:
    """What the bare hashes of the whole pictures say."""
    if query.whole is None or original.whole is None:
        return
    found["phash64"] += int(distances(bits([query.whole.phash64]), bits([original.whole.phash64]))[0, 0] <= limits[0])
    found["pdq"] += int(distances(bits([query.whole.pdq]), bits([original.whole.pdq]))[0, 0] <= limits[1])


if __name__ == "__main__":
    main()
