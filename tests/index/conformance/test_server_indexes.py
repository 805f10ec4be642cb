"""Indexes on a real server: lost, of another version, written late, twice, or by the wrong client."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from index.document import Document
from index.elastic.actions import delete_action, put_action
from index.elastic.bulk import Bulk, Target
from index.elastic.wire import Request, Wire
from index.engine import Engine
from index.faults import RefusedError, TextGoneError
from index.fields import flatten
from index.open import open_index
from index.query import Query
from matching.links.keys import LinkKey
from tests.index.conformance.conftest import Alias
from tests.index.conformance.servers import find_server

Sketcher = Callable[..., Document]
PHONE = LinkKey("phone", "+12025550134")


def test_an_index_that_somebody_deleted_is_made_again_from_the_key_store(
    gated: Engine, wire: Wire, sketch: Sketcher, alias: Alias
) -> None:
    gated.put([sketch(number=n) for n in range(4)])
    index = alias()
    wire.ask(Request("DELETE", f"/{index}-v1"))
    with pytest.raises(TextGoneError, match="next ingest makes it again"):
        gated.search(Query())
    gated.put([])
    assert gated.search(Query()).total == 4
    assert f"{index}-v1" in wire.ask(Request("GET", f"/{index.rpartition('-')[0]}"))


@pytest.mark.parametrize("note", [{"version": 0, "generation": 2}, {"version": 1, "generation": 1_000_000}])
def test_an_index_of_another_version_or_from_the_future_is_made_again(
    gated: Engine, wire: Wire, sketch: Sketcher, alias: Alias, note: dict[str, int]
) -> None:
    gated.put([sketch(number=n) for n in range(4)])
    index = alias()
    wire.ask(Request("PUT", f"/{index}/_mapping", {"_meta": note}))
    Bulk(Target(wire, index, 1.0)).add(put_action(flatten(sketch(number=99)), 9))
    gated.put([sketch(number=n) for n in range(5)])
    assert gated.search(Query()).total == 5


def test_a_request_that_arrives_late_or_twice_changes_nothing(
    gated: Engine, wire: Wire, sketch: Sketcher, alias: Alias
) -> None:
    first, second = sketch(number=1, text="first words"), sketch(number=1, text="second words", revision=2)
    gated.put([first])
    gated.put([second, sketch(number=2, text="doomed")])
    gated.delete(["alpha:2"])
    late = Bulk(Target(wire, alias(), 1.0))
    for action in (
        put_action(flatten(first), 1),
        put_action(flatten(second), 2),
        delete_action("alpha:1", 1),
        put_action(flatten(sketch(number=2, text="doomed")), 2),
    ):
        late.add(action)
    late.flush()
    wire.ask(Request("POST", f"/{alias()}/_refresh"))
    assert gated.search(Query(text="first")).total == 0
    assert gated.search(Query(text="second")).total == 1
    assert gated.search(Query(text="doomed")).total == 0


def test_nothing_is_written_under_a_name_that_the_server_would_make_up(
    wire: Wire, sketch: Sketcher, server: str
) -> None:
    name = f"{urlsplit(server).path.strip('/')}-never-made"
    stray = Bulk(Target(wire, name, 1.0))
    stray.add(put_action(flatten(sketch()), 1))
    with pytest.raises(TextGoneError):
        stray.flush()
    with pytest.raises(TextGoneError):
        wire.ask(Request("GET", f"/{name}"))


def test_the_wrong_client_is_told_apart(shared: Path, prefix: str, tmp_path: Path, sketch: Sketcher) -> None:
    opensearch = find_server("opensearch", shared).partition("+")[2]
    wrong = open_index(tmp_path / "index", f"elasticsearch+{opensearch}/{prefix}")
    with pytest.raises(RefusedError, match="is not Elasticsearch: for OpenSearch the URL begins with opensearch"):
        wrong.put([sketch()])
    assert list(wrong.get(["alpha:1"])) == ["alpha:1"]
    wrong.close()
