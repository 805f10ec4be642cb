"""Names, and several things typed at once: one answer, narrowed by each of them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from crawlers.ad import Ad
from extractors.extraction import Extraction
from extractors.mention import Mention
from index.assemble import assemble
from index.document import Document
from index.engine import Engine
from index.lookup import look_up
from index.names import name_key
from index.open import open_index

NUMBER, SECOND = "+12025550134", "+13035550199"
DENVER = ("Denver, CO, US", 39.74, -104.98)
BOISE = ("Boise, ID, US", 43.61, -116.2)
SEEN = datetime(2026, 9, 1, tzinfo=UTC)


def make(number: int, phone: str, place: tuple[str, float, float], *names: tuple[str, str]) -> Document:
    ad = Ad(f"board:{number}", 1, "board", "commercial", f"http://board.example/{number}", "Company", "Words.",
            SEEN + timedelta(days=number), SEEN + timedelta(days=number))  # fmt: skip
    found = [("phone", phone), *names]
    mentions = [Mention(kind, value, value, "text", 0, 1, 0.9, "made/1", "1") for kind, value in found]  # type: ignore[arg-type]
    where = Mention(
        "place", place[0], place[0], "text", 0, 1, 0.9, "made/1", "1", data={"lat": place[1], "lon": place[2]}
    )
    return assemble(ad, Extraction("en", analysed=True, mentions=(*mentions, where)))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = open_index(tmp_path_factory.mktemp("terms") / "index")
    motel, handle, mail = (
        ("organisation", "Sunset Motel"),
        ("handle", "telegram:rose_den"),
        ("email", "rose@example.org"),
    )
    opened.put(
        [
            make(1, NUMBER, DENVER, motel, mail),
            make(2, NUMBER, DENVER, handle),
            make(3, NUMBER, BOISE, mail),
            make(4, SECOND, BOISE, motel),
            make(5, SECOND, DENVER, ("organisation", "SUNSET  motel")),
        ]
    )
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "ads"),
    [
        ("(202) 555-0134 Denver", ["board:2", "board:1"]),
        ("Denver 202-555-0134", ["board:2", "board:1"]),
        ("202 555 0134 rose@example.org", ["board:3", "board:1"]),
        ("+1 202 555 0134, Boise ID, rose@example.org", ["board:3"]),
        ("202 555 0134 Sunset Motel", ["board:1"]),
        ("sunset motel boise", ["board:4"]),
        ("0134 Denver", ["board:2", "board:1"]),
        ("@rose_den Denver", ["board:2"]),
        ("303 555 0199 rose@example.org", []),
    ],
)
def test_each_term_narrows_the_answer(engine: Engine, typed: str, ads: list[str]) -> None:
    answer = look_up(engine, typed, "US")
    assert list(answer.ad_ids) == ads
    assert answer.ads == len(ads)
    assert len(answer.terms) > 1


def test_a_narrowed_answer_tells_of_its_own_ads_alone(engine: Engine) -> None:
    answer = look_up(engine, "202 555 0134 Denver", "US")
    assert [(place.value, place.ads) for place in answer.places] == [("Denver, CO, US", 2)]
    assert {linked.key for linked in answer.linked} == {"handle:telegram:rose_den", "email:rose@example.org"}
    assert answer.first_seen_at == SEEN + timedelta(days=1)
    assert answer.sites[0].ads == 2


@pytest.mark.parametrize("typed", ["Sunset Motel", "sunset motel", "SUNSET MOTEL"])
def test_a_hotel_is_found_by_its_name_however_it_is_spelt(engine: Engine, typed: str) -> None:
    answer = look_up(engine, typed, "US")
    assert answer.ads == 3
    assert answer.identifier == "organisation:sunset motel"
    assert {linked.key for linked in answer.linked} >= {f"phone:{NUMBER}", f"phone:{SECOND}"}


def test_a_city_alone_gives_counts_and_nobody(engine: Engine) -> None:
    answer = look_up(engine, "Denver", "US")
    assert answer.ads == 3
    assert answer.counts_only
    assert (answer.ad_ids, answer.linked, answer.identifier) == ((), (), "")


def test_a_handle_needs_no_platform(engine: Engine) -> None:
    answer = look_up(engine, "@rose_den", "US")
    assert answer.identifier == "handle:telegram:rose_den"
    assert answer.ads == 1


def test_an_address_is_found_among_words(engine: Engine) -> None:
    assert look_up(engine, "mail rose@example.org please", "US").identifier == "email:rose@example.org"


@pytest.mark.parametrize("typed", ["two oh two 555 01 34", "(202) 555-0134", "call 202.555.0134 now"])
def test_one_number_is_still_one_number(engine: Engine, typed: str) -> None:
    answer = look_up(engine, typed, "US")
    assert answer.identifier == f"phone:{NUMBER}"
    assert answer.terms == ()


def test_a_name_without_words_is_no_key() -> None:
    assert name_key("organisation", " -- ") is None
    assert name_key("organisation", "word " * 40) is None
