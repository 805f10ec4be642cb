"""Ads from a file that a partner handed over: archived row by row like any page, then Ads like any other."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from crawlers.ad import Ad, AdType
from crawlers.archiving.captures import Prepared, Provenance, prepare_resource, store_captures
from crawlers.archiving.chain import append_anchor
from crawlers.archiving.revisions import Revisions
from crawlers.archiving.schema import open_database
from crawlers.archiving.segments import SegmentWriter, cut_uncommitted
from crawlers.archiving.transactions import lock_site, transaction
from crawlers.faults import ImportFileError
from crawlers.origin import Origin
from crawlers.parsing.dates import Calendar, read_date
from crawlers.parsing.found import Found
from crawlers.partner_file import PartnerFile, PartnerRow
from crawlers.removal import NOTHING_REMOVED, RemovalList
from crawlers.version import software_version

_BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """`columns` maps our FIELDS to the file's columns; a field not mapped is read from the column of its own name."""

    path: Path
    archive: Path
    site: str
    ad_type: AdType = "other"
    columns: Mapping[str, str] = field(default_factory=dict)
    terms: str = ""
    tlp: str = "TLP:AMBER"
    source: str = ""
    region: str = "US"
    timezone: str = "UTC"
    language: str = ""
    removal: RemovalList = NOTHING_REMOVED


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """Rows read, and what became of them; `faults` name file and line of each row left out."""

    rows: int
    new: int
    changed: int
    unchanged: int
    faults: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0, or 1 when a row was left out."""
        return 1 if self.faults else 0


class _Import:
    """One run over one file; holds the site's lock."""

    def __init__(self, request: ImportRequest) -> None:
        self.request = request
        self.counts: Counter[str] = Counter()
        self._lock = lock_site(request.archive, request.site)
        self._connection = open_database(request.archive / "archive.sqlite")
        cut_uncommitted(request.archive, self._connection, request.site)
        self._writer = SegmentWriter(request.archive, self._connection, request.site)
        self._provenance = Provenance(request.site, "", "", software_version())
        self._file_sha256 = hashlib.sha256(request.path.read_bytes()).hexdigest() if request.path.is_file() else ""
        self._batch: list[tuple[Prepared, Ad, str]] = []

    def add(self, row: PartnerRow) -> None:
        """Archive one row and make its ad."""
        at = datetime.now(UTC)
        url = f"file:{quote(self.request.path.name)}?sha256={self._file_sha256}#line={row.line}"
        prepared = prepare_resource(url, row.raw, "application/json", at, self._provenance)
        found = self._read(row, at)
        ad_id = f"{self.request.site}:{found.native_id}"
        if self.request.removal.holds_ad(ad_id) or self.request.removal.holds_content(ad_id, found):
            self.counts["removed"] += 1
            return
        self._batch.append((prepared, self._make_ad(found, at, prepared), found.digest()))
        if len(self._batch) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Records to disk, then rows in one transaction."""
        batch, self._batch = self._batch, []
        if not batch:
            return
        revisions = Revisions(self._connection)
        places = self._writer.write([record.content for one, _, _ in batch for record in one.records])
        with transaction(self._connection):
            store_captures(self._connection, self.request.site, [one for one, _, _ in batch], places)
            for _, ad, digest in batch:
                self.counts[revisions.store(ad, digest)] += 1
            self._writer.commit()
        append_anchor(self.request.archive, self._connection)

    def close(self) -> None:
        """Let the site go; what was flushed stays."""
        self._writer.close()
        self._connection.close()
        self._lock.close()

    def _read(self, row: PartnerRow, at: datetime) -> Found:
        values = row.values
        posted = None
        if "posted_at" in values:
            posted = read_date(values["posted_at"], Calendar(self.request.timezone), at)
        kept = ("title", "text", "phone", "price", "place", "posted_at")
        return Found(
            native_id=values["id"],
            url=values.get("url", ""),
            title=values.get("title", ""),
            text=values.get("text", ""),
            fields={name: values[name] for name in kept if name in values},
            posted_at=posted.at if posted else None,
            posted_precision=posted.precision if posted else "",
            posted_is_relative=posted.is_relative if posted else False,
            language=self.request.language,
        )

    def _make_ad(self, found: Found, at: datetime, prepared: Prepared) -> Ad:
        request = self.request
        return Ad(
            ad_id=f"{request.site}:{found.native_id}",
            revision=0,
            site=request.site,
            ad_type=request.ad_type,
            url=found.url,
            title=found.title,
            text=found.text,
            first_seen_at=at,
            last_seen_at=at,
            origin=Origin("imported", request.source or request.path.name, request.terms, request.tlp),
            language=found.language,
            region=request.region,
            posted_at=found.posted_at,
            posted_text=found.fields.get("posted_at", ""),
            posted_precision=found.posted_precision,
            fields=found.fields,
            capture_id=prepared.capture.capture_id,
        )


def import_file(request: ImportRequest) -> ImportCounts:
    """Archive every readable row and store its Ad; a known id with other content becomes a revision.

    Raises ImportFileError when the file as a whole cannot be read; what was stored before it fails stays.
    """
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,62}", request.site):
        message = f"{request.site!r} is no site name: letters, digits, dots and dashes (it becomes part of file names)"
        raise ImportFileError(message)
    rows = PartnerFile(request.path, request.columns)
    run = _Import(request)
    try:
        for row in rows.rows():
            run.add(row)
        run.flush()
    finally:
        run.close()
    faults = tuple(rows.faults)
    counts = run.counts
    return ImportCounts(counts.total() + len(faults), counts["new"], counts["changed"], counts["unchanged"], faults)
