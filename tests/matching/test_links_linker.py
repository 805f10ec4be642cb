"""What the linker joins, what it refuses to join, and what a person's word does to it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.judgement import Judgement, Verdict
from matching.label import Label, LabelKind, find_lines
from matching.links.inputs import LinkInput, LinkLimits
from matching.links.keys import LinkKey
from matching.links.linker import Linkage, link

START = datetime(2026, 1, 1, tzinfo=UTC)


def ad(number: int, keys: str, text: str = "", day: int = 0) -> LinkInput:
    """`keys` like `p1 e2`: phone 1 and email 2; every ad has its own text unless one is given."""
    kinds = {"p": "phone", "e": "email", "i": "picture", "h": "handle"}
    seen = START + timedelta(days=day)
    held = tuple(LinkKey(kinds[key[0]], key[1:]) for key in keys.split())
    return LinkInput(f"s:{number:03d}", held, text or f"text {number}", seen, seen)


def groups(linkage: Linkage) -> set[frozenset[int]]:
    return {frozenset(int(member.ad_id[2:]) for member in cluster.members) for cluster in linkage.clusters}


def decide(left: str, right: str, verdict: Verdict, day: int = 0) -> Judgement:
    return Judgement(left, right, verdict, START + timedelta(days=day))


JOINED = (ad(1, "p1 e1"), ad(2, "p1 e1"), ad(3, "p1"), ad(4, "e1"))


def test_ads_that_share_a_number_belong_together() -> None:
    assert groups(link([ad(1, "p1"), ad(2, "p1"), ad(3, "p2")])) == {frozenset({1, 2})}


def test_two_keys_join_when_two_texts_carry_both() -> None:
    assert groups(link(JOINED)) == {frozenset({1, 2, 3, 4})}


def test_a_repost_is_no_second_text() -> None:
    reposts = [ad(1, "p1 e1", "same"), ad(2, "p1 e1", "same"), ad(3, "p1"), ad(4, "e1"), ad(5, "p1"), ad(6, "e1")]
    assert all(not {3, 4} <= group for group in groups(link(reposts)))


def test_a_number_stolen_for_one_ad_joins_nobody() -> None:
    mine, theirs = [ad(n, "p1 e1") for n in range(3)], [ad(n, "p2 e2") for n in range(10, 13)]
    assert groups(link([*mine, *theirs, ad(20, "p1 p2")])) >= {frozenset({10, 11, 12})}


def test_a_key_with_too_many_partners_is_a_hub_and_joins_nothing() -> None:
    ads = [ad(n, f"p0 e{n // 2}") for n in range(20)]
    linkage = link(ads, limits=LinkLimits(hub_partners=8))
    assert linkage.hubs == (LinkKey("phone", "0"),)
    assert groups(linkage) == {frozenset({n, n + 1}) for n in range(0, 20, 2)}
    assert all(cluster.hubs == linkage.hubs for cluster in linkage.clusters)


def test_a_key_that_meets_a_new_partner_in_most_of_its_texts_is_a_hub_before_it_has_many() -> None:
    strangers = [ad(n, f"p{1 + n // 2} e{n // 2}") for n in range(30)]
    passing = [ad(100 + n, f"p0 p{1 + n % 15}") for n in range(15)]
    again = [ad(200 + n, f"p0 p{1 + n}") for n in range(2)]
    linkage = link([*strangers, *passing, *again])
    assert linkage.hubs == (LinkKey("phone", "0"),)
    assert all({100, 101} & group != {100, 101} for group in groups(linkage))


def test_a_number_that_stays_with_its_dozen_partners_is_no_hub() -> None:
    ads = [ad(n, f"p0 e{n % 13}") for n in range(60)]
    assert link(ads).hubs == ()
    assert groups(link(ads)) == {frozenset(range(60))}


def test_many_pictures_do_not_make_a_number_a_hub() -> None:
    ads = [ad(n, f"p1 i{n} i{n + 100}") for n in range(60)]
    assert link(ads).hubs == ()


def test_an_ad_with_dozens_of_contacts_is_a_list_and_joins_nobody() -> None:
    everyone = " ".join(f"p{n}" for n in range(31))
    lists = [ad(900, everyone), ad(901, everyone)]
    linkage = link([*lists, *[ad(n, f"p{n % 31}") for n in range(62)]])
    assert all(len(group - {900, 901}) <= 2 for group in groups(linkage))


def test_a_number_unseen_for_long_starts_a_new_tenure() -> None:
    assert groups(link([ad(1, "p1"), ad(2, "p1", day=170), ad(3, "p1", day=360), ad(4, "p1", day=361)])) == {
        frozenset({1, 2}),
        frozenset({3, 4}),
    }


def test_an_address_is_not_handed_on_and_has_no_tenures() -> None:
    assert groups(link([ad(1, "e1"), ad(2, "e1", day=400)])) == {frozenset({1, 2})}


def test_other_evidence_crosses_the_gap_between_tenures() -> None:
    ads = [ad(1, "p1 e1"), ad(2, "p1 e1"), ad(3, "p1 e1", day=400), ad(4, "p1 e1", day=401)]
    linkage = link(ads)
    assert groups(linkage) == {frozenset({1, 2, 3, 4})}


def test_same_joins_what_no_key_joins() -> None:
    linkage = link([ad(1, "p1"), ad(2, "p2"), ad(3, "")], [decide("s:001", "s:003", Verdict.SAME)])
    assert groups(linkage) == {frozenset({1, 3})}
    assert "judged" in linkage.clusters[0].members[1].path[0].reason


def test_same_on_keys_joins_their_ads() -> None:
    ads = [ad(1, "p1"), ad(2, "p1"), ad(3, "e1"), ad(4, "e1")]
    assert groups(link(ads, [decide("phone:1", "email:1", Verdict.SAME)])) == {frozenset({1, 2, 3, 4})}


def test_different_splits_between_the_keys_first() -> None:
    assert groups(link(JOINED, [decide("s:003", "s:001", Verdict.DIFFERENT)])) in (
        {frozenset({1, 2, 4})},
        {frozenset({1, 2, 4}), frozenset({3})},
    )


def test_different_survives_new_evidence_for_the_join() -> None:
    more = [*JOINED, *[ad(n, "p1 e1") for n in range(10, 40)]]
    found = groups(link(more, [decide("phone:1", "email:1", Verdict.DIFFERENT)]))
    assert all(not {3, 4} <= group for group in found)


def test_of_two_ads_on_one_number_the_newcomer_leaves() -> None:
    ads = [ad(1, "p1"), ad(2, "p1"), ad(3, "p1", day=3)]
    assert groups(link(ads, [decide("s:001", "s:003", Verdict.DIFFERENT)])) == {frozenset({1, 2})}


def test_unsure_takes_a_decision_back() -> None:
    decisions = [decide("s:003", "s:004", Verdict.DIFFERENT), decide("s:004", "s:003", Verdict.UNSURE, day=1)]
    assert groups(link(JOINED, decisions)) == {frozenset({1, 2, 3, 4})}


def test_a_contradiction_is_kept_apart_and_named() -> None:
    decisions = [
        decide("s:001", "s:005", Verdict.SAME),
        decide("s:005", "s:006", Verdict.SAME),
        decide("s:001", "s:006", Verdict.DIFFERENT, day=1),
    ]
    linkage = link([*JOINED, ad(5, ""), ad(6, "")], decisions)
    assert [judgement.right for judgement in linkage.conflicts] == ["s:006"]
    assert all(not {1, 6} <= group for group in groups(linkage))


def test_a_judgement_on_an_ad_no_longer_held_is_named() -> None:
    gone = decide("s:001", "s:999", Verdict.DIFFERENT)
    assert link(JOINED, [gone]).unattached == (gone,)


def test_the_alarm_fires_on_a_blob_and_not_on_a_healthy_world() -> None:
    limits = LinkLimits(alarm_share=0.1, alarm_ads=20)
    healthy = [ad(n, f"p{n // 2}") for n in range(300)]
    assert link(healthy, limits=limits).alarm == ""
    blob = link([*healthy, *[ad(1000 + n, "p9999") for n in range(60)]], limits=limits)
    assert "60 ads" in blob.alarm
    assert blob.largest_share == pytest.approx(60 / 360)


def test_a_cluster_keeps_its_id_while_it_grows_and_when_it_splits() -> None:
    small = link(JOINED[:3]).clusters[0].cluster_id
    grown = link([*JOINED, ad(0, "p1", day=9)]).clusters
    assert [cluster.cluster_id for cluster in grown] == [small]
    split = link(JOINED, [decide("phone:1", "email:1", Verdict.DIFFERENT)]).clusters
    assert small in {cluster.cluster_id for cluster in split}


def test_matches_name_the_texts_that_carry_both_keys() -> None:
    (match,) = link(JOINED).matches
    assert (match.left, match.right, match.reasons[0].value) == ("email:1", "phone:1", "2")


def test_the_path_of_a_far_member_names_every_key_on_the_way() -> None:
    chain = [ad(1, "p1 e1"), ad(2, "p1 e1"), ad(3, "e1 p2"), ad(4, "e1 p2"), ad(5, "p2"), ad(6, "p1"), ad(7, "p1")]
    paths = {member.ad_id: [str(step.key) for step in member.path] for member in link(chain).clusters[0].members}
    assert paths["s:006"] == ["phone:2", "email:1", "phone:1"]


KEYS = st.sampled_from(["p1", "p2", "p3", "e1", "e2", "i1", "h1"])
ADS = st.lists(st.tuples(st.lists(KEYS, max_size=3), st.integers(0, 3), st.integers(0, 500)), max_size=14)
DECISIONS = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13), st.sampled_from(list(Verdict))), max_size=4)


def draw(rows: Iterable[tuple[list[str], int, int]]) -> list[LinkInput]:
    return [ad(n, " ".join(keys), f"text {text}", day) for n, (keys, text, day) in enumerate(rows)]


@given(ADS, DECISIONS, st.randoms())
@settings(max_examples=150, deadline=None)
def test_any_order_gives_the_same_clusters_and_every_member_its_path(rows, decided, chance) -> None:  # type: ignore[no-untyped-def]
    ads = draw(rows)
    judgements = [decide(f"s:{a:03d}", f"s:{b:03d}", verdict, day) for day, (a, b, verdict) in enumerate(decided)]
    linkage = link(ads, judgements)
    chance.shuffle(ads)
    chance.shuffle(judgements)
    assert link(ads, judgements).clusters == linkage.clusters
    carried = {one.ad_id: one.keys for one in ads}
    for cluster in linkage.clusters:
        for member in cluster.members:
            last = member.path[-1]
            assert last.key in carried[member.ad_id] or last.key.kind == "ad" or "judged" in last.reason


@given(ADS, DECISIONS)
@settings(max_examples=150, deadline=None)
def test_nothing_a_person_called_different_stands_together(rows, decided) -> None:  # type: ignore[no-untyped-def]
    ads = draw(rows)
    judgements = [decide(f"s:{a:03d}", f"s:{b:03d}", verdict, day) for day, (a, b, verdict) in enumerate(decided)]
    final = {frozenset((j.left, j.right)): j.verdict for j in judgements if j.left != j.right}
    found = groups(link(ads, judgements))
    for pair, verdict in final.items():
        numbers = {int(name[2:]) for name in pair}
        assert verdict is not Verdict.DIFFERENT or all(not numbers <= group for group in found)


def templated(ads: list[LinkInput], group: str) -> list[LinkInput]:
    return [replace(one, keys=(*one.keys, LinkKey("template", group))) for one in ads]


def test_nearly_equal_texts_join_two_numbers_and_the_path_says_so() -> None:
    ads = templated([ad(1, "p1"), ad(2, "p1"), ad(3, "p2"), ad(4, "p2")], "t")
    linkage = link(ads)
    assert groups(linkage) == {frozenset({1, 2, 3, 4})}
    assert all(key.kind != "template" for key in linkage.clusters[0].keys)
    assert any("nearly the same" in step.reason for member in linkage.clusters[0].members for step in member.path)


def test_a_wording_that_many_numbers_use_joins_nobody() -> None:
    ads = templated([ad(n, f"p{n // 2}") for n in range(20)], "t")
    linkage = link(ads, limits=LinkLimits(template_partners=8))
    assert groups(linkage) == {frozenset({n, n + 1}) for n in range(0, 20, 2)}
    assert linkage.hubs == ()


def test_a_key_called_an_agency_line_is_shown_and_joins_nothing() -> None:
    line = LinkKey("phone", "0")
    ads = [ad(n, f"p0 p{1 + n // 2}") for n in range(8)]
    assert groups(link(ads)) == {frozenset(range(8))}
    linkage = link(ads, lines=find_lines([Label("phone:0", LabelKind.AGENCY_LINE, START)]))
    assert groups(linkage) == {frozenset({n, n + 1}) for n in range(0, 8, 2)}
    assert linkage.hubs == (line,)


def test_of_two_labels_on_one_key_the_later_counts() -> None:
    said = [Label("phone:0", LabelKind.AGENCY_LINE, START), Label("phone:0", LabelKind.ORGANISED, START + timedelta(1))]
    assert find_lines(said) == find_lines(reversed(said)) == frozenset()
    assert find_lines([said[0], Label("phone:1", LabelKind.SPAM, START)]) == {LinkKey("phone", "0")}
