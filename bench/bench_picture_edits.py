"""Recall of copies under edits: pHash-64 and PDQ at a false-positive rate of 1e-5, and our whole cascade.

`--photos DIR` takes real photos (benign ones, kept outside the repository); without it rooms are drawn. `--queries N`
photos are edited, `--references N` held. With the models of the extra `room` installed, the cascade uses them. A copy
counts as found when it is told as the same picture or the same picture edited; anything else told so is false.
"""

import argparse
import json
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import cv2
import numpy as np

from bench.picture_edits import EDITS
from matching.pictures.column import Column
from matching.pictures.hashing import PicturePool
from matching.pictures.image_hash import ImageHash
from matching.pictures.likeness import fill_likeness, open_likeness
from matching.pictures.matcher import match_photo
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


@dataclass
class Tally:
    """What was found, what was told wrongly, and the processor time spent in this process."""

    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    false: int = 0
    seconds: float = 0.0


def main() -> None:
    """One JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path)
    parser.add_argument("--queries", type=int, default=6)
    parser.add_argument("--references", type=int, default=300)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, PicturePool() as pool:
        print(json.dumps(measure(asked, Path(name), pool)))


def measure(asked: argparse.Namespace, folder: Path, pool: PicturePool) -> dict[str, object]:
    """Hold the references, edit the first of them, ask."""
    paths = references(asked.photos, asked.references, folder)
    held = list(pool.hash(paths))
    column = Column(folder / "column")
    column.add(held)
    files = {one.sha256: path for one, path in zip(held, paths, strict=True)}
    likeness = open_likeness(folder / "likeness")
    if likeness is not None:
        fill_likeness(likeness, files, files.get, pool)
    sources = Sources(column, files.get, likeness=likeness)
    pdq = threshold([one.whole.pdq for one in held if one.whole])
    phash = threshold([one.whole.phash64 for one in held if one.whole])
    tally, count = Tally(), min(asked.queries, len(paths))
    for edit in EDITS:
        found = {"phash64": 0, "pdq": 0, "ours": 0}
        for path, original in zip(paths[:count], held, strict=False):
            picture = EDITS[edit](cv2.imread(str(path)), Random(f"{edit}/{path.stem}"))
            ask(picture, original, (sources, pool, folder, (phash, pdq)), (tally, found))
        tally.rows[edit] = {name: round(100 * hits / count) for name, hits in found.items()}
    return {
        "bench": "picture_edits",
        "photos": asked.photos.name if asked.photos else "drawn rooms",
        "references": len(paths),
        "queries": len(EDITS) * count,
        "room_models": likeness is not None,
        "thresholds": {"phash64": phash, "pdq": pdq},
        "recall_percent": tally.rows,
        "false_same_picture": tally.false,
        "seconds_per_query": round(tally.seconds / (len(EDITS) * count), 2),
    }


def ask(
    picture: np.ndarray,
    original: ImageHash,
    within: tuple[Sources, PicturePool, Path, tuple[int, int]],
    told: tuple[Tally, dict[str, int]],
) -> None:
    """One query: the cascade's answer and the bare hashes'."""
    sources, pool, folder, limits = within
    tally, found = told
    query = folder / "query.png"
    cv2.imwrite(str(query), picture)
    begun = time.process_time()
    (hashed,), (view,) = list(pool.hash([query])), list(pool.view([query]))
    leads = list(match_photo(view, hashed, sources, pool))
    tally.seconds += time.process_time() - begun
    same = {lead.sha256 for lead in leads if lead.verdict in {"same_picture", "same_picture_edited"}}
    tally.false += len(same - {original.sha256})
    found["ours"] += original.sha256 in same
    count_hash(found, hashed, original, limits)


def count_hash(found: dict[str, int], query: ImageHash, original: ImageHash, limits: tuple[int, int]) -> None:
    """What the bare hashes of the whole pictures say."""
    if query.whole is None or original.whole is None:
        return
    found["phash64"] += int(distances(bits([query.whole.phash64]), bits([original.whole.phash64]))[0, 0] <= limits[0])
    found["pdq"] += int(distances(bits([query.whole.pdq]), bits([original.whole.pdq]))[0, 0] <= limits[1])


if __name__ == "__main__":
    main()
