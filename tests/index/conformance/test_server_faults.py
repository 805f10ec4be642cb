"""A server that is gone, slow, red, full or robbed: look-ups go on, faults are named, nothing is lost."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from index.document import Document
from index.elastic.mapping import make_index
from index.elastic.wire import Request, Wire
from index.engine import Engine
from index.faults import EngineDownError
from index.open import open_index
from index.query import Query
from matching.links.keys import LinkKey
from tests.index.conformance.conftest import Alias
from tests.index.conformance.gate import Gate

Sketcher = Callable[..., Document]
PHONE = LinkKey("phone", "+12025550134")


def draw_many(sketch: Sketcher, count: int) -> list[Document]:
    return [sketch(number=n, phones=(PHONE.value,), text=f"word{n} " + "padding " * 30) for n in range(count)]


def assert_whole(engine: Engine, ads: int) -> None:
    """Everything is found, once, and nothing is behind."""
    results = engine.search(Query(text="padding"))
    assert (results.total, results.exact, engine.stats().lag_seconds) == (ads, True, 0.0)
    assert len(list(engine.scan(Query(text="padding")))) == ads


def test_look_ups_answer_while_nobody_answers_there(gated: Engine, gate: Gate, sketch: Sketcher) -> None:
    gated.put(draw_many(sketch, 3))
    gate.turn("shut")
    assert gated.summary([PHONE]).ads == 3
    assert gated.by_key(PHONE) == ["alpha:0", "alpha:1", "alpha:2"]
    assert gated.count_keys("phone", "0134") == [(PHONE, 3)]
    assert len(gated.get(["alpha:0", "alpha:2"])) == 2
    assert gated.expand(PHONE).ad_ids == ("alpha:0", "alpha:1", "alpha:2")
    assert len(list(gated.scan(Query()))) == 3
    assert "unreachable" in gated.stats().versions.values()
    with pytest.raises(EngineDownError, match="does not answer: http://127"):
        gated.search(Query(text="word1"))


def test_what_is_put_while_the_server_is_gone_can_be_looked_up_and_is_searchable_later(
    gated: Engine, gate: Gate, sketch: Sketcher
) -> None:
    gate.turn("shut")
    with pytest.raises(EngineDownError, match="Nothing is lost"):
        gated.put(draw_many(sketch, 20))
    with pytest.raises(EngineDownError):
        gated.delete(["alpha:7"])
    assert gated.summary([PHONE]).ads == 19
    assert gated.stats().lag_seconds > 0
    gate.turn("open")
    assert gated.put([]) == 0
    assert_whole(gated, 19)


def test_a_server_that_goes_in_the_middle_of_a_bulk_costs_nothing(
    gated: Engine, gate: Gate, sketch: Sketcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.elastic.bulk._MOST_ACTIONS", 300)
    gated.put(draw_many(sketch, 10))
    gate.turn_after(400_000, "shut")
    with pytest.raises(EngineDownError):
        gated.put([*draw_many(sketch, 1500), sketch(number=3, text="padding replaced", revision=2)])
    assert gated.summary([PHONE]).ads == 1499
    gate.turn("open")
    results = gated.search(Query(text="padding"))
    assert not results.exact  # what is there is shown, and said not to be all
    gated.put([])
    assert_whole(gated, 1500)
    assert [hit.ad_id for hit in gated.search(Query(text="replaced")).hits] == ["alpha:3"]


def test_a_short_absence_is_waited_for(gate: Gate, server: str, sketch: Sketcher, tmp_path: Path) -> None:
    kind, path = server.partition("+")[0], urlsplit(server).path
    patient = open_index(tmp_path / "index", f"{kind}+{gate.url}{path}?patience=30&timeout=10")
    patient.put(draw_many(sketch, 5))
    gate.turn_after(100_000, "shut")
    opener = threading.Timer(1.5, gate.turn, ("open",))
    opener.start()
    assert patient.put(draw_many(sketch, 600)) == 595
    opener.join()
    assert_whole(patient, 600)
    patient.close()


def test_a_server_that_hangs_is_called_slow_and_does_not_hang_us(
    gated: Engine, gate: Gate, sketch: Sketcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.elastic.bulk.WRITE_SECONDS", 1.0)
    gated.put(draw_many(sketch, 3))
    gate.turn("stalled")
    begun = time.monotonic()
    with pytest.raises(EngineDownError, match="too slow: no answer"):
        gated.search(Query(text="word1"))
    assert time.monotonic() - begun < 5
    gate.turn("open")
    gate.turn_after(100_000, "stalled")
    with pytest.raises(EngineDownError, match="too slow"):
        gated.put(draw_many(sketch, 600))
    gate.turn("open")
    monkeypatch.undo()
    gated.put([])
    assert_whole(gated, 600)


def test_a_full_server_still_searches_and_takes_everything_once_it_has_room(
    gated: Engine, wire: Wire, sketch: Sketcher, alias: Alias
) -> None:
    gated.put(draw_many(sketch, 3))
    index = alias()
    # What both servers do by themselves when a disk is 95 % full.
    wire.ask(Request("PUT", f"/{index}/_settings", {"index.blocks.read_only_allow_delete": True}))
    with pytest.raises(EngineDownError, match="disk is full"):
        gated.put(draw_many(sketch, 6))
    assert gated.search(Query(text="padding")).total == 3
    assert gated.summary([PHONE]).ads == 6
    wire.ask(Request("PUT", f"/{index}/_settings", {"index.blocks.read_only_allow_delete": None}))
    gated.put([])
    assert_whole(gated, 6)


def test_a_red_index_gives_no_partial_answer(
    gated: Engine, wire: Wire, sketch: Sketcher, alias: Alias, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.elastic.bulk.WRITE_SECONDS", 2.0)
    gated.put(draw_many(sketch, 3))
    index = alias()
    wire.ask(Request("DELETE", f"/{index}-v1"))
    body = make_index(1, index)
    body["settings"]["index.routing.allocation.require._name"] = "no such node"
    body["mappings"]["_meta"]["generation"] = gated.stats().generation
    wire.ask(Request("PUT", f"/{index}-v1", body, {"wait_for_active_shards": "0", "timeout": "1s"}))
    with pytest.raises(EngineDownError, match="is red"):
        gated.search(Query(text="padding"))
    with pytest.raises(EngineDownError, match="is red"):
        gated.put(draw_many(sketch, 6))
    assert gated.summary([PHONE]).ads == 6
    wire.ask(Request("DELETE", f"/{index}-v1"))
    gated.put([])
    assert_whole(gated, 6)


def test_a_rebuild_that_loses_its_server_leaves_the_old_index_whole(
    gated: Engine, gate: Gate, sketch: Sketcher
) -> None:
    gated.put(draw_many(sketch, 4))

    def rebuild() -> None:
        with gated.rebuild() as fresh:
            gate.turn("shut")
            fresh.put(draw_many(sketch, 9))

    with pytest.raises(EngineDownError):
        rebuild()
    assert gated.summary([PHONE]).ads == 4
    gate.turn("open")
    assert_whole(gated, 4)
    with gated.rebuild() as fresh:
        fresh.put(draw_many(sketch, 9))
    assert_whole(gated, 9)
