"""A put of many batches: pages move and text is committed beside the making of the next rows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.check import check
from index.document import Document
from index.embedded import putting
from index.embedded.engine import EmbeddedEngine
from index.embedded.schema import FILE
from index.embedded.text import TextWriter
from index.faults import EngineDownError
from index.query import Query
from matching.links.keys import LinkKey

Sketcher = Callable[..., Document]
PHONE = LinkKey("phone", "+12025550134")


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(putting, "_BATCH", 10)
    monkeypatch.setattr(putting, "_TEXT_COMMIT", 20)


def test_everything_is_held_found_and_level_at_the_end(engine: EmbeddedEngine, sketch: Sketcher) -> None:
    first = [sketch(number=n, phones=(PHONE.value,), days=n % 7) for n in range(95)]
    again = [sketch(number=n, phones=(PHONE.value,), text="other words", revision=2) for n in range(0, 95, 3)]
    assert engine.put([*first, *again]) == 95 + 32
    assert (engine.summary([PHONE]).ads, engine.search(Query(text="other words")).total) == (95, 32)
    assert engine.stats().lag_seconds == 0
    assert [one for one in check(engine) if not one.ok] == []


def test_the_log_does_not_grow_with_the_put(engine: EmbeddedEngine, sketch: Sketcher, tmp_path: Path) -> None:
    def wal() -> int:
        return next((tmp_path / "index").glob(f"build-*/{FILE}-wal")).stat().st_size

    sizes = []

    def stream() -> Iterator[Document]:
        for n in range(600):
            if n % 10 == 9:
                sizes.append(wal())
            yield sketch(number=n)

    engine.put(stream())
    assert max(sizes[30:]) < 4 * max(sizes[:10])


def test_a_text_engine_that_goes_down_beside_the_put_is_told_and_caught_up(
    engine: EmbeddedEngine, sketch: Sketcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: TextWriter, _generation: int) -> None:
        message = "the server is gone"
        raise EngineDownError(message)

    with monkeypatch.context() as patched:
        patched.setattr(TextWriter, "commit", fail)
        with pytest.raises(EngineDownError, match="Nothing is lost"):
            engine.put([sketch(number=n, phones=(PHONE.value,)) for n in range(50)])
    assert engine.summary([PHONE]).ads == 50
    assert engine.stats().lag_seconds > 0
    engine.put(())
    assert (engine.search(Query()).total, engine.stats().lag_seconds) == (50, 0)
