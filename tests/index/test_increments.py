"""Ads that come bit by bit end up exactly as if all had come at once: index, links, groups of texts."""

import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.document import Document
from index.open import open_index
from index.query import Query
from index.removals.screened import ScreenedEngine
from index.templates import with_templates
from matching.cluster import Cluster
from matching.links.linker import link
from matching.text.band_file import BandFile

Sketcher = Callable[..., Document]
PHONES = [f"+1202555010{n}" for n in range(5)]
EMAILS = [f"name{n}@example.org" for n in range(3)]
WORDINGS = [
    "quiet studio near the old station open all day long please call before you come and ask for {}",
    "clean rooms in the north of town with parking behind the house write to us at any time about {}",
]

ADS = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.lists(st.sampled_from(PHONES), max_size=2),
        st.lists(st.sampled_from(EMAILS), max_size=1),
        st.sampled_from(WORDINGS),
        st.sampled_from(["Rose", "Lily", "the garden room", "the blue room"]),
        st.sampled_from([0, 30, 400]),
    ),
    max_size=14,
)


def relink(engine: ScreenedEngine, bands: BandFile) -> None:
    linkage = link(with_templates(engine, engine.link_inputs(), bands))
    engine.put_clusters(linkage.clusters, linkage.hubs, linkage.largest_share)


def state(engine: ScreenedEngine) -> tuple[list[Document], list[Cluster | None], list[int]]:
    documents = sorted(engine.scan(Query()), key=lambda document: document.ad.ad_id)
    clusters = [engine.cluster(engine.cluster_of(document.ad.ad_id)) for document in documents]
    found = [engine.search(Query(keys=(f"phone:{phone}",))).total for phone in PHONES]
    return documents, clusters, found


@given(rows=ADS, cuts=st.lists(st.integers(0, 14), max_size=3))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bit_by_bit_equals_all_at_once(rows, cuts, sketch: Sketcher) -> None:  # type: ignore[no-untyped-def]
    documents = [
        sketch(number=number, phones=tuple(set(phones)), emails=tuple(emails), text=wording.format(name), days=day)
        for number, phones, emails, wording, name, day in rows
    ]
    with tempfile.TemporaryDirectory() as folder:
        bits, whole = open_index(Path(folder) / "bits" / "index"), open_index(Path(folder) / "whole" / "index")
        bands = BandFile(Path(folder) / "bits" / "texts")
        edges = [0, *sorted(min(cut, len(documents)) for cut in cuts), len(documents)]
        for start, end in pairwise(edges):
            bits.put(documents[start:end])
            relink(bits, bands)
        latest = {document.ad.ad_id: document for document in documents}
        with whole.rebuild() as fresh:
            fresh.put(latest.values())
        relink(whole, BandFile(Path(folder) / "whole" / "texts"))
        assert state(bits) == state(whole)
        bits.close()
        whole.close()
