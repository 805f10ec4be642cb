"""A look-up as a hotline worker types it."""

from collections.abc import Callable

import pytest

from index.document import Document
from index.embedded.engine import EmbeddedEngine
from index.faults import NoIdentifierError
from index.lookup import look_up
from matching.links.keys import LinkKey

Sketcher = Callable[..., Document]
PHONE = "+12025550134"
BOISE = ("Boise, ID, US", 43.6135, -116.2035)


@pytest.fixture
def held(engine: EmbeddedEngine, sketch: Sketcher) -> EmbeddedEngine:
    engine.put(
        [
            sketch(number=1, phones=(PHONE,), emails=("rose@example.org",), places=(BOISE,), revision=3),
            sketch(
                number=2, phones=(PHONE,), emails=("rose@example.org",), text="another wording", days=8, site="beta"
            ),
            sketch(number=3, phones=("+12125550134",)),
            sketch(number=4, phones=("+12025550177",)),
        ]
    )
    return engine


@pytest.mark.parametrize(
    "typed",
    [
        "(202) 555-0134",
        "202.555.0134",
        " 2025550134 ",
        "+1 202 555 0134",
        "1-202-555-0134",
        "two oh two 555 01 thirty four",
    ],
)
def test_every_spelling_finds_the_number(held: EmbeddedEngine, typed: str) -> None:
    answer = look_up(held, typed, "US")
    assert (answer.identifier, answer.ads) == (f"phone:{PHONE}", 2)


def test_the_answer_counts_ads_and_says_where_when_and_what_else(held: EmbeddedEngine) -> None:
    answer = look_up(held, PHONE, "US")
    assert [(count.value, count.ads) for count in answer.sites] == [("alpha", 1), ("beta", 1)]
    assert [(place.value, place.ads) for place in answer.places] == [("Boise, ID, US", 1)]
    assert answer.first_seen_at is not None
    assert answer.last_seen_at is not None
    assert answer.first_seen_at < answer.last_seen_at
    (linked,) = answer.linked
    assert (linked.key, linked.ads, linked.hub) == ("email:rose@example.org", 2, False)
    assert (answer.place_count, answer.linked_count) == (1, 1)
    assert linked.reasons == ("2 ads carry both, in 2 different wordings",)
    assert {state.slug for state in answer.sites_searched} == {"alpha", "beta"}
    assert "does not say who uses it" in answer.caveat


def test_a_number_not_held_is_not_in_what_we_hold(held: EmbeddedEngine) -> None:
    answer = look_up(held, "+1 202 555 0199", "US")
    assert (answer.ads, answer.identifier) == (0, "phone:+12025550199")
    assert answer.caveat.startswith("Not in what we hold.")


def test_the_last_digits_give_candidates_with_their_ads(held: EmbeddedEngine) -> None:
    answer = look_up(held, "5550134", "US")
    assert [(c.identifier, c.ads) for c in answer.candidates] == [(PHONE, 2), ("+12125550134", 1)]
    assert (answer.ads, answer.identifier, answer.ad_ids) == (0, "", ())


def test_candidates_are_capped_and_say_so(engine: EmbeddedEngine, sketch: Sketcher) -> None:
    engine.put([sketch(number=n, phones=(f"+1{201 + n}5550134",)) for n in range(12)])
    answer = look_up(engine, "0134", "US")
    assert (len(answer.candidates), answer.candidates_capped) == (10, True)


@pytest.mark.parametrize("typed", ["202", "+1202", "+1 202 *", "202555****", "(202)"])
def test_an_area_code_or_a_wildcard_counts_and_shows_nobody(held: EmbeddedEngine, typed: str) -> None:
    answer = look_up(held, typed, "US")
    assert (answer.ads, answer.numbers) == (3, 2)
    assert (answer.candidates, answer.linked, answer.ad_ids, answer.identifier) == ((), (), (), "")


@pytest.mark.parametrize("typed", ["no number here", "", "   ", "*", "()-"])
def test_nothing_to_look_up_is_an_error(held: EmbeddedEngine, typed: str) -> None:
    with pytest.raises(NoIdentifierError, match="no number"):
        look_up(held, typed, "US")


def test_an_email_address_is_looked_up_in_any_case(held: EmbeddedEngine) -> None:
    assert look_up(held, " Rose@Example.org", "US").ads == 2


def test_a_key_is_looked_up_as_it_is_written(held: EmbeddedEngine) -> None:
    assert look_up(held, "email:rose@example.org", "US").ads == 2
    assert look_up(held, f"phone:{PHONE}", "US").ads == 2


def test_a_hub_is_shown_and_links_nobody(held: EmbeddedEngine) -> None:
    held.put_clusters([], [LinkKey("phone", PHONE)], 0.0)
    answer = look_up(held, PHONE, "US")
    assert (answer.hub, answer.ads, answer.linked) == (True, 2, ())
    assert "links nobody to anybody" in answer.caveat
    (linked,) = look_up(held, "rose@example.org", "US").linked
    assert linked.hub


@pytest.mark.parametrize("typed", ["2025550143", "2025550135", "20255550134", "+1 202 555 0034"])
def test_a_number_not_held_shows_held_ones_one_slip_away(held: EmbeddedEngine, typed: str) -> None:
    answer = look_up(held, typed, "US")
    assert answer.ads == 0
    assert (PHONE, 2) in [(c.identifier, c.ads) for c in answer.candidates]


def test_a_number_with_a_digit_missing_is_found_by_its_end(held: EmbeddedEngine) -> None:
    assert [c.identifier for c in look_up(held, "025550134", "US").candidates] == [PHONE]
