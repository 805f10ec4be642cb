"""Open the index of an installation."""

from pathlib import Path

from index.elastic.address import ServerAddress
from index.elastic.cupboard import Cupboard
from index.elastic.engine import ServerText
from index.elastic.wire import Wire
from index.embedded.shelf import Shelf
from index.faults import RefusedError
from index.removals.listing import RemovalList
from index.removals.screened import ScreenedEngine


def open_index(folder: Path, search_url: str = "") -> ScreenedEngine:
    """The engine over `DATA/index`. Any number of processes may read while one writes; writing waits for its turn.

    The removal list beside it (`DATA/removal`) is enforced in everything that goes in or comes out.

    Words and facets come from the cluster at `search_url` (see ServerAddress; it need not answer now), from tantivy
    where it is empty. Raises NewerIndexError when a later version wrote the folder, BadAddressError for a URL that is
    none, WriterBusyError from writing calls when the wait takes too long.
    """
    text = None
    if search_url:
        address = ServerAddress.parse(search_url)
        text = ServerText(address, connect(address))
    shelf = Shelf(folder)
    shelf.current()
    return ScreenedEngine(shelf, RemovalList(folder.parent), text)


def ask_version(search_url: str) -> tuple[str, str]:
    """Name and version of the search server. Raises BadAddressError, EngineDownError, RefusedError."""
    wire = connect(ServerAddress.parse(search_url))
    try:
        return wire.name, Cupboard(wire).server_version()
    finally:
        wire.close()


def connect(address: ServerAddress) -> Wire:
    """The vendor's client. Raises RefusedError when it is not installed."""
    if address.kind == "elasticsearch":
        from index.elastic.client import ElasticWire

        return ElasticWire(address)
    try:
        from index.opensearch.client import OpenSearchWire
    except ImportError as error:
        message = "OpenSearch needs an extra: pip install 'threadline[opensearch]'"
        raise RefusedError(message) from error
    return OpenSearchWire(address)
