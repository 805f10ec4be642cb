"""Where an installation's site definitions lie, and how one is found by its slug."""

import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import crawlers
from crawlers.site import Site, load_site
from threadline.data_folder import DataFolder


def definition_paths(folder: DataFolder) -> Iterator[Path]:
    """The operator's own definitions first, then a demo's, then those shipped with us."""
    for place in (folder.sites, folder.demo / "sites", Path(crawlers.__file__).parent / "sites"):
        yield from sorted(place.glob("*.toml"))


def find_definition(folder: DataFolder, slug: str) -> Site | None:
    """The first definition of that slug; None for a site that has none (imported ads).

    Raises DefinitionError when that definition cannot be used; others that cannot be read are passed over.
    """
    for path in definition_paths(folder):
        with suppress(OSError, ValueError):
            if tomllib.loads(path.read_text(encoding="utf-8")).get("slug") == slug:
                return load_site(path)
    return None
