"""The index as both servers take it: core types only, nothing dynamic.

We split and fold the words ourselves, so the only analyser is `whitespace`, which lives in the core of both servers.
Instants are whole microseconds (a `date` keeps milliseconds only), circles are sets of gazetteer places: the answers
are then the same as from tantivy, to the last ad. Documents stay in the key store, so there is no `_source`.
"""

from typing import Any, Final

VERSION: Final = 1
"""Raise it when the fields change: a new index is then made from the key store at the next write."""

_COUNTED: Final = {"type": "keyword"}
_LOOKED_UP: Final = {"type": "keyword", "doc_values": False}
_WHOLE: Final = {"type": "long"}

_FIELDS: Final = {
    "id": _COUNTED,
    "words": {"type": "text", "analyzer": "whitespace", "index_options": "positions", "norms": False},
    "site": _COUNTED,
    "ad_type": _COUNTED,
    "place": _COUNTED,
    "indicator": _COUNTED,
    "language": _COUNTED,
    "status": _COUNTED,
    "week": _COUNTED,
    "cell": _COUNTED,
    "spot": _LOOKED_UP,
    "key": _LOOKED_UP,
    "at": _WHOLE,
    "sort_key": _WHOLE,
}


def make_index(shards: int, build_alias: str) -> dict[str, Any]:
    """Body of the request that creates an index. `auto_expand_replicas` gives one copy where there are two nodes or
    more, none on a single one; it is refreshed by us at each commit, not by a clock."""
    return {
        "settings": {"number_of_shards": shards, "auto_expand_replicas": "0-1", "refresh_interval": "-1"},
        "mappings": {
            "dynamic": "strict",
            "_source": {"enabled": False},
            "_meta": make_note(0),
            "properties": dict(_FIELDS),
        },
        "aliases": {build_alias: {}},
    }


def make_note(generation: int) -> dict[str, int]:
    """What an index says of itself: the version of its fields, and how far it holds what the key store holds."""
    return {"version": VERSION, "generation": generation}
