"""Labels and settled reviews stay with their ads and keys through every rebuild, and say what changed under them."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from index.open import open_index
from matching.cluster import Cluster, Member
from matching.label import LabelKind
from review_ui.desk import Desk
from review_ui.faults import BadRecordError
from review_ui.investigations.labelling import NewLabel, add_label, labels
from review_ui.tokens import hide


def analyst(enter: Any) -> Client:
    client: Client = enter("analyst")
    client.post("/investigations/", {"title": "One number", "purpose": "review"})
    return client


def test_a_key_is_labelled_on_its_page_and_the_linker_reads_it(casework: Desk, enter: Any, world: Any) -> None:
    client, token = analyst(enter), hide("key", f"phone:{world.NUMBER}")
    assert "Say what the ads under it look like" in client.get(f"/identifiers/{token}/").content.decode()
    client.post(f"/identifiers/{token}/label/", {"label": "agency_line", "why": "a booking office answers"})
    (said,) = labels()
    assert (said.subject, said.kind) == (f"phone:{world.NUMBER}", LabelKind.AGENCY_LINE)
    page = client.get(f"/identifiers/{token}/").content.decode()
    assert "a booking office answers" in page
    assert "a booking office answers" in client.get("/decisions/").content.decode()


def test_an_investigator_reads_labels_and_gives_none(casework: Desk, enter: Any, world: Any) -> None:
    client = enter("investigator")
    client.post("/investigations/", {"title": "One number", "purpose": "follow it"})
    token = hide("key", f"phone:{world.NUMBER}")
    assert "Say what the ads under it look like" not in client.get(f"/identifiers/{token}/").content.decode()
    assert client.post(f"/identifiers/{token}/label/", {"label": "other"}).status_code == 403


def test_without_an_investigation_decisions_show_no_contact(casework: Desk, enter: Any, world: Any) -> None:
    add_label(NewLabel(f"phone:{world.NUMBER}", "organised", "three cities"), actor="script")
    client = enter("analyst")
    client.post("/investigations/reason/", {"words": "weekly"})
    page = client.get("/decisions/").content.decode()
    assert "three cities" in page
    assert world.NUMBER not in page
    assert "202-555-0134" not in page


@pytest.mark.parametrize(
    ("subject", "kind", "reason", "revision"),
    [
        ("phone:+12025550134", "ring", "x", 0),
        ("", "other", "x", 0),
        ("board:1", "other", " ", 1),
        ("board:1", "agency_line", "x", 1),
    ],
)
def test_a_label_that_says_nothing_is_refused(
    casework: Desk, subject: str, kind: str, reason: str, revision: int
) -> None:
    with pytest.raises(BadRecordError):
        add_label(NewLabel(subject, kind, reason, revision), actor="script")


def test_a_settled_review_finds_its_ads_again_and_says_what_changed(
    casework: Desk, enter: Any, own_index: Any, settings: Any, world: Any
) -> None:
    own_index()
    for client in (analyst(enter), analyst(enter)):
        client.get("/review/")
        client.post(f"/review/{hide('cluster', 'cluster-one')}/", {"answer": "organised"})
    reader = analyst(enter)
    page = reader.get(f"/clusters/{hide('cluster', 'cluster-one')}/").content.decode()
    assert "<strong>Organised, no signs</strong>" in page
    assert "Nothing changed since." in page
    engine = open_index(settings.THREADLINE_DESK.index)
    rewritten = engine.get(["board:2"])["board:2"]
    engine.put([replace(rewritten, ad=replace(rewritten.ad, revision=2, text=rewritten.ad.text + " New hours."))])
    members = tuple(Member(f"board:{n}", ()) for n in (0, 1, 2, 3, 9, 10))
    engine.put_clusters([Cluster("cluster-two", members, ())], [], 0.5)
    engine.close()
    page = reader.get(f"/clusters/{hide('cluster', 'cluster-two')}/").content.decode()
    assert "Two reviewers about 7 of these ads" in page
    for change in ("2 ads joined", "3 ads left", "1 ad was rewritten"):
        assert change in page


def test_one_answer_alone_is_shown_to_nobody(casework: Desk, enter: Any) -> None:
    first, second = analyst(enter), analyst(enter)
    first.get("/review/")
    first.post(f"/review/{hide('cluster', 'cluster-one')}/", {"answer": "organised"})
    assert "Two reviewers" not in second.get(f"/clusters/{hide('cluster', 'cluster-one')}/").content.decode()


def test_a_judgement_says_whether_the_links_obey_it(casework: Desk, enter: Any) -> None:
    client, cluster = analyst(enter), hide("cluster", "cluster-one")
    sides = {"left": hide("ad", "board:0"), "right": hide("ad", "board:1"), "why": "two houses"}
    client.post(f"/clusters/{cluster}/judge/", {**sides, "verdict": "different"})
    assert "the links do not say so yet" in client.get("/decisions/").content.decode()
    client.post(f"/clusters/{cluster}/judge/", {**sides, "verdict": "same", "right": hide("ad", "board:2")})
    assert client.get("/decisions/").content.decode().count("the links do not say so yet") == 1
