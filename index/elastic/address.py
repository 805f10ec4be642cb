"""Where a search cluster is and how it is entered: one URL."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from index.faults import BadAddressError

_KINDS: Final = ("elasticsearch", "opensearch")
_PORT: Final = 9200
_OPTIONS: Final = frozenset({"ca_certs", "shards", "patience", "timeout"})
_NAME_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """`elasticsearch+https://user:password@node-a:9200,node-b:9200/prefix?ca_certs=/etc/ca.pem&shards=3&patience=60`.

    `prefix` begins the name of every index of ours there. `patience` is how many seconds a write waits for a cluster
    that is restarting or overloaded, `timeout` how many a search may take.
    """

    kind: str
    hosts: tuple[str, ...]
    user: str = ""
    password: str = field(default="", repr=False)
    prefix: str = "threadline"
    ca_certs: Path | None = None
    shards: int = 1
    patience_seconds: float = 60.0
    timeout_seconds: float = 10.0

    @classmethod
    def parse(cls, url: str) -> Self:
        """Raises BadAddressError, whose message never repeats the password."""
        parts = _split(url)
        kind, _, scheme = parts.scheme.partition("+")
        if kind not in _KINDS or scheme not in {"http", "https"} or not parts.netloc:
            message = "the search URL must begin with elasticsearch+https://, opensearch+https:// or their http forms"
            raise BadAddressError(message)
        login, _, hosts = parts.netloc.rpartition("@")
        user, _, password = login.partition(":")
        options = _read_options(parts.query)
        return cls(
            kind,
            tuple(_host(scheme, host) for host in hosts.split(",")),
            unquote(user),
            unquote(password),
            _prefix(parts.path),
            Path(options["ca_certs"]) if "ca_certs" in options else None,
            int(_positive(options.get("shards", "1"))),
            _positive(options.get("patience", "60")),
            _positive(options.get("timeout", "10")),
        )


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        message = "the search URL cannot be read: is a bracket missing, or a sign that must be percent-encoded?"
        raise BadAddressError(message) from error


def _read_options(query: str) -> dict[str, str]:
    options = dict(parse_qsl(query))
    if not options.keys() <= _OPTIONS:
        message = f"the search URL takes {', '.join(sorted(_OPTIONS))} after its question mark, nothing else"
        raise BadAddressError(message)
    return options


def _positive(text: str) -> float:
    if text.isascii() and text.isdigit() and 0 < int(text) < 100_000:
        return int(text)
    message = f"shards, patience and timeout of the search URL are whole numbers above 0, not {text!r}"
    raise BadAddressError(message)


def _host(scheme: str, host: str) -> str:
    try:
        parsed = urlsplit(f"{scheme}://{host}")
        name, port = parsed.hostname or "", parsed.port or _PORT
    except ValueError:
        name, port = "", 0
    if not name:
        message = "the search URL names a host that is none (signs like / and @ in a password must be percent-encoded)"
        raise BadAddressError(message)
    return f"{scheme}://[{name}]:{port}" if ":" in name else f"{scheme}://{name}:{port}"


def _prefix(path: str) -> str:
    prefix = path.strip("/") or "threadline"
    if not set(prefix) <= _NAME_LETTERS or prefix.startswith("-"):
        message = "the path of the search URL is the prefix of our index names: small letters, digits and dashes"
        raise BadAddressError(message)
    return prefix
