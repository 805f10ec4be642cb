"""Writes numbered batches into an index until it is killed, and says after each that it was acknowledged."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawlers.ad import Ad
from extractors.extraction import Extraction
from extractors.mention import Mention
from index.assemble import assemble
from index.document import Document
from index.embedded import putting
from index.open import open_index

BATCH = 40
START = datetime(2026, 1, 1, tzinfo=UTC)


def make(number: int) -> Document:
    """Ad number N; every third batch writes a newer revision of an ad of the batch before."""
    batch, place = divmod(number, BATCH)
    is_revision = place == 0 and batch % 3 == 2
    ad_number, revision = (number - BATCH, 2) if is_revision else (number, 1)
    phone = f"+1202555{ad_number % 10000:04d}"
    seen = START + timedelta(minutes=number)
    ad = Ad(
        f"site:{ad_number}", revision, "site", "other", f"https://site.example.org/{ad_number}", f"Ad {ad_number}",
        f"words of ad {ad_number} revision {revision}, call {phone}", seen, seen,
    )  # fmt: skip
    mention = Mention("phone", phone, phone, "text", 0, 0, 0.9, "test", "1")
    return assemble(ad, Extraction("en", analysed=True, mentions=(mention,)))


def main(folder: str, start: str) -> None:
    """Batch after batch; `start` is the first batch to write."""
    putting._BATCH = putting._TEXT_COMMIT = 16  # a put of forty is a long one: commits run beside it
    engine = open_index(Path(folder))
    batch = int(start)
    while True:
        engine.put(make(batch * BATCH + place) for place in range(BATCH))
        sys.stdout.write(f"{batch}\n")
        sys.stdout.flush()
        batch += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
