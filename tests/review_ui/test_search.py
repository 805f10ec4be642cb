"""The ad desks: no search without a reason, contacts masked until a record is the reason, ad text never markup."""

from typing import Any

from django.test import Client

from review_ui.audit.recorder import chain_of
from review_ui.desk import Desk
from review_ui.tokens import hide, reveal


def search(client: Client, text: str = "company", **more: Any) -> str:
    response = client.post("/search/", {"text": text, **more})
    assert response.status_code == 200
    return response.content.decode()


def test_without_a_reason_there_is_no_search(casework: Desk, enter: Any) -> None:
    response = enter("analyst").post("/search/", {"text": "company"})
    assert response["Location"] == "/investigations/"


def test_a_reason_in_words_searches_but_masks(casework: Desk, enter: Any) -> None:
    client = enter("analyst")
    client.post("/investigations/reason/", {"words": "weekly check"})
    page = search(client)
    assert 'data-figure="total">11<' in page
    for contact in ("555-0134", "rose@example.org", "0177"):
        assert contact not in page
    assert chain_of(casework).rows(newest=1)[0].reason == "weekly check"


def test_an_investigation_shows_contacts(investigator: Client) -> None:
    assert "rose@example.org" in search(investigator)


def test_a_facet_is_added_and_taken_away(investigator: Client) -> None:
    page = search(investigator, toggle="place=Boise, ID, US")
    assert 'data-figure="total">4<' in page
    page = search(investigator, filter=["place=Boise, ID, US"], toggle="place=Boise, ID, US")
    assert 'data-figure="total">11<' in page


def test_unknown_filters_fall_away(investigator: Client) -> None:
    assert 'data-figure="total">11<' in search(investigator, toggle="secret=1", filter=["x", "=", "limit=9999"])


def test_a_query_that_cannot_be_read_gets_a_sentence(investigator: Client) -> None:
    page = search(investigator, cursor="not a cursor")
    assert "This cannot be searched" in page


def test_ad_text_is_never_markup(investigator: Client, world: Any) -> None:
    token = hide("ad", "board:8")
    for page in (search(investigator), investigator.get(f"/ads/{token}/").content.decode()):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "{{ desk.secret_key }}" in page


def test_an_ad_shows_its_mentions_marked(investigator: Client) -> None:
    page = investigator.get(f"/ads/{hide('ad', 'board:0')}/").content.decode()
    assert '<mark class="m m-place" title="place: Denver, CO, US">Denver</mark>' in page
    assert 'title="phone: +12025550134; indicator: third-party-contact">(202) 555-0134</mark>' in page


def test_an_ad_is_masked_for_a_reason_in_words(casework: Desk, enter: Any) -> None:
    client = enter("analyst")
    client.post("/investigations/reason/", {"words": "weekly check"})
    page = client.get(f"/ads/{hide('ad', 'board:0')}/").content.decode()
    for contact in ("0134", "rose@example.org"):
        assert contact not in page


def test_clusters_explain_their_members(investigator: Client) -> None:
    listed = investigator.get("/clusters/").content.decode()
    token = hide("cluster", "cluster-one")
    assert token in listed
    page = investigator.get(f"/clusters/{token}/").content.decode()
    assert page.count("both carry this number") >= 7
    assert "Sweet company in {slot}" in page


def test_clusters_are_masked_for_a_reason_in_words(casework: Desk, enter: Any) -> None:
    client = enter("analyst")
    client.post("/investigations/reason/", {"words": "weekly check"})
    for path in ("/clusters/", f"/clusters/{hide('cluster', 'cluster-one')}/"):
        page = client.get(path).content.decode()
        assert "0134" not in page
        assert "rose@" not in page


def test_an_identifier_page_needs_an_investigation(casework: Desk, enter: Any, world: Any) -> None:
    path = f"/identifiers/{hide('key', 'phone:' + world.NUMBER)}/"
    client = enter("investigator")
    assert client.get(path).status_code == 302
    client.post("/investigations/", {"title": "Motel line", "purpose": "Cards."})
    page = client.get(path).content.decode()
    assert "+1 202-555-0134" in page
    assert "rose@example.org" in page


def test_a_kept_ad_stands_in_its_investigation(investigator: Client) -> None:
    token = hide("ad", "board:0")
    investigator.post(f"/investigations/keep/{token}/")
    folder = investigator.session["investigation_id"]
    assert token in investigator.get(f"/investigations/{folder}/").content.decode()


def test_tokens_hide_and_bind_their_kind(casework: Desk, world: Any) -> None:
    token = hide("key", world.NUMBER)
    assert "0134" not in token
    assert reveal("key", token) == world.NUMBER
    assert reveal("ad", token) is None
    assert reveal("key", token[:-2] + "AA") is None
    assert reveal("key", "ü" * 9) is None
