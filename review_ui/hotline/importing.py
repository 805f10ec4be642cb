"""Tips from an older system: CSV files and e-mails become sealed tips. Nothing of their content is ever printed."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from review_ui.desk import current_desk
from review_ui.faults import BadRecordError
from review_ui.hotline.identifiers import read_identifiers
from review_ui.hotline.import_rows import Layout, RowFault, read_csv
from review_ui.hotline.intake import NewTip, add_tip, check_tip
from review_ui.hotline.letters import read_letter
from review_ui.hotline.models import Tip

SUFFIXES: Final = (".csv", ".eml")


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of a file. `faults` name lines and what is wrong with them, without what stands there."""

    file: str
    new: int
    known: int
    faulty: int
    faults: tuple[str, ...]
    dry_run: bool


def import_tips(paths: Sequence[str], layout: Layout, *, dry_run: bool) -> list[ImportedFile]:
    """Keep every tip that is not known yet; one with a legacy id that is held is left as it is, so a second run adds
    nothing. Raises BadRecordError for a file that cannot be read at all."""
    seen: set[str] = set()
    return [_import_file(Path(path), layout, seen, dry_run=dry_run) for path in paths]


def find_files(given: Iterable[Path]) -> list[Path]:
    """The files named, and all .csv and .eml files in the folders named. Raises BadRecordError for what is neither."""
    found: list[Path] = []
    for path in given:
        if path.is_dir():
            found += sorted(one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file())
        elif path.is_file() and path.suffix.lower() in SUFFIXES:
            found.append(path)
        else:
            message = f"{path}: give .csv or .eml files, or folders of them"
            raise BadRecordError(message)
    return found


def _import_file(path: Path, layout: Layout, seen: set[str], *, dry_run: bool) -> ImportedFile:
    new = known = 0
    faults: list[str] = []
    for where, tip in _read(path, layout):
        if isinstance(tip, RowFault):
            faults.append(f"{where}: {tip.why}")
            continue
        kept = tip if tip.legacy_id else replace(tip, legacy_id=_digest(tip))
        if kept.legacy_id in seen or Tip.objects.filter(legacy_id=kept.legacy_id).exists():
            known += 1
            continue
        fault = _keep(kept, dry_run=dry_run)
        if fault:
            faults.append(f"{where}: {fault}")
            continue
        seen.add(kept.legacy_id)
        new += 1
    return ImportedFile(path.name, new, known, len(faults), tuple(faults), dry_run)


def _read(path: Path, layout: Layout) -> Iterator[tuple[str, NewTip | RowFault]]:
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise BadRecordError(message) from error
    if path.suffix.lower() == ".eml":
        yield "message", read_letter(content)
    else:
        yield from ((f"line {number}", row) for number, row in read_csv(content, layout))


def _keep(tip: NewTip, *, dry_run: bool) -> str:
    """What is wrong with the tip; empty when it is kept, or could be."""
    whole = replace(tip, identifiers=read_identifiers("\n".join(tip.identifiers)))
    try:
        check_tip(whole)
        if not dry_run:
            add_tip(whole)
    except BadRecordError as error:
        return str(error)
    return ""


def _digest(tip: NewTip) -> str:
    """Stands in for a legacy id: equal tips are one tip, and nobody without the desk's key can tell what it says."""
    text = f"{tip.received_at.isoformat()}\x00{tip.narrative}".encode("utf-8", "replace")
    return "content:" + hmac.new(current_desk().record_key, text, hashlib.sha256).hexdigest()[:40]
