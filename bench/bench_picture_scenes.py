"""Other photos of the same scene, and hard pairs of different places, among photos as people take them.

`--photos DIR` holds a folder for each scene or hotel (benign photos, kept outside the repository). Recall: every photo
of a folder asks, its other photos are right (`--no-recall` where a folder is a hotel of many rooms). Hard pairs: for
each photo the `--near N` most similar ones of other folders; pairs within PDQ distance 72 are left out, since web sites
share stock photos. Needs the models of the extra `room`.
"""

import argparse
import json
import multiprocessing
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from bench.bench_picture_edits import bits, distances
from matching.pictures.comparing import Query, compare, read_all
from matching.pictures.hashing import PicturePool
from matching.pictures.likeness import Likeness, open_likeness
from matching.pictures.shelf import Shelf

COMPARED = 8
SAME_PICTURE = 72


@dataclass(frozen=True)
class Photos:
    """Files, digests, folder names and PDQ hashes of the photos, each picture once."""

    files: dict[str, Path]
    pdq: dict[str, np.ndarray]

    def place(self, sha256: str) -> str:
        return self.files[sha256].parent.name

    def mates(self, sha256: str) -> set[str]:
        return {one for one in self.files if one != sha256 and self.place(one) == self.place(sha256)}

    def apart(self, left: str, right: str) -> int:
        return int(distances(self.pdq[left], self.pdq[right])[0, 0])


def read(folder: Path) -> Photos:
    """Every readable picture below the folder."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in {".jpg", ".jpeg", ".png", ".webp"})
    files, pdq = {}, {}
    with PicturePool() as pool:
        for path, hashed in zip(paths, pool.hash(paths), strict=True):
            if hashed.whole is not None and hashed.sha256 not in files:
                files[hashed.sha256] = path
                pdq[hashed.sha256] = bits([hashed.whole.pdq])
    return Photos(files, pdq)


def nearest(photos: Photos, folder: Path, most: int) -> dict[str, list[tuple[str, float]]]:
    """For each photo the others by falling cosine; in a process of its own."""
    likeness = open_likeness(folder)
    if likeness is None:
        raise SystemExit("the extra room is not installed; run: make room-models")
    with PicturePool() as pool:
        likeness.add((view.sha256, view.pixels) for view in pool.view(photos.files.values()) if not view.fault)
        return {one: list(_others(one, likeness, pool, (photos, most))) for one in photos.files}


def _others(
    sha256: str, likeness: Likeness, pool: PicturePool, within: tuple[Photos, int]
) -> Iterator[tuple[str, float]]:
    photos, most = within
    (view,) = pool.view([photos.files[sha256]])
    yield from (one for one in likeness.nearest(view.pixels, most) if one[0] != sha256)


_SHELF = Shelf(4000)
_HIDDEN: dict[str, np.ndarray] = {}


def compare_one(asked: tuple[Photos, str, list[str]]) -> tuple[str, dict[str, tuple[str, int, float]]]:
    """Verdict, inliers and agreeing blocks of one photo with each of the others."""
    cv2.setNumThreads(1)
    photos, sha256, others = asked
    likeness = _eye()
    found = {}
    with PicturePool(workers=1) as pool:
        within = (photos.files.get, pool, _SHELF)
        ((_, (view, features)),) = read_all([sha256], within)
        query = Query.seen(view, likeness.hide, features)
        for other, seen in read_all(others, within):
            compared = compare(query, seen)
            verdict = "same" if compared.is_same_photo else "similar_room" if compared.is_same_scene else ""
            found[other] = verdict, compared.found.inliers, compared.agreement.agreeing
    return sha256, found


_EYES: list[Likeness] = []


def _eye() -> Likeness:
    if not _EYES:
        likeness = open_likeness(Path(tempfile.mkdtemp()))
        assert likeness is not None
        _EYES.append(likeness)
    return _EYES[0]


def measure(asked: argparse.Namespace) -> dict[str, object]:
    """Rank, compare, count."""
    cv2.setNumThreads(1)
    photos = read(asked.photos)
    with PicturePool() as pool:
        list(read_all(list(photos.files), (photos.files.get, pool, _SHELF)))
    fork = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory() as name, fork.Pool(1) as one:
        near = one.apply(nearest, (photos, Path(name), len(photos.files)))
    hard = {(a, b) for a in near for b in _strangers(photos, a, near[a], asked.near)}
    wanted = {a: {b for x, b in hard if x == a} for a in near}
    if asked.recall:
        wanted = {a: wanted[a] | {b for b, _ in near[a][:COMPARED]} for a in near}
    with fork.Pool(2) as two:
        told = dict(two.imap_unordered(compare_one, [(photos, a, sorted(bs)) for a, bs in wanted.items()]))
    answer: dict[str, object] = {"bench": "picture_scenes", "photos": asked.photos.name, "pictures": len(photos.files)}
    if asked.recall:
        answer |= recall(photos, near, told)
    return answer | hard_pairs(photos, hard, told)


def _strangers(photos: Photos, sha256: str, near: list[tuple[str, float]], most: int) -> list[str]:
    mates = photos.mates(sha256)
    others = [one for one, _ in near if one not in mates and photos.apart(one, sha256) > SAME_PICTURE]
    return others[:most]


def recall(photos: Photos, near: dict, told: dict) -> dict[str, object]:
    """Share of photos with another of their scene at rank 1 and within rank 10: verified first, then by cosine."""
    at_one, at_ten, pdq_one, lost = 0, 0, 0, {}
    asking = [one for one in near if photos.mates(one)]
    for one in asking:
        verified = sorted((b for b, v in told[one].items() if v[0]), key=lambda b: -told[one][b][1])
        ranked = list(dict.fromkeys([*verified, *(b for b, _ in near[one])]))
        mates = photos.mates(one)
        at_one += ranked[0] in mates
        at_ten += bool(mates & set(ranked[:10]))
        pdq_one += min((b for b in photos.files if b != one), key=lambda b: photos.apart(one, b)) in mates
        if ranked[0] not in mates:
            lost[photos.place(one)] = lost.get(photos.place(one), 0) + 1
    count = max(len(asking), 1)
    figures = {"recall_at_1": at_one, "recall_at_10": at_ten, "pdq_recall_at_1": pdq_one}
    return {"asking": count, **{name: round(hits / count, 3) for name, hits in figures.items()}, "lost_at_1": lost}


def hard_pairs(photos: Photos, hard: set[tuple[str, str]], told: dict) -> dict[str, object]:
    """How many pairs of different places were called similar rooms or the same, and which."""
    false = [(a, b, *told[a][b]) for a, b in hard if b in told[a] and told[a][b][0]]
    inliers = sorted(told[a][b][1] for a, b in hard if b in told[a])
    rows = [
        {"left": str(photos.files[a]), "right": str(photos.files[b]), "verdict": verdict, "inliers": n}
        for a, b, verdict, n, _ in false
    ]
    return {"hard_pairs": len(inliers), "most_inliers": inliers[-5:], "told_alike": rows}


def main() -> None:
    """One JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--near", type=int, default=5)
    parser.add_argument("--no-recall", action="store_false", dest="recall")
    begun = time.process_time()
    found = measure(parser.parse_args())
    print(json.dumps(found | {"processor_seconds_here": round(time.process_time() - begun)}))


if __name__ == "__main__":
    main()
