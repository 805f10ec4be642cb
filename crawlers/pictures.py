"""Original bytes of pictures, each under its SHA-256, never re-encoded."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

# First bytes of the formats browsers show. What matches none of them is kept as evidence of the page, not as a picture.
_SIGNATURES: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
)


class Screen(Protocol):
    """Handed in from above: sees a picture's bytes before they are stored (lawful hash lists)."""

    def verdict(self, sha256: str, content: bytes) -> Literal["store", "quarantine", "discard"]:
        """`quarantine`: kept apart by whoever screens, never stored, shown or indexed by us; `discard`: digest only."""
        ...


@dataclass(frozen=True, slots=True)
class StoreAll:
    """The screen where no list is configured."""

    def verdict(self, sha256: str, content: bytes) -> Literal["store", "quarantine", "discard"]:  # noqa: ARG002
        """Always `store`."""
        return "store"


STORE_ALL: Final = StoreAll()


def media_type_of(content: bytes) -> str:
    """Media type by the first bytes, `""` for what is no picture we know. The header's claim is not asked."""
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in (b"avif", b"avis", b"heic", b"mif1"):
        return "image/avif"
    return ""


@dataclass(frozen=True, slots=True)
class PictureStore:
    """`pictures/ab/<sha256>` below `root`."""

    root: Path

    def path(self, sha256: str) -> Path:
        """Where the bytes of this digest lie or would lie."""
        return self.root / "pictures" / sha256[:2] / sha256

    def find(self, sha256: str) -> Path | None:
        """The file, or None when it is not held or the digest is none."""
        if len(sha256) != 64 or not sha256.isalnum():
            return None
        path = self.path(sha256)
        return path if path.is_file() else None

    def put(self, content: bytes) -> str:
        """Store the bytes if they are new, and return their SHA-256. `sync` makes them durable."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f".{sha256}.{secrets.token_hex(4)}")
            draft.write_bytes(content)
            draft.replace(path)
        return sha256

    def sync(self, digests: Iterable[str]) -> None:
        """Force these files, and the folders that name them, to disk."""
        folders = set()
        for sha256 in digests:
            path = self.path(sha256)
            _force(path)
            folders.add(path.parent)
        for folder in folders:
            _force(folder)

    def is_intact(self, sha256: str) -> bool:
        """Whether the file still has its digest."""
        path = self.find(sha256)
        return path is not None and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _force(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
