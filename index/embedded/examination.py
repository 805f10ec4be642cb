"""Whether the tables agree with each other, and the text engine with the tables."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import apsw

from crawlers.archiving.chain import Check
from index.embedded import reading, tallies
from index.embedded.keyring import read_numbers
from index.embedded.levelling import is_level
from index.embedded.widening import WORDING_BYTES
from index.fields import flatten
from index.packing import unpack_document
from index.query import Query
from index.text_engine import FACETS, SHOWN_VALUES, Asked, TextEngine

_SAMPLE: Final = 200
_SHOWN: Final = 5
_PHRASE: Final = 12  # words of an ad searched for as a phrase


def examine_tables(connection: apsw.Connection) -> Iterator[Check]:
    """SQLite's own examination, then what the tables promise each other."""
    faults = [str(row[0]) for row in reading.rows(connection, "PRAGMA integrity_check(5)")]
    yield Check("key store file", faults == ["ok"], "" if faults == ["ok"] else "; ".join(faults))
    bare = reading.rows(connection, "SELECT ad_id FROM ad WHERE ad NOT IN (SELECT ad FROM body) LIMIT 5")
    stray = reading.rows(connection, "SELECT ad FROM body WHERE ad NOT IN (SELECT ad FROM ad) LIMIT 5")
    yield _verdict("ads and their documents", [f"{row[0]} has only one of them" for row in [*bare, *stray]])
    yield _verdict("keys by value and by ad", _mismatched(connection))
    yield _verdict("ads counted under each key", _miscounted(connection))
    yield _verdict("sums under busy keys", _misadded(connection))


def examine_documents(connection: apsw.Connection) -> Iterator[Check]:
    """Each stored document against the rows made from it."""
    faults: list[str] = []
    held: Counter[str] = Counter()
    for ad_id, packed in connection.execute("SELECT ad_id, packed FROM ad JOIN body USING(ad)"):
        document = unpack_document(packed)
        held["ads"] += 1
        if document.ad.ad_id != ad_id:
            faults.append(f"{ad_id} holds the document of {document.ad.ad_id}")
        held["keys"] += len({(key.kind, key.value) for key in document.keys})
    keys = reading.rows(connection, "SELECT count(*) FROM key_ad")[0][0]
    if keys != held["keys"]:
        faults.append(f"the documents carry {held['keys']} keys, the tables {keys}")
    yield _verdict("documents and their rows", faults)


def examine_text(connection: apsw.Connection, text: TextEngine, build: Path) -> Iterator[Check]:
    """The same ads, the same counts, and a sample of ads found by their own words."""
    behind = "" if is_level(connection) else "the text index is behind; the next ingest catches up"
    yield Check("text index is level with the key store", not behind, behind)
    level = reading.read_meta(connection, "text_generation")
    found = list(text.find_ids(build, level, Asked(Query(), None)))
    held = {ad_id for (ad_id,) in reading.rows(connection, "SELECT ad_id FROM ad")}
    faults = [f"{ad_id} can be found and is not held" for ad_id in sorted(set(found) - held)]
    faults += [f"{ad_id} is held and cannot be found" for ad_id in sorted(held - set(found))]
    faults += [f"{ad_id} is found {times} times" for ad_id, times in Counter(found).items() if times > 1]
    yield _verdict("ads in the key store and in the text index", faults)
    yield _verdict("facets", _misfaceted(connection, text, build))
    yield _verdict("a sample found by its own words", _unfound(connection, text, build, sorted(held)))


def _mismatched(connection: apsw.Connection) -> list[str]:
    """Rows of `key_ad` that an ad does not carry, and keys of an ad that have no row of its last time, or one that
    says something else of it."""
    faults = []
    shown = """SELECT ad_id, wording, carried, places, site, -age - seen, -age - dated FROM key_ad
               WHERE key = ? AND age = ? AND ad = ?"""
    told = "SELECT ad, last_seen, others, text_digest, ad_id, keys, places, site, first_seen, at FROM ad"
    for ad, last, others, text, ad_id, keys, *rest in connection.execute(told):
        for key in (*read_numbers(keys), *read_numbers(others)):
            held = connection.execute(shown, (key, -last, ad)).fetchall()
            if held != [(ad_id, text[:WORDING_BYTES], keys, *rest)]:
                fault = "says something else of" if held else "cannot be looked up for"
                faults.append(f"key number {key} {fault} ad number {ad}")
    carried = reading.rows(connection, "SELECT coalesce(sum(length(keys) + length(others)), 0) / 4 FROM ad")[0][0]
    looked_up = reading.rows(connection, "SELECT count(*) FROM key_ad")[0][0]
    if carried != looked_up:
        faults.append(f"the ads carry {carried} keys, {looked_up} can be looked up")
    return faults


def _miscounted(connection: apsw.Connection) -> list[str]:
    wrong = reading.rows(
        connection,
        """SELECT kind, value, ads FROM link_key WHERE
           ads != (SELECT count(*) FROM key_ad WHERE key_ad.key = link_key.key) LIMIT 6""",
    )
    nameless = "SELECT DISTINCT key FROM key_ad WHERE key NOT IN (SELECT key FROM link_key) LIMIT 6"
    faults = [f"{kind}:{value} counts {ads} ads" for kind, value, ads in wrong]
    return faults + [f"key number {key} has no name" for (key,) in reading.rows(connection, nameless)]


def _misadded(connection: apsw.Connection) -> list[str]:
    """Busy keys whose sums are not what their ads add up to, and sums of keys that are not busy."""
    busy = {key for (key,) in reading.rows(connection, "SELECT key FROM link_key WHERE ads > ?", (tallies.BUSY,))}
    summed = {key for (key,) in reading.rows(connection, "SELECT DISTINCT key FROM tally")}
    held = "SELECT * FROM tally WHERE key = ? ORDER BY what, item"
    wrong = {key for key in busy if reading.rows(connection, held, (key,)) != list(tallies.count_anew(connection, key))}
    return [f"key number {key}" for key in sorted(wrong | (summed - busy))]


def _misfaceted(connection: apsw.Connection, text: TextEngine, build: Path) -> list[str]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for (packed,) in connection.execute("SELECT packed FROM body"):
        fields = flatten(unpack_document(packed))
        single = {"site": fields.site, "ad_type": fields.ad_type, "language": fields.language, "status": fields.status}
        for name, value in single.items():
            counts[name][value] += 1
        counts["place"].update(fields.place)
        counts["indicator"].update(fields.indicator)
    found = text.find(build, reading.read_meta(connection, "text_generation"), Asked(Query(limit=1), None))
    faults = []
    for name in FACETS:
        ranked = sorted(counts[name].items(), key=lambda item: (-item[1], item[0]))[:SHOWN_VALUES]
        told = [(count.value, count.ads) for count in found.facets[name]]
        faults += [f"{name} says {told[:3]}, the key store {ranked[:3]}"] if told != ranked else []
    return faults


def _unfound(connection: apsw.Connection, text: TextEngine, build: Path, ad_ids: list[str]) -> list[str]:
    """A fresh sample at every check, so that many checks see most of the index."""
    level = reading.read_meta(connection, "text_generation")
    chosen = random.SystemRandom().sample(ad_ids, min(_SAMPLE, len(ad_ids)))
    faults = []
    for ad_id, document in reading.get_documents(connection, chosen).items():
        words = document.ad.text.replace('"', " ").split()[:_PHRASE]
        query = Query(text=f'"{" ".join(words)}"' if words else "", keys=tuple(map(str, document.keys)))
        if ad_id not in set(text.find_ids(build, level, Asked(query, None))):
            faults.append(f"{ad_id} is not found by its own words and keys")
    return faults


def _verdict(what: str, faults: list[str]) -> Check:
    more = f" and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
    return Check(what, not faults, "; ".join(faults[:_SHOWN]) + more)
