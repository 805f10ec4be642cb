"""The operator's hash list holds in a real crawl: nothing of a listed picture is stored or shown."""

import json
import os
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawlers.archive import Archive
from crawlers.pictures import STORE_ALL
from matching.pictures.quarantine import Quarantine
from threadline.backup import back_up
from threadline.config import Settings
from threadline.data_folder import DataFolder, DataFolderError
from threadline.demo.definitions import write_definitions
from threadline.demo.options import DemoOptions
from threadline.demo.site_server import serving
from threadline.demo.truth import read_truth, write_truth
from threadline.screening import screening


def test_without_a_list_everything_is_stored(tmp_path: Path) -> None:
    with screening(Settings(data=tmp_path)) as screen:
        assert screen is STORE_ALL


def test_a_list_that_cannot_be_read_stops_the_crawl(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, hash_list=str(tmp_path / "absent.txt"))
    with pytest.raises(DataFolderError, match="cannot be read"), screening(settings):
        pytest.fail("crawled without the screen that was asked for")


def test_a_listed_picture_leaves_no_trace_in_archive_or_backup(tmp_path: Path) -> None:
    world, data = tmp_path / "world", tmp_path / "data"
    write_truth(DemoOptions(ads=25, seed=4, now=datetime(2026, 11, 1, tzinfo=UTC)), world, lambda *_: None)
    photos = [row["photo_sha256"] for row in read_truth(world) if row["photo_sha256"]]
    (tmp_path / "list.txt").write_text(f"sha256,{photos[0]},harmless drawn room\n")
    environment = os.environ | {"THREADLINE_HASH_LIST": str(tmp_path / "list.txt"), "THREADLINE_PICTURES": "true"}
    with serving(world, 0) as port:
        board, _ = write_definitions(tmp_path / "sites", port)
        command = [Path(sys.executable).with_name("threadline"), "crawl", board, "--allow-loopback", "--delay", "0"]
        done = subprocess.run(
            [*command, "--json", "--data", data], env=environment, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    with Archive(data / "archive") as archive:
        assert archive.picture_path(photos[0]) is None
        shown = {image.sha256 for ad in archive.ads() for image in ad.images if image.sha256}
    assert shown == set(photos) - {photos[0]}
    assert photos[0] not in json.dumps(done.stdout)
    (task,) = Quarantine(data / "quarantine", (data / "keys" / "quarantine").read_bytes()).open_tasks()
    assert task.note == "harmless drawn room"
    content = (world / "photos" / f"{photos[0]}.jpg").read_bytes()
    records = 0
    for path in (data / "archive").rglob("*.warc.gz"):
        with path.open("rb") as handle:
            for record in ArchiveIterator(handle):
                records += 1
                assert content[:200] not in record.content_stream().read()
    assert records > 25
    back_up(DataFolder(data), tmp_path / "backup.tar", lambda *_: None)
    with tarfile.open(tmp_path / "backup.tar") as tar:
        files = {member.name: handle.read() for member in tar if (handle := tar.extractfile(member)) is not None}
    sealed = f"quarantine/{task.task_id}.sealed"
    assert sealed in files, "evidence for a report is kept, sealed"
    assert not [name for name, body in files.items() if content[len(content) // 2 :][:200] in body]
    assert not [name for name in files if name.startswith("keys/") and "quarantine" in name]


def test_a_listed_photo_is_neither_captured_nor_compared(tmp_path: Path) -> None:
    world, data = tmp_path / "world", tmp_path / "data"
    write_truth(DemoOptions(ads=25, seed=4, now=datetime(2026, 11, 1, tzinfo=UTC)), world, lambda *_: None)
    listed, other = sorted({row["photo_sha256"] for row in read_truth(world)} - {""})[:2]
    (tmp_path / "list.txt").write_text(f"sha256,{listed},harmless drawn room\n")
    environment = os.environ | {"THREADLINE_HASH_LIST": str(tmp_path / "list.txt")}

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [Path(sys.executable).with_name("threadline"), *words, "--json", "--data", data]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    with serving(world, 0) as port:
        address = f"http://127.0.0.1:{port}/photos/{{}}.jpg"
        kept = run("capture", address.format(other), "--allow-loopback")
        refused = run("capture", address.format(listed), "--allow-loopback")
    assert (kept.returncode, refused.returncode) == (0, 1), kept.stderr + refused.stderr
    assert "hash list" in refused.stderr
    content = (world / "photos" / f"{listed}.jpg").read_bytes()
    for path in (data / "archive").rglob("*.warc.gz"):
        with path.open("rb") as handle:
            assert not [1 for record in ArchiveIterator(handle) if content[:200] in record.content_stream().read()]
    assert run("ingest").returncode == 0
    done = run("match", world / "photos", "--reason", "check")
    assert done.returncode == 1
    assert f"{listed}.jpg: on the hash list" in done.stderr
    assert all(f"{listed}.jpg" not in row for row in done.stdout.splitlines())
