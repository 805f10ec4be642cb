"""Near-duplicate texts between the index and the linker, and the template shown with a cluster."""

from collections.abc import Callable
from pathlib import Path

from index.document import Document
from index.embedded.engine import EmbeddedEngine
from index.templates import draft_shared, with_templates
from matching.cluster import Cluster, Member
from matching.links.linker import link
from matching.text.band_file import BandFile

Sketcher = Callable[..., Document]
WORDING = "hello my friend I am {} and new in this quiet town near the old station call me on {} any time after noon"


def test_ads_with_nearly_equal_texts_are_linked_through_their_wording(
    engine: EmbeddedEngine, sketch: Sketcher, tmp_path: Path
) -> None:
    one, other = "+12025550134", "+12025550177"
    engine.put(
        [sketch(number=n, phones=(one,), text=WORDING.format(name, one)) for n, name in enumerate(["Rose", "Lily"])]
        + [sketch(number=n, phones=(other,), text=WORDING.format(name, other)) for n, name in [(5, "Ann"), (6, "Eve")]]
        + [sketch(number=9, phones=("+12025550199",), text="something else altogether, on a rainy day in a far city")]
    )
    bands = BandFile(tmp_path / "texts")
    linkage = link(with_templates(engine, engine.link_inputs(), bands))
    (cluster,) = linkage.clusters
    assert [member.ad_id for member in cluster.members] == ["alpha:0", "alpha:1", "alpha:5", "alpha:6"]
    assert len(bands) == 5
    engine.put_clusters(linkage.clusters, linkage.hubs, linkage.largest_share)
    held = engine.cluster(cluster.cluster_id)
    assert held is not None
    assert held.template.startswith("hello my friend I am {words} and new in this quiet town")
    assert "{number}" in held.template


def test_a_second_linking_reads_only_new_texts(engine: EmbeddedEngine, sketch: Sketcher, tmp_path: Path) -> None:
    engine.put([sketch(number=n, text=WORDING.format(n, n)) for n in range(3)])
    list(with_templates(engine, engine.link_inputs(), BandFile(tmp_path / "texts")))
    bands = BandFile(tmp_path / "texts")
    engine.put([sketch(number=7, text=WORDING.format(7, 7))])
    assert len(bands.missing(ad.text_digest for ad in engine.link_inputs())) == 1
    inputs = list(with_templates(engine, engine.link_inputs(), bands))
    assert len({key for ad in inputs for key in ad.keys}) == 1


def test_a_deleted_member_is_not_shown(engine: EmbeddedEngine, sketch: Sketcher) -> None:
    engine.put([sketch(number=1), sketch(number=2), sketch(number=3)])
    engine.put_clusters([Cluster("c1", tuple(Member(f"alpha:{n}", ()) for n in (1, 2, 3)), ())], [], 1.0)
    engine.delete(["alpha:2"])
    held = engine.cluster("c1")
    assert held is not None
    assert [member.ad_id for member in held.members] == ["alpha:1", "alpha:3"]
    assert (engine.cluster_of("alpha:1"), engine.cluster_of("alpha:2")) == ("c1", "")


def test_texts_that_differ_have_no_template(sketch: Sketcher) -> None:
    texts = ("one two three four five", "six seven eight nine ten", "the same text", "the same text")
    differing, equal = [sketch(text=text) for text in texts[:2]], [sketch(text=text) for text in texts[2:]]
    assert draft_shared(differing) == ""
    assert draft_shared(equal) == ""
