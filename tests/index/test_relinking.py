"""Linking only what changed gives what linking everything gives: clusters, paths, hubs, groups of texts."""

import os
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from index.document import Document
from index.open import open_index
from index.query import Query
from index.relinking import Evidence, Rules, relink, relink_everything
from index.removals.screened import ScreenedEngine
from matching.judgement import Judgement, Verdict
from matching.links.inputs import LinkLimits
from matching.links.keys import LinkKey
from matching.text.band_file import BandFile

Sketcher = Callable[..., Document]
PHONES = [f"+1202555010{n}" for n in range(6)]
EMAILS = [f"name{n}@example.org" for n in range(3)]
PICTURES = [letter * 64 for letter in "abc"]
WORDINGS = [
    "quiet studio near the old station open all day long please call before you come and ask for {}",
    "clean rooms in the north of town with parking behind the house write to us at any time about {}",
]
EXAMPLES = int(os.environ.get("THREADLINE_EXAMPLES", "8"))
LIMITS = LinkLimits(hub_partners=3, stray_partners=2, template_partners=2, alarm_ads=3)

PUT = st.fixed_dictionaries({
    "number": st.integers(0, 11),
    "phones": st.lists(st.sampled_from(PHONES), max_size=3, unique=True).map(tuple),
    "emails": st.lists(st.sampled_from(EMAILS), max_size=1).map(tuple),
    "pictures": st.lists(st.sampled_from(PICTURES), max_size=1).map(tuple),
    "text": st.builds(str.format, st.sampled_from(WORDINGS), st.sampled_from(["Rose", "Lily", "the garden room"])),
    "days": st.sampled_from([0, 30, 400]),
})  # fmt: skip
NAMES = st.sampled_from([f"alpha:{n}" for n in range(12)]) | st.sampled_from([f"phone:{p}" for p in PHONES])
JUDGED = st.tuples(NAMES, NAMES, st.sampled_from(list(Verdict)))
PHOTOS = st.dictionaries(st.sampled_from(PICTURES[1:]), st.just(PICTURES[0]))
STEPS = st.lists(st.lists(PUT, max_size=6) | st.integers(0, 11) | JUDGED | PHOTOS, min_size=1, max_size=6)


def told(engine: ScreenedEngine) -> object:
    ad_ids = sorted(document.ad.ad_id for document in engine.scan(Query()))
    clusters = {ad_id: engine.cluster(engine.cluster_of(ad_id)) for ad_id in ad_ids}
    return clusters, engine.hubs(), engine.aliases("text"), engine.aliases("worn"), engine.stats().largest_component


def link_anew(engine: ScreenedEngine, folder: Path, photo_of: Mapping[str, str], rules: Rules) -> tuple[object, object]:
    """What a full linking of the same documents finds in an index of its own."""
    whole = open_index(folder / "index")
    whole.put(engine.scan(Query()))
    outcome = relink_everything(whole, Evidence(photo_of, BandFile(folder / "texts")), rules)
    found = told(whole)
    whole.close()
    return found, (outcome.clusters, outcome.hubs, outcome.largest_share, outcome.alarm)


@given(steps=STEPS)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would take minutes
)
def test_linking_what_changed_equals_linking_everything(steps, sketch: Sketcher) -> None:  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engine, bands = open_index(folder / "bits" / "index"), BandFile(folder / "bits" / "texts")
        photo_of: Mapping[str, str] = {}
        judgements: list[Judgement] = []
        engine.put([sketch(number=100 + n, text=f"word{n} " * 9, phones=(f"+1202555015{n}",)) for n in range(9)])
        relink(engine, Evidence(photo_of, bands), Rules((), LIMITS))
        for at, step in enumerate(steps):
            if isinstance(step, int):
                engine.delete([f"alpha:{step}"])
            elif isinstance(step, tuple):
                judgements.append(Judgement(*step, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(at)))
            elif isinstance(step, dict):
                photo_of = step
            else:
                engine.put([sketch(**parts) for parts in step])
            rules = Rules(tuple(judgements), LIMITS)
            outcome = relink(engine, Evidence(photo_of, bands), rules)
            found, figures = link_anew(engine, folder / f"whole{at}", photo_of, rules)
            assert told(engine) == found
            assert (outcome.clusters, outcome.hubs, outcome.largest_share, outcome.alarm) == figures
        engine.close()


def test_only_what_a_new_ad_touches_is_read(sketch: Sketcher, tmp_path: Path) -> None:
    engine, bands = open_index(tmp_path / "index"), BandFile(tmp_path / "texts")
    documents = [
        sketch(number=n, phones=(f"+1202555{n // 4:04d}",), text=" ".join(f"w{n}x{m}" for m in range(12)))
        for n in range(400)
    ]
    engine.put(documents)
    first = relink(engine, Evidence({}, bands), Rules((), LIMITS))
    engine.put([sketch(number=900, phones=("+12025550007",), text="one more of them " + "again " * 8)])
    second = relink(engine, Evidence({}, bands), Rules((), LIMITS))
    assert (first.ads, first.clusters, second.clusters) == (400, 100, 100)
    assert second.ads == 5
    cluster = engine.cluster(engine.cluster_of("alpha:900"))
    assert cluster is not None
    assert {member.ad_id for member in cluster.members} == {f"alpha:{n}" for n in (28, 29, 30, 31, 900)}
    third = relink(engine, Evidence({}, bands), Rules((), LIMITS))
    assert third.ads == 0
    engine.close()


def test_a_line_of_many_named_or_taken_back_links_like_a_full_linking(sketch: Sketcher, tmp_path: Path) -> None:
    engine, bands = open_index(tmp_path / "index"), BandFile(tmp_path / "texts")
    engine.put(sketch(number=n, phones=(PHONES[0], PHONES[1 + n // 2]), text=f"text {n}") for n in range(6))
    line = Rules((), LinkLimits(), frozenset({LinkKey("phone", PHONES[0])}))
    for step, rules in enumerate((Rules((), LinkLimits()), line, line, Rules((), LinkLimits()))):
        outcome = relink(engine, Evidence({}, bands), rules)
        engine.put([sketch(number=20 + step, phones=(PHONES[0], PHONES[4]), text=f"more {step}")])
        relink(engine, Evidence({}, bands), rules)
        (tmp_path / f"anew{step}").mkdir()
        assert told(engine) == link_anew(engine, tmp_path / f"anew{step}", {}, rules)[0]
        assert (outcome.clusters > 1) == (rules is line)
    engine.close()
