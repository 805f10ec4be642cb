"""Text written into pictures: each picture is read once, what was read is kept beside the picture hashes. Derived."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from crawlers.archive import Archive
from extractors.faults import MissingExtraError
from extractors.ocr import VERSION, PictureText
from extractors.ocr_process import PictureReading
from matching.pictures.database import Database
from matching.pictures.hashing import PicturePool

SIDE: Final = 1280
"""Letters a fortieth of a phone photo's height are still 24 pixels high; twice the side reads four times as slowly."""
# What was erased must not survive in free pages.
_SCHEMA: Final = """
PRAGMA secure_delete = 1;
CREATE TABLE IF NOT EXISTS picture_text(
    sha256 TEXT PRIMARY KEY, version TEXT NOT NULL, text TEXT NOT NULL, sure REAL NOT NULL) WITHOUT ROWID, STRICT;
"""


class PictureTexts(Database):
    """What was read from each picture, in `folder`. One writer, any number of readers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "texts.sqlite", _SCHEMA)

    def get(self, sha256: str) -> PictureText | None:
        """What this version read from a picture, None when it never did."""
        row = self._database.execute(
            "SELECT text, sure FROM picture_text WHERE sha256 = ? AND version = ?", (sha256, VERSION)
        ).fetchone()
        return PictureText(str(row[0]), float(row[1])) if row else None

    def missing(self, digests: Iterable[str]) -> list[str]:
        """Those of the digests that this version has not read, each once, in order."""
        return [one for one in dict.fromkeys(digests) if self.get(one) is None]

    def put(self, sha256: str, read: PictureText) -> None:
        """Keep what was read, in place of what an older version read."""
        self._database.execute(
            "INSERT OR REPLACE INTO picture_text VALUES(?, ?, ?, ?)", (sha256, VERSION, read.text, read.sure)
        )

    def forget_absent(self, is_held: Callable[[str], object]) -> None:
        """Drop what was read from pictures whose bytes are no longer held (erased, or sealed)."""
        known = [str(sha256) for (sha256,) in self._database.execute("SELECT sha256 FROM picture_text")]
        gone = [(sha256,) for sha256 in known if not is_held(sha256)]
        self._database.executemany("DELETE FROM picture_text WHERE sha256 = ?", gone)


def read_new_pictures(
    texts: PictureTexts, archive: Archive, digests: Sequence[str], watch: Callable[[str, int, int], None]
) -> list[str]:
    """Read the pictures not yet read; returns one sentence per fault, and reads nothing where the extra is missing.

    A picture whose bytes the archive does not hold (pictures are off, it was sealed or removed) is passed over. Files
    are decoded in the limited process of the picture hashes; reading sees pixels alone, in a limited process too.
    """
    held = [(one, path) for one in texts.missing(digests) if (path := archive.picture_path(one)) is not None]
    if not held:
        return []
    faults = []
    try:
        reading = PictureReading()
    except MissingExtraError as error:
        return [f"{len(held)} pictures were not read for text: {error}"]
    with reading, PicturePool() as pool:
        for done, ((sha256, _), view) in enumerate(zip(held, pool.view((at for _, at in held), SIDE), strict=True), 1):
            # What cannot be decoded holds no text; the hash pass has said what is wrong with it.
            read = PictureText("", 0.0) if view.fault else reading.read(view.pixels)
            if read is None:
                faults.append(f"picture {sha256}: reading its text broke the limits of time or memory")
            texts.put(sha256, read or PictureText("", 0.0))
            watch("picture texts", done, len(held))
    return faults
