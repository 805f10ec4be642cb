"""Vendored files are what their manifest says, each with its licence."""

import hashlib

from review_ui.vendored import FOLDER, VENDORED


def test_every_vendored_file_has_the_digest_of_the_manifest() -> None:
    for one in VENDORED:
        assert hashlib.sha256((FOLDER / one.path).read_bytes()).hexdigest() == one.sha256, one.path


def test_every_folder_has_a_licence_and_no_file_is_unlisted() -> None:
    listed = {one.path for one in VENDORED}
    for path in FOLDER.rglob("*"):
        if path.is_dir():
            assert (path / "LICENSE").exists(), path
        elif path.name != "LICENSE":
            assert path.relative_to(FOLDER).as_posix() in listed, path
