"""Commands that ask the index, each after its audit row: `lookup`, `search`, `links`, `match`."""

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from threadline.cli.app import app
from threadline.cli.audited import record
from threadline.cli.call import Call, command
from threadline.cli.exits import Exit

if TYPE_CHECKING:
    from index.query import Query

Reason = Annotated[
    str, typer.Option("--reason", help="A call, case or investigation id, or words. Goes into the audit.")
]


class Order(StrEnum):
    """Which hits come first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"


Actor = Annotated[str, typer.Option("--actor", help="For whom this is asked, when not for the OS user.")]


@command(app, "lookup")
def lookup(
    call: Call,
    number: Annotated[
        str, typer.Argument(help="A number in any spelling, or another identifier; - reads standard input.")
    ],
    reason: Reason,
    actor: Actor = "",
) -> None:
    """Which ads carry this identifier, where, since when, and what else it links to."""
    from index.lookup import look_up

    typed = given(number)
    record(call, "lookup", typed, reason, actor)
    with call.engine() as engine:
        call.row(_answer_row(look_up(engine, typed, call.settings.region)))


def _answer_row(answer: Any) -> dict[str, Any]:
    return {name: getattr(answer, name) for name in answer.__dataclass_fields__}


@command(app, "search")
def search(
    call: Call,
    query: Annotated[str, typer.Argument(help='Words; "..." for phrases; -word excludes; - reads standard input.')],
    reason: Reason,
    actor: Actor = "",
    site: Annotated[list[str] | None, typer.Option("--site")] = None,
    ad_type: Annotated[list[str] | None, typer.Option("--ad-type")] = None,
    place: Annotated[list[str] | None, typer.Option("--place", help="As the facet shows it: City, ST, CC.")] = None,
    indicator: Annotated[list[str] | None, typer.Option("--indicator")] = None,
    since: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"])] = None,
    until: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"])] = None,
    near: Annotated[str, typer.Option("--near", help="LAT,LON,KM")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=200)] = 20,
    cursor: Annotated[str, typer.Option("--cursor", help="Of the last answer.")] = "",
    order: Annotated[Order | None, typer.Option("--order", help="Default: relevance for words, else newest.")] = None,
) -> None:
    """Full text and filters. Contacts in the hits are masked: look the ad up at a desk, with a case."""
    from index.query import Query

    text = given(query)
    record(call, "search", text, reason, actor)
    asked = Query(
        text=text,
        sites=tuple(site or ()),
        ad_types=tuple(ad_type or ()),
        places=tuple(place or ()),
        indicators=tuple(indicator or ()),
        since=_day_start(since),
        until=_day_end(until),
        near=_circle(call, near),
        limit=limit,
        cursor=cursor,
        order=(order or (Order.RELEVANCE if text.strip() else Order.NEWEST)).value,
    )
    _answer_search(call, asked)


def _answer_search(call: Call, asked: "Query") -> None:
    from review_ui.masking import mask_text

    with call.engine() as engine:
        results = engine.search(asked)
    hits = (
        {**{name: getattr(hit, name) for name in SEARCH_HIT}, "title": mask_text(hit.title)} for hit in results.hits
    )
    call.rows(hits, SEARCH_HIT)
    facets = {
        name: [{"value": one.value, "count": one.ads} for one in counts] for name, counts in results.facets.items()
    }
    call.row({"total": results.total, "exact": results.exact, "facets": facets, "cursor": results.cursor,
              "generation": results.generation, "sites_searched": results.sites})  # fmt: skip


SEARCH_HIT = ("ad_id", "title", "site", "ad_type", "posted_at", "score_order")


@command(app, "links")
def links(
    call: Call,
    identifier: Annotated[str, typer.Argument(help="An identifier or an ad_id; - reads standard input.")],
    reason: Reason,
    actor: Actor = "",
) -> None:
    """The cluster of an identifier or an ad: its members, and the path that explains each."""
    from index.portrait import portray

    asked = given(identifier)
    record(call, "links", asked, reason, actor)
    with call.engine() as engine:
        call.row(_answer_row(portray(engine, asked, call.settings.region)))


@command(app, "match")
def match(
    call: Call,
    photos: Annotated[list[Path], typer.Argument(help="Pictures, or folders of them.")],
    reason: Reason,
    actor: Actor = "",
    top: Annotated[int, typer.Option("--top", min=1, max=100, help="Rows per photo and kind.")] = 10,
) -> None:
    """The same photo in other ads, and similar rooms. Two results with two names; neither is an identification."""
    from threadline.photos import PhotoQuestion, match_photos

    missing = [str(photo) for photo in photos if not photo.exists()]
    if missing:
        call.stop(Exit.WRONG_CALL, f"no such file: {', '.join(missing)}")
    record(call, "match", " ".join(str(photo) for photo in photos), reason, actor)
    faults: list[str] = []
    with call.engine() as engine:
        call.rows(match_photos(call.settings, engine, PhotoQuestion(photos, top), faults.append), MATCH_ROW)
    for fault in faults:
        call.say(fault)
    call.stop(Exit.FAULTS if faults else Exit.DONE)


MATCH_ROW = ("query", "kind", "rank", "ad_id", "hotel", "room", "verdict", "scores", "visible_area", "explanation")


def given(argument: str) -> str:
    """The argument, or standard input for `-`: a number given there is in no process list."""
    return sys.stdin.read().strip() if argument == "-" else argument


def _day_start(day: datetime | None) -> datetime | None:
    return day.replace(tzinfo=UTC) if day else None


def _day_end(day: datetime | None) -> datetime | None:
    return day.replace(hour=23, minute=59, second=59, microsecond=999999, tzinfo=UTC) if day else None


def _circle(call: Call, near: str) -> Any:
    from index.query import Circle

    if not near:
        return None
    try:
        lat, lon, radius = (float(part) for part in near.split(","))
    except ValueError:
        call.stop(Exit.WRONG_CALL, f"--near {near}: not LAT,LON,KM")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < radius <= 1000):
        call.stop(Exit.WRONG_CALL, f"--near {near}: degrees or kilometres out of range")
    return Circle(lat, lon, radius)
