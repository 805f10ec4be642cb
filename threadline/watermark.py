"""How far the archive has been ingested: a small file beside the index, moved after the engine has committed."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

ALL_SITES: Final = "*"


@dataclass(frozen=True, slots=True)
class Watermark:
    """Archive sequence up to which every site (`*`), or one site beyond that, has been put into the index."""

    sequences: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, index: Path) -> Self:
        """The mark beside this index; an absent or unreadable one means the beginning (`put` is idempotent)."""
        try:
            held = json.loads((index / "ingested.json").read_text(encoding="utf-8"))
            return cls({str(site): int(sequence) for site, sequence in held.items()})
        except (OSError, ValueError, AttributeError):
            return cls()

    def start(self, site: str | None) -> int:
        """The sequence after which this site (None: every site) still has to be read."""
        everywhere = self.sequences.get(ALL_SITES, 0)
        return max(everywhere, self.sequences.get(site, 0)) if site else everywhere

    def covers(self, site: str, sequence: int) -> bool:
        """Whether this revision is in the index already."""
        return sequence <= self.start(site)

    def move(self, site: str | None, sequence: int) -> Self:
        """The mark after everything of this site (None: of every site) up to `sequence` was put."""
        moved = {**self.sequences, site or ALL_SITES: max(sequence, self.start(site))}
        everywhere = moved.get(ALL_SITES, 0)
        return type(self)({name: at for name, at in moved.items() if name == ALL_SITES or at > everywhere})

    def write(self, index: Path) -> None:
        """Replace the file whole."""
        draft = index / f".ingested.{os.getpid()}"
        draft.write_text(json.dumps(self.sequences), encoding="utf-8")
        draft.replace(index / "ingested.json")
