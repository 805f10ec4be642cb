"""What was removed: on every way into the index and on every way out, also while the index still holds it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from extractors.mention import Mention
from index.document import Document
from index.embedded.engine import EmbeddedEngine
from index.embedded.shelf import Shelf
from index.faults import RemovalError
from index.lookup import look_up
from index.open import open_index
from index.query import Query
from index.removals.enforcing import remove
from index.removals.listing import RemovalList
from index.removals.removal import Request
from index.removals.screening import MASK, screen
from matching.cluster import Cluster, Member, Step
from matching.links.keys import LinkKey

Sketcher = Callable[..., Document]
PHONE = LinkKey("phone", "+12025550134")
EMAIL = LinkKey("email", "rose@example.org")
PICTURE = LinkKey("picture", "ab" * 32)
SPOKEN = "202 555 0134"
TEXT = f"call {SPOKEN} or write rose@example.org, again {SPOKEN}"


def planted(sketch: Sketcher, number: int = 1) -> Document:
    """An ad whose text spells the number twice, once where the extractor saw it."""
    start = TEXT.index(SPOKEN)
    phone = Mention("phone", PHONE.value, SPOKEN, "text", start, start + len(SPOKEN), 0.95, "t", "1")
    document = sketch(number=number, text=TEXT, pictures=(PICTURE.value,), emails=(EMAIL.value,))
    return replace(
        document,
        ad=replace(document.ad, fields={"phone": "(202) 555-0134", "text": TEXT}),
        mentions=(phone, *document.mentions),
        keys=tuple(sorted({*document.keys, PHONE})),
    )


def request(name: str, **parts: object) -> Request:
    return Request(name, "hide", "officer", "asked by the person it belongs to", **parts)  # type: ignore[arg-type]


@pytest.fixture
def removals(tmp_path: Path) -> RemovalList:
    return RemovalList(tmp_path)


@pytest.fixture
def world(tmp_path: Path, sketch: Sketcher) -> EmbeddedEngine:
    """An index that holds the number because it was written before anybody asked for its removal."""
    raw = EmbeddedEngine(Shelf(tmp_path / "index"))
    raw.put([planted(sketch, 1), planted(sketch, 2), sketch(number=3, emails=(EMAIL.value,))])
    members = tuple(Member(f"alpha:{n}", (Step(PHONE, "the ad carries it"),)) for n in (1, 2))
    raw.put_clusters([Cluster("c1", members, (EMAIL, PHONE))], [], 0.5)
    raw.close()
    return open_index(tmp_path / "index")


def test_a_removed_number_comes_out_nowhere_before_the_index_is_mended(
    world: EmbeddedEngine, removals: RemovalList
) -> None:
    removals.add(request(str(PHONE)))
    assert look_up(world, "(202) 555-0134", "US").ads == 0
    assert look_up(world, "0134", "US").candidates == ()
    assert look_up(world, "202 555 0135", "US").candidates == ()
    assert world.by_key(PHONE) == []
    assert str(PHONE) not in {linked.key for linked in world.summary([EMAIL]).linked}
    assert world.expand(PHONE).ad_ids == ()
    assert str(PHONE) not in {linked.key for linked, _ in world.expand(EMAIL).keys}
    assert world.search(Query(keys=(str(PHONE),))).total == 0
    assert all(SPOKEN not in hit.snippet for hit in world.search(Query(text="call")).hits)
    assert all(SPOKEN not in repr(document) for document in world.scan(Query()))
    assert all(PHONE not in ad.keys for ad in world.link_inputs())
    cluster = world.cluster("c1")
    assert cluster is not None
    assert (cluster.members, cluster.keys, cluster.template) == ((), (EMAIL,), "")


def test_removing_takes_the_number_out_of_the_files(
    world: EmbeddedEngine, removals: RemovalList, tmp_path: Path
) -> None:
    remove(world, removals, request(str(PHONE)))
    raw = EmbeddedEngine(Shelf(tmp_path / "index"))
    (held,) = raw.get(["alpha:1"]).values()
    assert SPOKEN not in repr(held)
    assert PHONE.value not in repr(held)
    assert "(202) 555-0134" not in repr(held)
    assert raw.search(Query(text='"202 555 0134"')).total == 0
    assert raw.summary([PHONE]).ads == 0
    assert raw.summary([EMAIL]).ads == 3
    assert str(PHONE) not in {key for change in raw.changes(0) for key in change.keys}
    assert held.ad.text.startswith(f"call {MASK * len(SPOKEN)} or write")


def test_a_removed_number_does_not_come_back_by_ingest_or_rebuild(
    world: EmbeddedEngine, removals: RemovalList, sketch: Sketcher
) -> None:
    remove(world, removals, request(str(PHONE)))
    world.put([planted(sketch, 1), planted(sketch, 8)])
    assert world.summary([PHONE]).ads == 0
    with world.rebuild() as fresh:
        fresh.put([planted(sketch, 1), planted(sketch, 9)])
    assert world.summary([PHONE]).ads == 0
    assert world.search(Query(text='"202 555 0134"')).total == 0
    assert world.stats().ads == 2


def test_a_removed_ad_is_gone_and_stays_gone(world: EmbeddedEngine, removals: RemovalList, sketch: Sketcher) -> None:
    remove(world, removals, request("ad:alpha:1"))
    world.put([planted(sketch, 1)])
    assert world.get(["alpha:1"]) == {}
    assert world.by_key(PHONE) == ["alpha:2"]
    assert world.search(Query()).total == 2


def test_a_removed_picture_leaves_the_ad(world: EmbeddedEngine, removals: RemovalList) -> None:
    (document,) = world.get(["alpha:1"]).values()
    slices = (LinkKey("pdq", "00-26e4"), LinkKey("pixels", "cd" * 32))
    world.put([replace(document, keys=(*document.keys, *slices))])
    remove(world, removals, request(str(PICTURE)))
    assert world.by_key(slices[0]) == world.by_key(slices[1]) == []
    assert PICTURE.value not in repr(world.get(["alpha:1"]))
    assert world.by_key(PICTURE) == []
    assert len(world.by_key(PHONE)) == 2


def test_the_list_holds_no_name(removals: RemovalList, tmp_path: Path) -> None:
    removals.add(request(str(PHONE)))
    stored = (tmp_path / "removal" / "list.sqlite3").read_bytes()
    assert b"2025550134" not in stored
    assert removals.entries()[0].kind == "phone"


def test_a_removal_ends_when_it_expires_or_is_lifted(removals: RemovalList) -> None:
    past = datetime.now(UTC) - timedelta(seconds=1)
    removals.add(request("phone:+12025550101", expires_at=past))
    lifted = removals.add(request("phone:+12025550102"))
    names = ["phone:+12025550101", "phone:+12025550102"]
    assert removals.removed(names) == {"phone:+12025550102"}
    removals.lift(lifted.removal_id, "officer")
    assert removals.removed(names) == set()
    assert [entry.lifted_by for entry in removals.entries()] == ["", "officer"]
    with pytest.raises(RemovalError, match="in force"):
        removals.lift(lifted.removal_id, "officer")


def test_a_legal_hold_hides_and_forbids_erasing(removals: RemovalList) -> None:
    held = Request("ad:alpha:1", "erase", "officer", "court order", legal_hold=True)
    removals.add(held)
    removals.add(replace(held, name="ad:alpha:2", legal_hold=False))
    names = ["ad:alpha:1", "ad:alpha:2"]
    assert removals.removed(names) == set(names)
    assert removals.erased(names) == {"ad:alpha:2"}


def test_another_process_sees_a_removal_at_once(world: EmbeddedEngine, removals: RemovalList, tmp_path: Path) -> None:
    assert len(world.by_key(PHONE)) == 2
    RemovalList(tmp_path).add(request(str(PHONE)))
    assert world.by_key(PHONE) == []
    assert removals.removed([str(PHONE)]) == {str(PHONE)}


def test_without_its_key_the_list_hides_the_index_rather_than_showing_it(
    world: EmbeddedEngine, removals: RemovalList, tmp_path: Path
) -> None:
    removals.add(request(str(PHONE)))
    (tmp_path / "keys" / "removal").unlink()
    with pytest.raises(RemovalError, match="restore it"):
        open_index(tmp_path / "index").by_key(PHONE)


@pytest.mark.parametrize("broken", [request("phone"), request(""), replace(request("phone:1"), reason=" ")])
def test_a_removal_needs_a_name_and_a_reason(removals: RemovalList, broken: Request) -> None:
    with pytest.raises(RemovalError, match="needs a name"):
        removals.add(broken)


def test_mentions_that_overlap_what_is_masked_go_too(removals: RemovalList, sketch: Sketcher) -> None:
    document = planted(sketch)
    address = replace(document.mentions[0], kind="address", value=f"call {SPOKEN}", raw=f"call {SPOKEN}", start=0)
    removals.add(request(str(PHONE)))
    email = replace(document.mentions[1], start=TEXT.index("rose"), end=TEXT.index("rose") + len(EMAIL.value))
    kept = screen(replace(document, mentions=(document.mentions[0], email, address)), removals)
    assert kept is not None
    assert [mention.kind for mention in kept.mentions] == ["email"]


def test_an_empty_list_costs_nothing(removals: RemovalList, sketch: Sketcher) -> None:
    document = planted(sketch)
    assert screen(document, removals) is document


def test_a_removed_number_leaves_the_text_read_from_a_picture(sketch: Sketcher, removals: RemovalList) -> None:
    read = f"{SPOKEN}\nrose@example.org"
    field = f"image:{PICTURE.value}"
    phone = Mention("phone", PHONE.value, SPOKEN, field, 0, len(SPOKEN), 0.9, "ocr", "1", data={"text": read})
    start = len(SPOKEN) + 1
    email = Mention("email", EMAIL.value, EMAIL.value, field, start, len(read), 0.9, "ocr", "1", data={"text": read})
    document = replace(sketch(number=1), mentions=(phone, email))
    removals.add(request(str(PHONE)))
    screened = screen(document, removals)
    assert screened is not None
    (kept,) = screened.mentions
    assert kept.data["text"] == f"{MASK * len(SPOKEN)}\nrose@example.org"
