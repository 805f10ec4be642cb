"""Put, replace, delete, look up, link, rebuild: the same on every engine."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.check import check
from index.document import Document
from index.engine import Engine
from index.open import open_index
from index.query import Query
from index.removals.screened import ScreenedEngine
from index.results import Count, SiteState
from matching.cluster import Cluster, Member, Step
from matching.links.keys import LinkKey
from tests.index.conformance.conftest import Kept

Sketcher = Callable[..., Document]
PHONE, OTHER, EMAIL = (
    LinkKey("phone", "+12025550134"),
    LinkKey("phone", "+12025550199"),
    LinkKey("email", "rose@example.org"),
)


def found(engine: Engine, text: str) -> list[str]:
    return [hit.ad_id for hit in engine.search(Query(text=text)).hits]


def test_an_index_that_was_never_written_answers(engine: Engine) -> None:
    results = engine.search(Query(text="anything"))
    assert (results.total, results.hits, results.exact, results.histogram) == (0, (), True, ())
    assert engine.summary([PHONE]).ads == 0
    assert list(engine.scan(Query(text="anything"))) == []
    assert engine.stats().ads == 0


def test_what_was_put_is_found_at_once_and_the_same_again_changes_nothing(engine: Engine, sketch: Sketcher) -> None:
    ads = [sketch(number=number, text=f"word{number}") for number in range(50)]
    assert engine.put(ads) == 50
    before = engine.search(Query(text="word7"))
    assert found(engine, "word7") == ["alpha:7"]
    assert engine.put(ads) == 0
    assert engine.search(Query(text="word7")) == before
    assert len(list(engine.changes(0))) == 50


def test_a_new_revision_replaces_every_trace_of_the_old_one(engine: Engine, sketch: Sketcher) -> None:
    engine.put([sketch(number=1, text="violet", phones=(PHONE.value,), places=(("Reno, NV, US", 39.5, -119.8),))])
    engine.put([sketch(number=1, text="amber", phones=(OTHER.value,), revision=2)])
    assert (found(engine, "violet"), found(engine, "amber")) == ([], ["alpha:1"])
    assert (engine.by_key(PHONE), engine.by_key(OTHER)) == ([], ["alpha:1"])
    results = engine.search(Query())
    assert (results.total, results.facets["place"], results.grid) == (1, (), ())
    engine.put([sketch(number=1, text="older", revision=1)])
    assert found(engine, "older") == []


def test_one_batch_may_hold_several_revisions_of_an_ad(engine: Engine, sketch: Sketcher) -> None:
    engine.put([sketch(number=1, text=f"wording{revision}", revision=revision) for revision in (1, 2, 3)])
    assert engine.search(Query()).total == 1
    assert found(engine, "wording3") == ["alpha:1"]


def test_deleted_ads_are_gone_everywhere_and_may_come_back(engine: Engine, sketch: Sketcher) -> None:
    engine.put([sketch(number=number, phones=(PHONE.value,)) for number in range(3)])
    assert engine.delete(["alpha:0", "alpha:1", "alpha:404"]) == 2
    assert engine.delete(["alpha:0"]) == 0
    assert found(engine, "studio") == engine.by_key(PHONE) == ["alpha:2"]
    assert list(engine.get(["alpha:0", "alpha:2"])) == ["alpha:2"]
    assert [(change.ad_id, change.deleted) for change in engine.changes(3)] == [("alpha:0", True), ("alpha:1", True)]
    engine.put([sketch(number=0, text="back again")])
    assert found(engine, "again") == ["alpha:0"]


def test_documents_come_back_as_they_were_put(kept: Kept) -> None:
    ids = [document.ad.ad_id for document in kept.documents]
    assert list(kept.engine.get([*ids, "alpha:absent"]).values()) == list(kept.documents)


def test_look_ups_by_key_by_ending_and_by_beginning(engine: Engine, sketch: Sketcher) -> None:
    engine.put([sketch(number=n, days=n, phones=(PHONE.value, *[OTHER.value] * (n == 2))) for n in range(3)])
    assert engine.by_key(PHONE) == ["alpha:2", "alpha:1", "alpha:0"]
    assert engine.by_key(PHONE, limit=1) == ["alpha:2"]
    assert engine.count_keys("phone", "0134") == [(PHONE, 3)]
    assert engine.count_keys("phone", "5501") == []
    assert engine.count_ads([PHONE, OTHER, EMAIL]) == {PHONE: 3, OTHER: 1}
    assert engine.count_prefix("phone", "+1202555") == (2, 3)


def test_a_summary_tells_when_where_and_what_else(engine: Engine, sketch: Sketcher) -> None:
    reno = ("Reno, NV, US", 39.5296, -119.8138)
    engine.put([sketch(number=n, days=n, phones=(PHONE.value,), emails=(EMAIL.value,), places=(reno,)) for n in (0, 9)])
    summary = engine.summary([PHONE])
    assert (summary.ads, summary.ad_ids, summary.sites) == (2, ("alpha:9", "alpha:0"), (Count("alpha", 2),))
    assert summary.first_seen_at == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert [(place.value, place.ads) for place in summary.places] == [("Reno, NV, US", 2)]
    assert [(linked.key, linked.ads) for linked in summary.linked] == [(str(EMAIL), 2)]


def test_expanding_a_seed_reaches_keys_hop_by_hop(engine: Engine, sketch: Sketcher) -> None:
    engine.put([
        sketch(number=1, phones=(PHONE.value,), emails=(EMAIL.value,)),
        sketch(number=2, phones=(OTHER.value,), emails=(EMAIL.value,)),
    ])  # fmt: skip
    assert [(linked.key, hop) for linked, hop in engine.expand(PHONE, 2).keys] == [(str(EMAIL), 1), (str(OTHER), 2)]
    assert engine.expand(PHONE, 2).ad_ids == ("alpha:1", "alpha:2")


def test_clusters_and_hubs_are_kept_and_looked_up(engine: Engine, sketch: Sketcher) -> None:
    engine.put([sketch(number=n, phones=(PHONE.value,)) for n in (1, 2)])
    members = tuple(Member(f"alpha:{n}", (Step(PHONE, "both carry it"),)) for n in (1, 2))
    engine.put_clusters([Cluster("c-1", members, (PHONE,))], [EMAIL], 0.25)
    assert engine.cluster("c-1") == Cluster("c-1", members, (PHONE,), largest_share=0.25)
    assert (engine.cluster_of("alpha:2"), engine.cluster_of("alpha:3")) == ("c-1", "")
    assert engine.stats().largest_component == 0.25
    engine.put([sketch(number=3, text="one more")])
    assert (found(engine, "more"), engine.search(Query()).exact) == (["alpha:3"], True)


def test_answers_name_the_generation_and_the_sites(engine: Engine, sketch: Sketcher) -> None:
    engine.put([sketch()])
    before = engine.search(Query()).generation
    at = datetime(2026, 5, 1, tzinfo=UTC)
    engine.put_site_state("alpha", at)
    engine.put_site_state("beta", None)
    results = engine.search(Query())
    assert results.generation == before + 2
    assert results.exact
    assert results.sites == (SiteState("alpha", at), SiteState("beta", None))


def test_the_linker_reads_every_ad(engine: Engine, sketch: Sketcher) -> None:
    engine.put([sketch(number=1, phones=(PHONE.value,)), sketch(number=2)])
    assert [(ad.ad_id, ad.keys) for ad in engine.link_inputs()] == [("alpha:1", (PHONE,)), ("alpha:2", ())]


def test_stats_count_and_name_the_engine(engine: Engine, sketch: Sketcher, url: str) -> None:
    engine.put([sketch(number=1, phones=(PHONE.value,)), sketch(number=2, revision=3)])
    stats = engine.stats()
    assert (stats.ads, stats.revisions, stats.keys, stats.lag_seconds) == (2, 4, 1, 0.0)
    assert stats.engine == (url.partition("+")[0] or "embedded")
    assert stats.disk_bytes > 0
    assert "unreachable" not in stats.versions.values()


def test_a_rebuild_is_unseen_until_it_replaces_the_old_index(
    engine: Engine, sketch: Sketcher, url: str, tmp_path: Path
) -> None:
    engine.put([sketch(number=n, text="old wording") for n in range(5)])
    reader = open_index(tmp_path / "index", url)
    assert reader.search(Query()).total == 5
    with engine.rebuild() as fresh:
        fresh.put([sketch(number=n, text="new wording", phones=(PHONE.value,)) for n in range(3)])
        assert (len(found(reader, "old")), found(reader, "new")) == (5, [])
        assert len(found(fresh, "new")) == 3
    for opened in (engine, reader):
        assert (found(opened, "old"), len(found(opened, "new"))) == ([], 3)
        assert len(opened.by_key(PHONE)) == 3
    engine.put([sketch(number=8, text="after wording")])
    assert found(reader, "after") == ["alpha:8"]
    reader.close()


def test_a_rebuild_that_fails_leaves_the_old_index(engine: Engine, sketch: Sketcher) -> None:
    def broken(fresh: Engine) -> None:
        fresh.put([sketch(number=1, text="half")])
        message = "the archive could not be read"
        raise OSError(message)

    engine.put([sketch(number=1, text="whole")])
    with pytest.raises(OSError, match="archive"), engine.rebuild() as fresh:
        broken(fresh)
    assert (found(engine, "whole"), found(engine, "half")) == (["alpha:1"], [])
    with engine.rebuild() as fresh:
        fresh.put([sketch(number=1, text="second try")])
    assert found(engine, "second") == ["alpha:1"]


def test_a_rebuild_from_nothing_is_empty(engine: Engine, sketch: Sketcher) -> None:
    engine.put([sketch()])
    with engine.rebuild():
        pass
    assert (engine.search(Query()).total, engine.search(Query()).exact) == (0, True)


def test_an_engine_opened_again_goes_on_where_it_was(
    engine: Engine, sketch: Sketcher, url: str, tmp_path: Path
) -> None:
    engine.put([sketch(number=1)])
    engine.close()
    again = open_index(tmp_path / "index", url)
    again.put([replace(sketch(number=2), language="es")])
    assert again.search(Query()).total == 2
    assert again.search(Query(languages=("es",))).total == 1
    again.close()


def test_the_examination_finds_a_sound_index_sound(engine: ScreenedEngine, sketch: Sketcher) -> None:
    engine.put([sketch(number=n, phones=(PHONE.value,), days=n) for n in range(20)])
    engine.delete(["alpha:3"])
    assert [(mark.what, mark.detail) for mark in check(engine) if not mark.ok] == []


def test_ads_before_1970_and_far_in_the_future_keep_their_order(engine: Engine, sketch: Sketcher) -> None:
    ads = [sketch(number=n) for n in range(3)]
    moments = (datetime(1969, 12, 31, tzinfo=UTC), datetime(2262, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
    engine.put([replace(ad, ad=replace(ad.ad, posted_at=moment)) for ad, moment in zip(ads, moments, strict=True)])
    assert [hit.ad_id for hit in engine.search(Query()).hits] == ["alpha:1", "alpha:2", "alpha:0"]
    early = Query(until=datetime(1970, 1, 1, tzinfo=UTC) - timedelta(microseconds=1))
    assert [hit.ad_id for hit in engine.search(early).hits] == ["alpha:0"]
