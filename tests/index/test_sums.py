"""Sums under busy keys stay what counting anew gives, whatever is put, revised and deleted; and so do the answers."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.check import check
from index.document import Document
from index.embedded import tallies
from index.open import open_index
from index.query import Query
from matching.links.keys import LinkKey

Sketcher = Callable[..., Document]
PHONES = [f"+1202555010{n}" for n in range(4)]
TOWNS = [("Reno, NV, US", 39.5296, -119.8138), ("Suva, FJ", -18.1416, 178.4415)]
PUT = st.fixed_dictionaries({
    "number": st.integers(0, 9),
    "phones": st.lists(st.sampled_from(PHONES), max_size=3, unique=True).map(tuple),
    "places": st.lists(st.sampled_from(TOWNS), max_size=2, unique=True).map(tuple),
    "days": st.sampled_from([0, 1, 30]),
    "dated": st.booleans(),
    "text": st.sampled_from(["quiet studio", "new in town"]),
    "site": st.sampled_from(["alpha", "beta"]),
})  # fmt: skip
STEPS = st.lists(st.lists(PUT, max_size=5) | st.integers(0, 9), max_size=7)


@given(steps=STEPS)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_sums_are_what_the_ads_add_up_to(steps, sketch: Sketcher, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(tallies, "BUSY", 2)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_index(Path(folder) / "index")
        for step in steps:
            if isinstance(step, int):
                engine.delete([f"alpha:{step}", f"beta:{step}"])
            else:
                engine.put([sketch(**parts) for parts in step])
        assert [one for one in check(engine) if not one.ok] == []
        held = list(engine.scan(Query()))
        summed = {phone: engine.summary([LinkKey("phone", phone)]) for phone in PHONES}
        monkeypatch.setattr(tallies, "BUSY", 1000)
        for phone, summary in summed.items():
            counted = engine.summary([LinkKey("phone", phone)])
            carrying = [document for document in held if LinkKey("phone", phone) in document.keys]
            assert summary.ads == len(carrying)
            assert told(summary) == told(counted)
        engine.close()


def told(summary) -> tuple[object, ...]:  # type: ignore[no-untyped-def]
    linked = [(one.key, one.ads, one.hub) for one in summary.linked]
    times = (summary.first_seen_at, summary.last_seen_at)
    return (
        *times,
        summary.sites,
        summary.places,
        summary.weeks,
        linked,
        summary.ad_ids,
        summary.place_count,
        summary.linked_count,
    )


def test_a_busy_key_shows_what_its_ads_add_up_to(sketch: Sketcher, tmp_path: Path) -> None:
    engine = open_index(tmp_path / "index")
    engine.put([sketch(number=n, phones=(PHONES[0], PHONES[1 + n % 2]), days=n % 60) for n in range(300)])
    summary = engine.summary([LinkKey("phone", PHONES[0])])
    assert (summary.ads, len(summary.ad_ids)) == (300, 200)
    assert [(one.key, one.ads) for one in summary.linked] == [(f"phone:{PHONES[1]}", 150), (f"phone:{PHONES[2]}", 150)]
    assert summary.linked[0].reasons == ("150 ads carry both",)
    assert sum(count.ads for count in summary.weeks) == 300
    assert summary.linked_count == 2
    engine.close()


def test_a_name_on_many_ads_is_summed_like_a_number(
    sketch: Sketcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_index(tmp_path / "index")
    engine.put([sketch(number=n, phones=(PHONES[n % 3],), places=(TOWNS[0],), days=n % 60) for n in range(100)])
    engine.put([sketch(number=n, phones=(PHONES[n % 3],), places=(TOWNS[n % 2],), days=70) for n in range(90, 110)])
    city = LinkKey("place", "reno nv us")
    summed = engine.summary([city])
    assert (summed.ads, len(summed.ad_ids), summed.linked) == (100, 100, ())
    assert [(place.value, place.ads) for place in summed.places] == [("Reno, NV, US", 100)]
    assert [one for one in check(engine) if not one.ok] == []
    monkeypatch.setattr(tallies, "BUSY", 1000)
    assert told(summed) == told(engine.summary([city]))
    engine.close()


def test_what_is_linked_to_a_busy_hotel_is_counted(sketch: Sketcher, tmp_path: Path) -> None:
    engine = open_index(tmp_path / "index")
    hotel = LinkKey("organisation", "quiet inn")
    drawn = [sketch(number=n, phones=(PHONES[n % 3],)) for n in range(100)]
    engine.put([replace(one, keys=(*one.keys, hotel)) for one in drawn])
    summary = engine.summary([hotel])
    assert [(one.key, one.ads) for one in summary.linked] == [
        (f"phone:{PHONES[0]}", 34), (f"phone:{PHONES[1]}", 33), (f"phone:{PHONES[2]}", 33),
    ]  # fmt: skip
    engine.close()
