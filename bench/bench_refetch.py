"""What a crawl must never say: changed of an unedited ad, removed of a blocked one; and what a bomb costs.

The board's pages differ on every fetch (visit count, related ads, relative dates, tokens in addresses of pictures); the
share that a hash of the raw page and one of its visible text would call changed is measured on the same captures.
"""

import json
import os
import tempfile
from pathlib import Path

from crawlers.archive import Archive
from crawlers.archiving.replay import read_page
from crawlers.archiving.schema import open_database
from crawlers.parsing.scope import open_page
from crawlers.parsing.visible import visible_text
from tests.crawlers.board import Board
from tests.crawlers.crawling import crawl
from tests.crawlers.test_hostile import make_bomb

ADS = int(os.environ.get("BENCH_ADS", "200"))
WALLS = (403, 404, 429, 503)


def refetch(folder: Path) -> dict[str, float]:
    """Percent of unedited ads called changed: by us, by a hash of the page, by a hash of its text."""
    with Board(count=ADS, per_page=50) as board:
        definition = board.definition(folder)
        crawl(folder / "archive", definition)
        again = crawl(folder / "archive", definition)
    ours = again.sites["board"]["ads"].get("changed", 0)
    return {"changed": 100 * ours / ADS, **_naive(folder / "archive")}


def _naive(root: Path) -> dict[str, float]:
    connection = open_database(root / "archive.sqlite")
    pages: dict[str, list[tuple[str, str]]] = {}
    for capture in connection.execute("SELECT * FROM capture WHERE role='ad' ORDER BY retrieved_at").fetchall():
        text = visible_text(open_page(read_page(root, connection, capture)).document.root)
        pages.setdefault(capture["ad_id"], []).append((capture["wire_sha256"], text))
    connection.close()
    pairs = [found for found in pages.values() if len(found) == 2]
    raw, text = (sum(1 for first, second in pairs if first[part] != second[part]) for part in (0, 1))
    return {"changed_by_raw_hash": 100 * raw / len(pairs), "changed_by_text_hash": 100 * text / len(pairs)}


def walls(folder: Path) -> int:
    """Ads called removed while every page answers with a wall, twice over for each kind."""
    removed = 0
    for status in WALLS:
        archive = folder / f"wall-{status}"
        with Board(count=ADS, per_page=50) as board:
            definition = board.definition(folder)
            crawl(archive, definition)
            board.fault_everywhere = lambda path, code=status: None if path == "/robots.txt" else (code, {}, b"no")
            for _ in range(2):
                crawl(archive, definition)
        with Archive(archive) as held:
            removed += sum(1 for ad in held.ads() if ad.status == "removed")
    return removed


def bombs(folder: Path) -> dict[str, int]:
    """KiB by which a crawl with a 512 MiB bomb grows more than one without."""
    grown = {}
    for coding in ("", "gzip", "br", "zstd"):
        content = make_bomb(coding) if coding else b""
        with Board() as board:
            headers = {"Content-Type": "text/html", "Content-Encoding": coding}
            board.faults["/ad/3"] = lambda told=headers, body=content: (200, told, body) if body else None
            grown[coding] = crawl(folder / f"bomb-{coding}", board.definition(folder)).grown_kib
    return {coding: grown[coding] - grown[""] for coding in ("gzip", "br", "zstd")}


def main() -> None:
    """Print one JSON line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told = {"bench": "refetch", "ads": ADS, "load": round(os.getloadavg()[0], 1), **refetch(folder)}
        told |= {"removed_while_blocked": walls(folder), "walls": WALLS, "bomb_kib": bombs(folder)}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
