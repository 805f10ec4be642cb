"""Three real nodes on loopback, one of them killed while ads come in and people search; then a server with no room."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from index.check import check
from index.document import Document
from index.elastic.actions import put_action
from index.elastic.address import ServerAddress
from index.elastic.bulk import Bulk, Target
from index.elastic.naming import Names
from index.elastic.wire import Request
from index.engine import Engine
from index.faults import EngineDownError
from index.fields import flatten
from index.open import connect, open_index
from index.query import Query
from index.removals.screened import ScreenedEngine
from matching.links.keys import LinkKey
from tests.index.conformance.servers import SEARCH_SERVER, start

pytestmark = pytest.mark.soak
Sketcher = Callable[..., Document]
PHONE = LinkKey("phone", "+12025550134")
BATCH, BATCHES = 400, 24


@pytest.fixture(params=("elasticsearch", "opensearch"))
def trio(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """Name and URL of a fresh cluster of three nodes."""
    yield from serve(request.param, 3)


@pytest.fixture(params=("elasticsearch", "opensearch"))
def single(request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a fresh node that has room for 100 kB of writes at a time."""
    for _, url in serve(request.param, 1, "--set", "indexing_pressure.memory.limit=100kb"):
        yield url


def serve(kind: str, nodes: int, *options: str) -> Iterator[tuple[str, str]]:
    name = f"{kind}-soak-{nodes}"
    found = start(kind, name, "--nodes", str(nodes), "--heap", "512m", *options)
    if not found.startswith("http"):
        pytest.skip(f"no real {kind} here: {found}")
    hosts = ",".join(line.removeprefix("http://") for line in found.split())
    yield name, f"{kind}+http://{hosts}/soak?shards={nodes}&patience=90&timeout=30"
    subprocess.run([sys.executable, SEARCH_SERVER, "stop", name], check=True)


def test_a_killed_node_costs_no_ad_and_no_wrong_count(trio: tuple[str, str], sketch: Sketcher, tmp_path: Path) -> None:
    name, url = trio
    engine = open_index(tmp_path / "index", url)
    engine.put(batch(sketch, 0))
    await_copies(url)
    done = threading.Event()
    counts: list[tuple[bool, int]] = []
    watcher = threading.Thread(target=watch, args=(engine, done, counts))
    watcher.start()
    for number in range(1, BATCHES):
        if number == BATCHES // 3:
            subprocess.run([sys.executable, SEARCH_SERVER, "kill", name, "2"], check=True)
        assert engine.put(batch(sketch, number)) == BATCH
    done.set()
    watcher.join()
    assert engine.search(Query(text="soak")).total == engine.summary([PHONE]).ads == BATCH * BATCHES
    # While shards take over a commit one after the other, an answer says of itself that it is not exact.
    exact = [total for is_exact, total in counts if is_exact]
    assert exact
    assert exact == sorted(exact)
    assert set(exact) <= {BATCH * number for number in range(1, BATCHES + 1)}
    assert all(total <= BATCH * BATCHES for _, total in counts)
    assert [mark.detail for mark in check(engine) if not mark.ok] == []
    rebuild_whole(engine, sketch)
    engine.close()


def test_a_server_with_no_room_for_large_requests_gets_small_ones(
    single: str, sketch: Sketcher, tmp_path: Path
) -> None:
    engine, wire = open_index(tmp_path / "index", single), connect(ServerAddress.parse(single))
    engine.put(batch(sketch, 0))
    pauses: list[float] = []
    target = Target(wire, Names("soak").of_build(tmp_path / "index" / "build-000001"), 90.0)
    bulk = Bulk(target, pauses.append)
    for document in (sketch(number=n, text="soak " + "padding " * 20) for n in range(2000, 5000)):
        bulk.add(put_action(flatten(document), 9))
    bulk.flush()
    assert pauses  # it was told to wait, in real 429s, and halved what it sent until it fitted
    wire.ask(Request("POST", f"/{target.alias}/_refresh"))
    assert engine.search(Query(text="soak")).total == BATCH + 3000
    wire.close()
    engine.close()


def batch(sketch: Sketcher, number: int) -> list[Document]:
    first = number * BATCH
    return [sketch(number=n, text=f"soak word{n}", phones=(PHONE.value,)) for n in range(first, first + BATCH)]


def watch(engine: Engine, done: threading.Event, counts: list[tuple[bool, int]]) -> None:
    """Search all the time; a fault may be said, a wrong count may not."""
    for _ in count():
        if done.is_set():
            return
        try:
            results = engine.search(Query(text="soak", limit=1))
            counts.append((results.exact, results.total))
        except EngineDownError:
            continue


def await_copies(url: str) -> None:
    """Every shard has its copy on another node."""
    wire = connect(ServerAddress.parse(url))
    wire.ask(Request("GET", "/_cluster/health", params={"wait_for_status": "green", "timeout": "60s"}, seconds=90))
    wire.close()


def rebuild_whole(engine: ScreenedEngine, sketch: Sketcher) -> None:
    """Two nodes are enough for a rebuild."""
    with engine.rebuild() as fresh:
        fresh.put(batch(sketch, 0))
    assert engine.search(Query(text="soak")).total == BATCH
