"""One suite, every engine: embedded, and a real Elasticsearch and OpenSearch wherever Maven and Java are at hand."""

import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from index.document import Document
from index.elastic.address import ServerAddress
from index.elastic.cupboard import Cupboard
from index.elastic.naming import Names
from index.elastic.wire import Wire
from index.engine import Engine
from index.open import connect, open_index
from tests.index.conformance.gate import Gate
from tests.index.conformance.servers import find_server
from tests.index.conformance.world import make_world

Alias = Callable[[], str]
SERVERS = ("elasticsearch", "opensearch")
# Two shards, so that counts are proved to be exact over several; no more patience than a test can spend.
OPTIONS = "?shards=2&patience=2&timeout=20"


@dataclass(frozen=True, slots=True)
class Kept:
    """An engine and what it holds."""

    engine: Engine
    documents: tuple[Document, ...]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run see."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def prefix() -> str:
    """Begins the name of every index of this worker."""
    return f"threadline-test-{secrets.token_hex(3)}"


@pytest.fixture(params=SERVERS, scope="session")
def server(request: pytest.FixtureRequest, shared: Path, prefix: str) -> Iterator[str]:
    """URL of a real server, with our prefix; what we left there goes at the end."""
    yield from serve(request.param, shared, prefix)


@pytest.fixture(params=("embedded", *SERVERS), scope="session")
def url(request: pytest.FixtureRequest, shared: Path, prefix: str) -> Iterator[str]:
    """URL of the text engine under test; `""` for the embedded one."""
    yield from serve(request.param, shared, prefix) if request.param in SERVERS else iter([""])


def serve(kind: str, shared: Path, prefix: str) -> Iterator[str]:
    found = f"{find_server(kind, shared)}/{prefix}"
    yield found + OPTIONS
    wire = connect(ServerAddress.parse(found))
    cupboard = Cupboard(wire)
    cupboard.drop(standing.name for standing in cupboard.find(f"{prefix}-*"))
    wire.close()


@pytest.fixture
def engine(url: str, tmp_path: Path) -> Iterator[Engine]:
    """A fresh, empty engine."""
    opened = open_index(tmp_path / "index", url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def kept(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """An engine that holds the made-up world; tests only read it."""
    documents = make_world()
    opened = open_index(tmp_path_factory.mktemp("kept") / "index", url)
    opened.put(documents)
    yield Kept(opened, documents)
    opened.close()


@pytest.fixture
def wire(server: str) -> Iterator[Wire]:
    """Straight to the server, for what an operator or an accident does to it."""
    opened = connect(ServerAddress.parse(server))
    yield opened
    opened.close()


@pytest.fixture
def gate(server: str) -> Iterator[Gate]:
    """The door before the server."""
    opened = Gate(urlsplit(server).port or 9200)
    yield opened
    opened.close()


@pytest.fixture
def gated(gate: Gate, server: str, tmp_path: Path) -> Iterator[Engine]:
    """An engine that reaches its server through the gate, and waits for it one second."""
    kind, path = server.partition("+")[0], urlsplit(server).path
    opened = open_index(tmp_path / "index", f"{kind}+{gate.url}{path}?patience=1&timeout=1")
    yield opened
    opened.close()


@pytest.fixture
def alias(server: str, tmp_path: Path) -> Alias:
    """Tells the alias of the build that `gated` has written."""
    return lambda: Names(urlsplit(server).path.strip("/")).of_build(tmp_path / "index" / "build-000001")
