"""Commands that make derived data from the archive: `ingest`, `rebuild`."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Final

import typer

from threadline.cli.app import app
from threadline.cli.call import Call, command, watch_in
from threadline.cli.exits import Exit

if TYPE_CHECKING:
    from threadline.pipeline import IngestCounts, Work

_NICE: Final = 10

Site = Annotated[str | None, typer.Option("--site", help="Only this site's ads.")]


@command(app, "ingest")
def ingest(call: Call, site: Site = None) -> None:
    """Bring the index up to what the archive holds: mentions, matches, links. Run it again at any time."""
    from threadline.pipeline import ingest as run

    _give_way()
    call.stop(derive(call, run, site))


@command(app, "rebuild")
def rebuild(call: Call, site: Site = None) -> None:
    """Make the index again from the archive, without one fetch, beside the running one; then swap."""
    from threadline.pipeline import rebuild as run

    _give_way()
    call.stop(derive(call, run, site))


def _give_way() -> None:
    """Who looks up comes first: beside a writer of the same priority one look-up in a hundred takes 6 ms (two cores, a
    million ads), beside one that gives way 1."""
    os.setpriority(os.PRIO_PROCESS, 0, max(os.getpriority(os.PRIO_PROCESS, 0), _NICE))


def derive(call: Call, run: Callable[["Work", str | None], "IngestCounts"], site: str | None = None) -> Exit:
    """Run one of the two with a progress bar and report the counts; the exit code is 1 for faults and for the alarm."""
    from threadline.desk_tasks import read_decisions
    from threadline.pipeline import Work

    settings = call.settings
    with call.progress() as progress:
        work = Work(
            call.folder,
            settings.link_limits,
            read_decisions(settings),
            watch_in(progress),
            settings.search_url,
            picture_texts=settings.pictures and settings.picture_texts,
            ner_model=settings.ner_model,
        )
        counts = run(work, site)
    call.row(
        {
            "ads": counts.ads,
            "mentions": counts.mentions,
            "pictures": counts.pictures,
            "matches": counts.matches,
            "clusters": counts.linked.clusters,
            "hubs": counts.linked.hubs,
            "largest_component": counts.linked.largest_component,
        }
    )
    if counts.linked.alarm:
        call.say(f"ALARM: {counts.linked.alarm}")
    for fault in counts.faults:
        call.say(fault)
    return Exit.FAULTS if counts.faults or counts.linked.alarm else Exit.DONE
