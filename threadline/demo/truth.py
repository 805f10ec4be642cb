"""What is true of every ad, kept beside the data folder's own records so that anybody can compare."""

import dataclasses
import json
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from threadline.demo.demo_ad import DemoAd
from threadline.demo.gallery import Photo, draw_all
from threadline.demo.options import DemoOptions
from threadline.demo.world import World, to_row

Watch = Callable[[str, int, int], None]
"""Told the step, how much of it is done and how much there is."""

TRUTH: Final = "truth.jsonl"
WORLD: Final = "world.json"


class WorldMismatchError(Exception):
    """The folder holds another made-up world; the message says which."""


def settle(options: DemoOptions, folder: Path) -> DemoOptions:
    """The options of the world that `folder` holds, or these ones, written down there.

    A second run takes over the first one's moment, so that it makes the same world. Raises WorldMismatchError when the
    folder holds a world of another seed or size.
    """
    path = folder / WORLD
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write(path, [{"ads": options.ads, "seed": options.seed, "now": options.now.isoformat()}])
        return options
    held = json.loads(path.read_text(encoding="utf-8"))
    if (held["ads"], held["seed"]) != (options.ads, options.seed):
        message = f"{folder} holds a world of {held['ads']} ads and seed {held['seed']}; choose another --data folder"
        raise WorldMismatchError(message)
    return dataclasses.replace(options, now=datetime.fromisoformat(held["now"]).astimezone(UTC))


def write_truth(options: DemoOptions, folder: Path, watch: Watch) -> Path:
    """Make the world: draw its photos, write `truth.jsonl`. Does nothing where that is already done."""
    path = folder / TRUTH
    if path.exists():
        return path
    world = World(options)
    digests = _draw(world, folder, watch) if options.is_crawled else {}
    _write(path, (to_row(ad) for ad in _counted(_with_digests(world, digests), options.ads, watch)))
    return path


def read_truth(folder: Path) -> Iterator[dict[str, Any]]:
    """The lines of `truth.jsonl`, one ad each."""
    with (folder / TRUTH).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _draw(world: World, folder: Path, watch: Watch) -> dict[Photo, str]:
    wanted = {Photo.of(ad, world.options.seed) for ad in world.ads() if ad.photo}
    digests: dict[Photo, str] = {}
    # In the order of the rooms: shots of one room share the planning of it.
    for photo, sha256 in draw_all(sorted(wanted), folder / "photos", os.cpu_count() or 1):
        digests[photo] = sha256
        watch("drawing photos", len(digests), len(wanted))
    return digests


def _with_digests(world: World, digests: dict[Photo, str]) -> Iterator[DemoAd]:
    for ad in world.ads():
        sha256 = digests.get(Photo.of(ad, world.options.seed), "") if ad.photo else ""
        yield dataclasses.replace(ad, photo_sha256=sha256)


def _counted(ads: Iterable[DemoAd], total: int, watch: Watch) -> Iterator[DemoAd]:
    for count, ad in enumerate(ads, 1):
        yield ad
        if count % 500 == 0 or count == total:
            watch("making ads", count, total)


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """All lines or no file."""
    draft = path.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    draft.replace(path)
