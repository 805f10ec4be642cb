"""The tantivy side: the text index of one build folder. It can always be made again from SQLite."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import msgspec
import tantivy

from index.fields import Fields
from index.text_engine import FACETS

VERSION: Final = 1
"""Raise it when the fields change: the text index is then made again from SQLite at the next write."""

_RAW: Final = (*FACETS, "week", "cell")
_COMMITTED: Final = "committed"
_HEAP_BYTES: Final = 64_000_000
_THREADS: Final = 1  # beside the thread that makes rows; two, or more memory, leave more to be done at a commit
_ENCODER: Final = msgspec.json.Encoder()


def make_schema() -> tantivy.Schema:
    """Ids are raw text: tantivy-py deletes nothing, silently, when told to delete by an unsigned field."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    for name in _RAW:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("spot", "key"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("at", "sort_key"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


SCHEMA: Final = make_schema()


def text_folder(build: Path) -> Path:
    """Where the text index of a build lies; its name carries the version of its fields."""
    return build / f"text-{VERSION}"


def open_text(build: Path) -> tantivy.Index:
    """The text index, made empty when absent."""
    folder = text_folder(build)
    folder.mkdir(exist_ok=True)
    index = tantivy.Index(SCHEMA, path=str(folder))
    # Manual: the default policy watches the file system from a thread; we know ourselves when a commit happened.
    index.config_reader("manual")
    return index


class TextWriter:
    """Puts and deletes; nothing is durable or visible before `commit`."""

    def __init__(self, writer: tantivy.IndexWriter, build: Path) -> None:
        self._writer = writer
        self._build = build

    def put(self, fields: Fields, _generation: int) -> None:
        """Insert or replace by id."""
        self._writer.delete_documents_by_term("id", fields.id)
        self.add(fields, _generation)

    def add(self, fields: Fields, _generation: int) -> None:
        """Insert an id that is known to be absent."""
        self._writer.add_json(make_document(fields))

    def delete(self, ad_ids: Iterable[str], _generation: int) -> None:
        """Forget these ids."""
        for ad_id in ad_ids:
            self._writer.delete_documents_by_term("id", ad_id)

    def clear(self) -> None:
        """Forget everything."""
        self._writer.delete_all_documents()

    def commit(self, _generation: int) -> None:
        """Durable on return."""
        self._writer.commit()
        (text_folder(self._build) / _COMMITTED).touch()


def holds_text(build: Path) -> bool:
    """Whether a writer ever committed to the text index of this version. tantivy's own files do not tell: a reader that
    comes first makes them too, and they are empty."""
    return (text_folder(build) / _COMMITTED).exists()


@contextmanager
def write_text(build: Path) -> Iterator[TextWriter]:
    """One writer per folder; the caller holds the index's writer lock, so a lock file of a killed process is stale, and
    text indexes of older versions can go."""
    for old in build.glob("text-*"):
        if old != text_folder(build):
            shutil.rmtree(old, ignore_errors=True)
    with suppress(FileNotFoundError):
        (text_folder(build) / ".tantivy-writer.lock").unlink()
    writer = open_text(build).writer(heap_size=_HEAP_BYTES, num_threads=_THREADS)
    try:
        yield TextWriter(writer, build)
    finally:
        writer.wait_merging_threads()


def make_document(fields: Fields) -> str:
    """An ad's fields as tantivy reads them: half the time of filling its document field by field."""
    return _ENCODER.encode(fields).decode()
