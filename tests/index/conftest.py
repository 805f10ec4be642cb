"""Made-up documents and real engines for the index tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawlers.ad import Ad, AdImage
from extractors.extraction import Extraction
from extractors.mention import Mention
from index.assemble import assemble
from index.document import Document
from index.embedded.engine import EmbeddedEngine
from index.open import open_index

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What differs from one made-up ad to the next."""

    number: int = 1
    text: str = "Quiet studio near the station, call for an appointment"
    title: str = "Studio"
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    places: tuple[tuple[str, float, float], ...] = ()
    indicators: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    site: str = "alpha"
    ad_type: str = "commercial"
    days: float = 0
    dated: bool = True
    revision: int = 1


def draw(sketch: Sketch) -> Document:
    """The document of a sketch, through the real `assemble`."""
    seen = START + timedelta(days=sketch.days)
    ad = Ad(
        ad_id=f"{sketch.site}:{sketch.number}", revision=sketch.revision, site=sketch.site, ad_type=sketch.ad_type,  # type: ignore[arg-type]
        url=f"https://{sketch.site}.example.org/{sketch.number}", title=sketch.title, text=sketch.text,
        first_seen_at=seen, last_seen_at=seen + timedelta(hours=1), region="US",
        posted_at=seen - timedelta(days=1) if sketch.dated else None,
        images=tuple(AdImage(f"https://{sketch.site}.example.org/{sha}.jpg", sha) for sha in sketch.pictures),
    )  # fmt: skip
    mentions = [_mention("phone", value) for value in sketch.phones]
    mentions += [_mention("email", value) for value in sketch.emails]
    mentions += [_mention("indicator", value) for value in sketch.indicators]
    mentions += [_mention("place", name, {"lat": lat, "lon": lon}) for name, lat, lon in sketch.places]
    return assemble(ad, Extraction("en", analysed=True, mentions=tuple(mentions)), (), sketch.revision)


def _mention(kind: str, value: str, data: dict[str, object] | None = None) -> Mention:
    return Mention(kind, value, value, "text", 0, len(value), 0.9, "test", "1", data=data or {})  # type: ignore[arg-type]


@pytest.fixture
def sketch() -> Callable[..., Document]:
    return lambda **parts: draw(Sketch(**parts))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    opened = open_index(tmp_path / "index")
    yield opened
    opened.close()
