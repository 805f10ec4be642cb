"""What the documents say is what the program does."""

import re
from pathlib import Path

import pytest

from threadline.reference import PAGES

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(("name", "page"), PAGES, ids=[name for name, _ in PAGES])
def test_reference_pages_are_up_to_date(name: str, page) -> None:
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == page(), "run `make docs`"


def test_every_shipped_site_is_in_the_manual() -> None:
    manual = (ROOT / "docs" / "sites.md").read_text(encoding="utf-8")
    assert [path.name for path in (ROOT / "crawlers" / "sites").glob("*.toml") if path.name not in manual] == []


def test_the_readme_is_short_and_every_link_leads_somewhere() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.count("\n") < 150
    assert "![" in readme
    targets = re.findall(r"\]\(([^)#:]+)\)", readme)
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_changelog_has_what_is_not_released_yet() -> None:
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_document_names_a_person_a_victim_or_a_trafficker() -> None:
    # The words may be quoted where they are ruled out; nowhere else.
    allowed = ("never", "not to be called", "not ", "no ")
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for line in page.read_text(encoding="utf-8").splitlines():
            if re.search(r"\b(victims?|traffickers?)\b", line, re.IGNORECASE):
                assert any(word in line.lower() for word in allowed), f"{page.name}: {line}"
