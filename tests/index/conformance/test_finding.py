"""Searches whose answer is written down here, so that the engines and the brute force cannot err together."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from index.document import Document
from index.engine import Engine
from index.faults import BadQueryError
from index.open import open_index
from index.query import Circle, Query
from index.results import Count
from tests.index.conftest import Sketch, draw

Sketcher = Callable[..., Document]
RENO = ("Reno, NV, US", 39.5296, -119.8138)
VEGAS = ("Las Vegas, NV, US", 36.175, -115.1372)
SUVA = ("Suva, FJ", -18.1416, 178.4415)


def draw_town() -> list[Document]:
    """Six ads, the first one newest."""
    texts = (
        "Quiet studio, new in town: call 202-555-0134",
        "Café rosé, don't wait",
        "東京マッサージ studio",
        "new quiet studio",
        "STUDIO new; quiet? no",
        "привет straße",
    )
    places = ((RENO,), (RENO, VEGAS), (SUVA,), (), (VEGAS,), ())
    sketches = [
        Sketch(
            number=n,
            text=text,
            title=f"Title {n}",
            places=place,
            days=100 - 7 * n,
            site="beta" if n % 2 else "alpha",
            phones=("+12025550134",) if n < 2 else (),
        )
        for n, (text, place) in enumerate(zip(texts, places, strict=True))
    ]
    return [draw(sketch) for sketch in sketches]


@pytest.fixture(scope="module")
def town(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The six ads, to be read only."""
    opened = open_index(tmp_path_factory.mktemp("town") / "index", url)
    opened.put(draw_town())
    yield opened
    opened.close()


def numbers(engine: Engine, query: Query) -> list[int]:
    return [int(hit.ad_id.partition(":")[2]) for hit in engine.search(query).hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("studio", [0, 2, 3, 4]),
        ("quiet new", [0, 3, 4]),
        ('"new quiet"', [3, 4]),
        ('"quiet studio"', [0, 3]),
        ("studio -new", [2]),
        ("-studio", [1, 5]),
        ('-"new quiet" studio', [0, 2]),
        ("cafe ROSE", [1]),
        ("CAFÉ", [1]),
        ("ｃａｆｅ", [1]),
        ("don’t", [1]),
        ("don", []),
        ("strasse", [5]),
        ("ПРИВЕТ", [5]),
        ("京", [2]),
        ("東京", [2]),
        ("京東", []),
        ("202-555-0134", [0]),
        ("555 0134", [0]),
        ("title", [0, 1, 2, 3, 4, 5]),
        ('"0 quiet"', []),  # no phrase reaches from the title into the text
        ("", [0, 1, 2, 3, 4, 5]),
        ("?!", [0, 1, 2, 3, 4, 5]),
        ("absent", []),
        ("studio AND OR NOT * (", []),
        ("studio*", [0, 2, 3, 4]),
    ],
)
def test_words_phrases_and_exclusions(town: Engine, text: str, found: list[int]) -> None:
    assert numbers(town, Query(text=text)) == found


def test_every_filter_and_all_together(town: Engine) -> None:
    assert numbers(town, Query(sites=("alpha",))) == [0, 2, 4]
    assert numbers(town, Query(places=(RENO[0], SUVA[0]))) == [0, 1, 2]
    assert numbers(town, Query(keys=("phone:+12025550134",))) == [0, 1]
    assert numbers(town, Query(keys=("phone:+12025550134",), places=(VEGAS[0],), text="rosé", sites=("beta",))) == [1]
    assert numbers(town, Query(ad_types=("job",))) == []
    assert numbers(town, Query(languages=("en",), statuses=("live",))) == [0, 1, 2, 3, 4, 5]
    assert numbers(town, Query(indicators=("debt",))) == []


def test_bounds_in_time_are_inclusive_to_the_microsecond(engine: Engine, sketch: Sketcher) -> None:
    moment = datetime(2026, 1, 4, 23, 59, 59, 999_999, tzinfo=UTC)
    ad = sketch()
    engine.put([replace(ad, ad=replace(ad.ad, posted_at=moment))])
    step = timedelta(microseconds=1)
    assert engine.search(Query(since=moment, until=moment)).total == 1
    assert engine.search(Query(since=moment + step)).total == 0
    assert engine.search(Query(until=moment - step)).total == 0
    assert engine.search(Query()).histogram == (Count("2026-W01", 1),)


def test_circles_are_exact_and_cross_the_date_line(town: Engine) -> None:
    assert numbers(town, Query(near=Circle(39.5, -119.8, 10))) == [0, 1]
    assert numbers(town, Query(near=Circle(39.5, -119.8, 1))) == []
    assert numbers(town, Query(near=Circle(-18.0, -179.9, 250))) == [2]
    assert numbers(town, Query(near=Circle(0, 0, 20_100))) == [0, 1, 2, 4]
    with pytest.raises(BadQueryError):
        town.search(Query(near=Circle(91, 0, 1)))


def test_counts_beside_the_hits(town: Engine) -> None:
    results = town.search(Query(text="studio", limit=1))
    assert (results.total, results.exact, len(results.hits)) == (4, True, 1)
    assert results.facets["site"] == (Count("alpha", 3), Count("beta", 1))
    assert results.facets["place"] == (Count(VEGAS[0], 1), Count(RENO[0], 1), Count(SUVA[0], 1))
    assert results.grid == (Count("-18.5,178.0", 1), Count("36.0,-115.5", 1), Count("39.5,-120.0", 1))
    assert sum(count.ads for count in results.histogram) == 4
    assert [state.slug for state in results.sites] == ["alpha", "beta"]


def test_a_hit_shows_where_the_words_stand(town: Engine) -> None:
    (hit,) = town.search(Query(text="rosé")).hits
    assert (hit.snippet, hit.title, hit.score_order) == ("Café rosé, don't wait", "Title 1", 1)


def test_a_page_ends_and_the_next_begins_where_two_ads_share_one_moment(engine: Engine, sketch: Sketcher) -> None:
    engine.put([sketch(number=number, days=0) for number in range(30)])
    seen: list[str] = []
    cursor = ""
    for _ in range(4):
        results = engine.search(Query(limit=10, cursor=cursor))
        seen += [hit.ad_id for hit in results.hits]
        cursor = results.cursor
    assert len(seen) == len(set(seen)) == 30
    assert cursor == ""


def test_what_is_put_while_someone_pages_changes_no_later_page(engine: Engine, sketch: Sketcher) -> None:
    engine.put(draw_town())
    first = engine.search(Query(limit=2))
    engine.put([sketch(number=99, days=300)])
    engine.delete(["alpha:0"])
    assert [hit.ad_id for hit in engine.search(Query(limit=2, cursor=first.cursor)).hits] == ["alpha:2", "beta:3"]


@pytest.mark.parametrize(
    "query", [Query(limit=0), Query(limit=201), Query(cursor="not one"), Query(text=" ".join(map(str, range(65))))]
)
def test_a_query_that_cannot_be_answered_is_refused(town: Engine, query: Query) -> None:
    with pytest.raises(BadQueryError):
        town.search(query)
