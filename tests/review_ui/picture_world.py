"""Two ads that show one drawn picture (one of them mirrored), a third with a similar room, and an archive with both."""

import io
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from PIL import Image, ImageDraw, ImageFilter

from crawlers.ad import AdImage
from crawlers.archive import Archive
from crawlers.pictures import PictureStore
from index.assemble import assemble
from index.document import Document
from index.open import open_index
from matching.match import Match, Reason
from matching.pictures.album import Album
from matching.pictures.similar_rooms import SIMILAR_ROOM


def draw(seed: int) -> Image.Image:
    """Shaded blocks; another seed, another scene."""
    from random import Random

    chance, image = Random(seed), Image.new("RGB", (480, 360), "white")
    pen = ImageDraw.Draw(image)
    for _ in range(60):
        x, y = chance.randrange(480), chance.randrange(360)
        box = (x, y, x + chance.randrange(20, 120), y + chance.randrange(20, 90))
        pen.rectangle(box, fill=tuple(chance.randrange(256) for _ in range(3)), outline=(0, 0, 0))
    return image.filter(ImageFilter.GaussianBlur(0.7))


def build(data: Path, world: ModuleType) -> list[str]:
    """Fill `data/index` and `data/archive`; returns the digests of the pictures of the ads board:0, 1 and 2."""
    pictures = [draw(1), draw(1).transpose(Image.Transpose.FLIP_LEFT_RIGHT), draw(2)]
    with Archive(data / "archive"):
        store = PictureStore(data / "archive")
        digests = [store.put(_encode(one)) for one in pictures]
    documents = world.make_documents()
    documents[:3] = [_with_picture(documents[n], digests[n]) for n in range(3)]
    engine = open_index(data / "index")
    engine.put(documents)
    engine.close()
    with Album(data / "index" / "pictures") as album:
        album.add([], [_match(digests[0], digests[1], ("pdq", "4", "4 of 256 bits of the PDQ hashes differ."), "pdq")])
        rooms = _match(digests[0], digests[2], ("geometry", "19", "19 places fit: a similar room."), SIMILAR_ROOM)
        album.add_similar_rooms([rooms])
    return digests


def _match(one: str, other: str, reason: tuple[str, str, str], algorithm: str) -> Match:
    return Match(min(one, other), max(one, other), 0.7, (Reason(*reason),), algorithm)


def _with_picture(document: Document, sha256: str) -> Document:
    ad = replace(document.ad, images=(AdImage("http://board.example/p.jpg", sha256),))
    fresh = assemble(ad, _Read(document), ())
    return replace(fresh, places=document.places)


class _Read:
    """What was read of the document before."""

    def __init__(self, document: Document) -> None:
        self.language, self.analysed, self.mentions = document.language, document.analysed, document.mentions


def _encode(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
