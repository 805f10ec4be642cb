"""Ingest, look-up, "everything linked" and search of the embedded engine, beside bare SQLite and bare tantivy.

THREADLINE_BENCH_ADS scales it (default 30,000). With THREADLINE_BENCH_FOLDER what was built there is kept and gone on
with, up to THREADLINE_BENCH_UNTIL ads: a million can be built in parts (of multiples of 10,000) and measured at the
end. Documents are made beforehand, with their mentions: this measures the index alone, and nothing of it goes on
unmeasured while documents are made. The page cache is dropped for our files alone (posix_fadvise), never for the whole
machine.
"""

import gc
import json
import multiprocessing
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count, islice
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import quantiles
from typing import Any

import apsw
import tantivy

from bench.index_world import IndexWorld
from index.document import Document
from index.embedded.text import SCHEMA, make_document
from index.fields import flatten
from index.open import open_index
from index.query import Query
from index.removals.screened import ScreenedEngine
from matching.links.keys import LinkKey

ADS = int(os.environ.get("THREADLINE_BENCH_ADS", "30000"))
UNTIL = int(os.environ.get("THREADLINE_BENCH_UNTIL", str(ADS)))
ROUNDS = 300
PART = 100_000
HUB = LinkKey("phone", "+19895559999")  # no number of the world, however large


def main() -> None:
    """Print one JSON line; rates are documents a second, times milliseconds."""
    world = IndexWorld(ADS)
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(os.environ.get("THREADLINE_BENCH_FOLDER", folder))
        root.mkdir(exist_ok=True)
        figures |= put_everything(world, root / "index")
        print(json.dumps({"bench": "index put", "ads": ADS, **figures}), flush=True)
        if UNTIL < ADS:
            return
        figures |= put_references(IndexWorld(min(ADS, 30_000)), Path(folder))
        figures |= put_hub(world, root / "index")
        warm(root / "index")
        engine = open_index(root / "index")
        figures |= ask_everything(engine, world)
        engine.close()
        figures |= ask_cold(root / "index", world)
        figures |= ask_beside_writer(root / "index", world)
    print(json.dumps({"bench": "index", "ads": ADS, **figures}))


def put_everything(world: IndexWorld, folder: Path) -> dict[str, float]:
    """Put what is missing up to UNTIL ads, in parts that are durable and searchable before the next one is made."""
    engine = open_index(folder)
    held = engine.stats().ads
    stream = islice(world.documents(held), min(UNTIL, ADS) - held) if held < min(UNTIL, ADS) else iter(())
    seconds, busy, rates = 0.0, 0.0, []
    while part := list(islice(stream, PART)):
        gc.freeze()  # what the bench holds is not the index's to look through
        started, used = time.perf_counter(), time.process_time()
        engine.put(part)
        rates.append(len(part) / (time.perf_counter() - started))
        seconds, busy = seconds + time.perf_counter() - started, busy + time.process_time() - used
        gc.unfreeze()
    wanted = engine.stats().ads - held
    engine.close()
    figures = {"disk_gb": round(size_of(folder) / 1e9, 3)}
    if wanted:
        figures |= {"put_from": held, "put_docs_s": round(wanted / seconds), "put_docs_cpu_s": round(wanted / busy)}
        figures |= {"put_docs_s_slowest_part": round(min(rates))}
    return figures


def size_of(folder: Path) -> int:
    """Bytes of everything in it."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def put_hub(world: IndexWorld, folder: Path) -> dict[str, float]:
    """The look-up of a number on a twentieth of all ads, 50,000 at most, before the linker has called it a hub and
    after it."""
    engine = open_index(folder)
    if not engine.count_ads([HUB]):
        engine.put(replace(one, keys=(*one.keys, HUB)) for one in islice(world.documents(), min(ADS // 20, 50_000)))
    engine.put_clusters((), (), 0.0)
    figures = measure("summary_unlinked_hub", [HUB] * 100, lambda phone: engine.summary([phone]))
    engine.put_clusters((), [HUB], 0.0)
    figures |= measure("summary_hub", [HUB] * 100, lambda phone: engine.summary([phone]))
    engine.close()
    return figures


def put_references(world: IndexWorld, root: Path) -> dict[str, float]:
    """Bare SQLite (one row and its keys) and bare tantivy (the same fields) on the same documents, apart."""
    documents = list(world.documents())
    started = time.perf_counter()
    put_into_sqlite(documents, root / "plain.sqlite3")
    sqlite = len(documents) / (time.perf_counter() - started)
    (root / "plain").mkdir()
    started = time.perf_counter()
    writer = tantivy.Index(SCHEMA, path=str(root / "plain")).writer(heap_size=192_000_000, num_threads=2)
    for document in documents:
        writer.add_json(make_document(flatten(document)))
    writer.commit()
    text = len(documents) / (time.perf_counter() - started)
    return {"reference_sqlite_docs_s": round(sqlite), "reference_tantivy_docs_s": round(text)}


def put_into_sqlite(documents: Sequence[Document], path: Path) -> None:
    """The least SQLite could do."""
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE ad(ad INTEGER PRIMARY KEY, ad_id TEXT, text TEXT)")
    connection.execute("CREATE TABLE key(kind, value, ad, PRIMARY KEY(kind, value, ad)) WITHOUT ROWID")
    with connection:
        rows = [(number, document.ad.ad_id, document.ad.text) for number, document in enumerate(documents)]
        connection.executemany("INSERT INTO ad VALUES(?,?,?)", rows)
        keys = [(key.kind, key.value, number) for number, document in enumerate(documents) for key in document.keys]
        connection.executemany("INSERT INTO key VALUES(?,?,?)", keys)
    connection.close()


def warm(folder: Path) -> None:
    """Read every file once, so that an earlier run's dropped pages are not measured."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as handle:
                while handle.read(1 << 24):
                    pass


def ask_everything(engine: ScreenedEngine, world: IndexWorld) -> dict[str, float]:
    """Times with everything in memory."""
    phones = [LinkKey("phone", phone) for phone in world.draw_phones(ROUNDS)]
    chance = random.Random(1)
    words = [
        f"{world.words[chance.randint(20, 2000)]} {world.words[chance.randint(200, 20_000)]}" for _ in range(ROUNDS)
    ]
    engine.search(Query())
    figures = measure("summary", phones, lambda phone: engine.summary([phone]))
    cities = [key for key in map(world.city, range(ROUNDS)) if key is not None]
    figures |= measure("summary_city", cities, lambda city: engine.summary([city]))
    figures |= measure("counts", phones, lambda phone: engine.count_ads([phone]))
    figures |= measure("linked_2_hops", phones, lambda phone: engine.expand(phone, 2))
    figures |= measure("text_facets", words, lambda text: engine.search(Query(text=text)))
    figures |= measure("text_site_facets", words, lambda text: engine.search(Query(text=text, sites=("site1",))))
    figures |= measure("all_facets", words[:10], lambda _: engine.search(Query()))
    return figures


def ask_cold(folder: Path, world: IndexWorld) -> dict[str, float]:
    """Summaries, each after our files were dropped from the page cache and opened anew."""

    def ask(phone: LinkKey) -> None:
        engine.summary([phone])

    times = []
    for phone in world.draw_phones(50):
        for path in folder.rglob("*.sqlite3*"):
            with path.open("rb") as handle:
                os.posix_fadvise(handle.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        engine = open_index(folder)
        started = time.perf_counter()
        ask(LinkKey("phone", phone))
        times.append(1000 * (time.perf_counter() - started))
        engine.close()
    return {"summary_cold_p50": round(sorted(times)[len(times) // 2], 2), "summary_cold_max": round(max(times), 2)}


def ask_beside_writer(folder: Path, world: IndexWorld) -> dict[str, float]:
    """The same look-ups while another process writes batch after batch."""
    context = multiprocessing.get_context("spawn")
    started = context.Event()
    writer = context.Process(target=write_endlessly, args=(folder, started))
    writer.start()
    started.wait()
    engine = open_index(folder)
    phones = [LinkKey("phone", phone) for phone in world.draw_phones(10 * ROUNDS)]
    figures = measure("summary_beside_writer", phones, lambda phone: engine.summary([phone]))
    words = [f"{world.words[number]} {world.words[3 * number]}" for number in range(20, 20 + ROUNDS)]
    figures |= measure("text_beside_writer", words, lambda text: engine.search(Query(text=text)))
    engine.close()
    writer.kill()  # the index outlives that: tests/index/test_kills.py
    writer.join()
    return figures


def write_endlessly(folder: Path, started: Event) -> None:
    """Ads seen again a day later, a thousand a batch, as an ingest puts them: with the priority it gives itself."""
    os.nice(10)
    engine = open_index(folder)
    for again in count(1):
        stream = IndexWorld(ADS).documents()
        while part := list(islice(stream, 1000)):
            later = timedelta(days=again)
            engine.put(replace(one, ad=replace(one.ad, last_seen_at=one.ad.last_seen_at + later)) for one in part)
            started.set()


def measure(name: str, asked: Iterable[Any], ask: Callable[[Any], object]) -> dict[str, float]:
    """p50 and p99 in milliseconds by the clock, and p99 of processor time (what an idle machine would take)."""
    clock, busy = [], []
    for one in asked:
        started, used = time.perf_counter(), time.process_time()
        ask(one)
        clock.append(1000 * (time.perf_counter() - started))
        busy.append(1000 * (time.process_time() - used))
    cut, spent = quantiles(clock, n=100), quantiles(busy, n=100)
    return {f"{name}_p50": round(cut[49], 3), f"{name}_p99": round(cut[98], 3), f"{name}_cpu_p99": round(spent[98], 3)}


if __name__ == "__main__":
    main()
