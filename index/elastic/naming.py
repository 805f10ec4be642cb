"""Names of indexes and aliases on a cluster that others may share.

`threadline-3fa9c1d2` is the alias of the current index of one installation, `threadline-3fa9c1d2-000007` of one build
of it, `threadline-3fa9c1d2-000007-v1` the index itself, with the version of its fields.
"""

import secrets
from pathlib import Path
from typing import Final

from index.elastic.mapping import VERSION

_FILE: Final = "cluster-name"


class Names:
    """The token that tells installations apart is drawn once and lies beside the builds, in `DATA/index`."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def current(self, build: Path) -> str:
        """Alias of whatever build is current; `""` before anything was written."""
        try:
            token = (build.parent / _FILE).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return ""
        return f"{self._prefix}-{token}"

    def draw(self, build: Path) -> None:
        """Make the token where there is none; the caller holds the writer's lock."""
        if not self.current(build):
            draft = build.parent / f".{_FILE}"
            draft.write_text(secrets.token_hex(4), encoding="ascii")
            draft.replace(build.parent / _FILE)

    def of_build(self, build: Path) -> str:
        """Alias of one build, by which it is read and written; `""` before anything was written."""
        current = self.current(build)
        return f"{current}-{build.name.rpartition('-')[2]}" if current else ""

    def of_index(self, build: Path) -> str:
        """The index itself."""
        return f"{self.of_build(build)}-v{VERSION}"
