"""Definitions are checked key by key before the first request."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.faults import DefinitionError
from crawlers.selector import read_selector
from crawlers.site import load_site
from tests.crawlers.board import DEFINITION
from tests.crawlers.crawling import REPOSITORY, crawl

GOOD = DEFINITION.replace("{scheme}://127.0.0.1:{port}", "http://127.0.0.1:8000").replace("{top}", "")


def _load(folder: Path, text: str) -> object:
    path = folder / "site.toml"
    path.write_text(text, encoding="utf-8")
    return load_site(path)


def _line(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start))


@pytest.mark.parametrize(
    ("old", "new", "key", "at"),
    [
        ('name = "Test board"', 'nmae = "Test board"', "nmae", "nmae"),
        ('scope = "article"\n', "", "ad.scope", "[ad]"),
        ('title = ["h2"]\n', "", "fields.title", "[fields]"),
        ('title = ["h2"]', 'title = ["h2["]', "fields.title", "title"),
        ('title = ["h2"]', 'title = ["xpath: //h2["]', "fields.title", "title"),
        ('title = ["h2"]', 'title = ["regex: (a"]', "fields.title", "title"),
        ('title = ["h2"]', 'title = [{ css = "h2", mach = "x" }]', "fields.title", "title"),
        ('title = ["h2"]', "title = [3]", "fields.title", "title"),
        ('title = ["h2"]', "title = []", "fields.title", "title"),
        ("native_id = '/ad/(\\d+)'", "native_id = '/ad/\\d+'", "ad.native_id", "native_id"),
        ('scope = "article"', 'scope = "regex: x"', "ad.scope", "scope"),
        ('required = ["title", "text"]', 'required = ["price"]', "ad.required", "required"),
        ('country = "US"', 'country = "USA"', "country", "country"),
        ('timezone = "America/Chicago"', 'timezone = "Chicago"', "timezone", "timezone"),
        ('slug = "board"', 'slug = "../board"', "slug", "slug"),
        ('ad_type = "commercial"', 'ad_type = "sale"', "ad_type", "ad_type"),
        ('hosts = ["127.0.0.1"]', 'hosts = ["http://127.0.0.1"]', "hosts", "hosts"),
        ('hosts = ["127.0.0.1"]', 'hosts = ["example.org"]', "start", "start"),
        ('images = "on"', "images = true", "images", "images"),
        ("max_pages = 50", "max_pages = 0", "listing.max_pages", "max_pages"),
        ("[listing]", "delay = -1\n[listing]", "delay", "delay"),
        ("[listing]", 'page_object = "os:path"\n[listing]', "page_object", "page_object"),
        ('lawful_basis = "a test on this machine"\n', "", "lawful_basis", ""),
    ],
)
def test_a_wrong_key_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, key: str, at: str) -> None:
    """So that whoever wrote it finds it at once."""
    assert old in GOOD
    text = GOOD.replace(old, new)
    with pytest.raises(DefinitionError) as caught:
        _load(tmp_path, text)
    assert caught.value.key == key
    assert caught.value.line == (_line(text, at) if at else 1)
    assert str(caught.value).startswith(f"{tmp_path / 'site.toml'}:{caught.value.line}: {key}: ")


@pytest.mark.parametrize("content", [b"slug = ", b"\xff\xfe", b"", b"[listing\n"])
def test_what_is_no_toml_is_refused_with_its_line(tmp_path: Path, content: bytes) -> None:
    """Broken syntax, wrong encoding, nothing at all."""
    path = tmp_path / "site.toml"
    path.write_bytes(content)
    with pytest.raises(DefinitionError):
        load_site(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    """With a message, not a traceback."""
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(DefinitionError):
            load_site(path)


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """A file either is a definition or is refused."""
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(DefinitionError):
        load_site(path)


@given(st.text(max_size=60))
def test_a_selector_is_read_or_refused_by_value_error(text: str) -> None:
    """Whatever a person types."""
    try:
        selector = read_selector(text)
    except ValueError:
        return
    assert selector.expression


def test_every_definition_of_ours_is_valid_and_says_what_it_is() -> None:
    """And carries its history and notes."""
    paths = sorted((REPOSITORY / "crawlers" / "sites").glob("*.toml"))
    assert len(paths) >= 2
    for path in paths:
        site = load_site(path)
        assert site.slug.replace("-", "_") == path.stem
        assert "# History" in path.read_text(encoding="utf-8")


def test_the_manuals_examples_are_valid(tmp_path: Path) -> None:
    """Documentation is under test."""
    manual = (REPOSITORY / "docs" / "sites.md").read_text(encoding="utf-8")
    blocks = [block for block in re.findall(r"```toml\n(.*?)```", manual, re.DOTALL) if "slug" in block]
    assert blocks
    for block in blocks:
        _load(tmp_path, block)


def test_a_crawl_of_a_wrong_definition_is_a_wrong_call(tmp_path: Path) -> None:
    """Exit code 2, the fault as above, nothing written."""
    path = tmp_path / "site.toml"
    path.write_text(GOOD.replace('scope = "article"\n', ""), encoding="utf-8")
    outcome = crawl(tmp_path / "archive", path)
    assert outcome.exit_code == 2
    assert "ad.scope" in outcome.faults[0]
    assert not (tmp_path / "archive").exists()
