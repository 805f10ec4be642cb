"""A document as the rows the tables hold."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index.document import Document, PlaceRef
from index.instants import to_micros
from index.ordering import dated_at, sort_key
from index.packing import pack_document

_DIGEST_BYTES: Final = 16  # 128 bits: no two of 10 million ads collide by chance


@dataclass(frozen=True, slots=True)
class Row:
    """`digest` changes with anything in the document; `facts` only with what a watch may wait for (keys, places,
    indicators, wording), so that merely seeing an ad again is no news. `names` are its keys, each once, in order,
    `keys` the same one a line. Times are microseconds since 1970."""

    document: Document
    packed: bytes
    digest: bytes
    facts: bytes
    text_digest: bytes
    names: tuple[tuple[str, str], ...]
    keys: str
    first: int
    last: int
    at: int
    sort_key: int

    @property
    def ad_id(self) -> str:
        return self.document.ad.ad_id


def make_row(document: Document) -> Row:
    """Everything the writer needs, computed before the transaction opens."""
    ad, packed = document.ad, pack_document(document)
    at = to_micros(dated_at(ad))
    names = tuple(sorted({(key.kind, key.value) for key in document.keys}))
    keys = "\n".join([f"{kind}:{value}" for kind, value in names])
    places = _name_places(document.places)
    facts = "\n".join([*map(str, document.keys), *places, *document.indicators, document.text_digest, ad.title])
    return Row(
        document,
        packed,
        digest=short_digest(packed),
        facts=short_digest(facts.encode("utf-8", "surrogatepass")),
        text_digest=pack_text_digest(document.text_digest),
        names=names,
        keys=keys,
        first=to_micros(ad.first_seen_at),
        last=to_micros(ad.last_seen_at),
        at=at,
        sort_key=sort_key(at, ad.ad_id),
    )


@lru_cache(maxsize=65_536)
def _name_places(places: tuple[PlaceRef, ...]) -> tuple[str, ...]:
    return tuple([f"{place.name} {place.lat} {place.lon}" for place in places])


def short_digest(content: bytes) -> bytes:
    """128 bits of BLAKE2b."""
    return hashlib.blake2b(content, digest_size=_DIGEST_BYTES).digest()


def pack_text_digest(text_digest: str) -> bytes:
    """The digest of the text at half its length; other strings than hex are hashed again."""
    try:
        return bytes.fromhex(text_digest)[:_DIGEST_BYTES]
    except ValueError:
        return short_digest(text_digest.encode())
