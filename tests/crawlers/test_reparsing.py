"""A mended definition reads the archive again, without one fetch; page objects read what no definition can."""

from pathlib import Path
from typing import Any

from web_poet import WebPage, field

from crawlers.archive import Archive
from crawlers.site import load_site
from tests.crawlers.board import Board
from tests.crawlers.crawling import crawl


class BoardPage(WebPage[dict[str, Any]]):
    """What the board's definition says, as a page object."""

    @field
    def title(self) -> str | None:
        return self.css("article h2::text").get()

    @field
    def text(self) -> str | None:
        return self.css("article .text::text").get()

    @field
    def images(self) -> list[str]:
        return self.css("article > img::attr(src)").getall()


def test_a_mended_definition_finds_in_the_archive_what_the_broken_one_missed(board: Board, tmp_path: Path) -> None:
    """Phones come back from stored pages; ids, pictures, status and first sight stay."""
    broken = board.definition(tmp_path, ('phone = [".phone"]', 'phone = [".telephone"]'))
    crawl(tmp_path / "archive", broken, pictures=True)
    board.ads[2].text = "Another text."
    crawl(tmp_path / "archive", broken, pictures=True)
    asked = board.pages_served
    with Archive(tmp_path / "archive") as archive:
        before = {ad.ad_id: ad for ad in archive.ads()}
        assert not any("phone" in ad.fields for ad in before.values())
        sequence = archive.last_sequence()
        counts = archive.reparse(load_site(board.definition(tmp_path)))
        assert (counts.ads, counts.kept, counts.revisions, counts.faults) == (12, 0, 13, ())
        after = {ad.ad_id: ad for ad in archive.ads()}
        assert after.keys() == before.keys()
        for ad_id, ad in after.items():
            assert ad.fields["phone"] == board.ads[int(ad_id.partition(":")[2])].phone
            assert ad.first_seen_at == before[ad_id].first_seen_at
            assert [image.sha256 for image in ad.images] == [image.sha256 for image in before[ad_id].images]
        assert len(archive.revisions("board:2")) == 2
        assert len(list(archive.ads_since(sequence))) == 13
    assert board.pages_served == asked


def test_pages_that_gave_nothing_are_read_after_a_fix(board: Board, tmp_path: Path) -> None:
    """Ads whose required field the definition missed are not lost: their pages are in the archive."""
    broken = board.definition(tmp_path, ('title = ["h2"]', 'title = ["h3"]'))
    assert crawl(tmp_path / "archive", broken).exit_code != 0
    with Archive(tmp_path / "archive") as archive:
        assert list(archive.ads()) == []
        read = archive.reparse(load_site(board.definition(tmp_path)))
        assert read.ads == len(list(archive.ads())) > 0


def test_a_page_object_reads_the_ads(board: Board, tmp_path: Path) -> None:
    """`page_object` takes the place of fields; everything else of the definition holds."""
    definition = board.definition(tmp_path, top='page_object = "tests.crawlers.test_reparsing:BoardPage"')
    outcome = crawl(tmp_path / "archive", definition, max_ads=3)
    assert outcome.exit_code == 0, outcome.faults
    with Archive(tmp_path / "archive") as archive:
        ads = list(archive.ads())
        assert [ad.title for ad in ads] == [board.ads[int(ad.ad_id.partition(":")[2])].title for ad in ads]
        assert all(len(ad.images) == 1 and ad.images[0].sha256 for ad in ads)
