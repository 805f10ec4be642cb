"""Labelled cases: one JSON object a line, `NAME_dev.jsonl` to tune on and `NAME_test.jsonl` to measure on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[2] / "tests" / "extractors" / "evaluation"


@dataclass(frozen=True, slots=True)
class Case:
    """`expected` maps each mention kind that was labelled to its values; kinds that are not in it are not judged."""

    case_id: str
    part: str
    family: str
    region: str
    text: str
    expected: dict[str, frozenset[str]]
    title: str = ""
    ad_type: str = "other"

    @property
    def is_trap(self) -> bool:
        """Whether nothing may be found of any labelled kind."""
        return self.family.startswith("trap")


def load_cases(folder: Path = FOLDER) -> list[Case]:
    """Return every case of every `*_dev.jsonl` and `*_test.jsonl` in `folder`."""
    return [case for path in sorted(folder.glob("*.jsonl")) for case in _read(path)]


def _read(path: Path) -> Iterator[Case]:
    part = path.stem.rsplit("_", 1)[-1]
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Case(
            case_id=row["id"],
            part=part,
            family=row["family"],
            region=row.get("region", ""),
            text=row["text"],
            expected={kind: frozenset(values) for kind, values in row["expected"].items()},
            title=row.get("title", ""),
            ad_type=row.get("ad_type", "other"),
        )
