"""The chain's head, written down outside the chain: without it a cut-off end cannot be told from a quiet day."""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from review_ui.audit.row import AuditRow
from review_ui.faults import AuditError

_EVERY_SECONDS: Final = 120


@dataclass(frozen=True, slots=True)
class Anchor:
    """The digest that stood at `sequence`."""

    sequence: int
    digest: str


def add_anchor(path: Path, row: AuditRow) -> None:
    """Note the head, at most every two minutes and with the first row of a chain."""
    if row.sequence > 1 and _is_fresh(path):
        return
    line = json.dumps({"sequence": row.sequence, "digest": row.digest, "at": row.at.isoformat()})
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(line + "\n")
    except OSError as error:
        message = f"the audit anchor {path} cannot be written: {error}"
        raise AuditError(message) from error


def _is_fresh(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime < _EVERY_SECONDS
    except OSError:
        return False  # none yet, or none that can be read: writing it says which


def read_anchors(path: Path) -> list[Anchor]:
    """Every anchor noted so far. Raises AuditError naming the line that cannot be read."""
    if not path.exists():
        return []
    anchors = []
    for number, line in enumerate(path.read_text(encoding="ascii", errors="replace").splitlines(), 1):
        try:
            found = json.loads(line)
            anchors.append(Anchor(int(found["sequence"]), str(found["digest"])))
        except (ValueError, KeyError, TypeError) as error:
            message = f"{path}, line {number}: not an anchor"
            raise AuditError(message) from error
    return anchors
