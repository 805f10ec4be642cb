"""Commands that fetch or take in: `crawl`, `capture`, `import`, `site new`, `site test`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from threadline.cli.app import app
from threadline.cli.call import Call, Exit, command, watch_in

if TYPE_CHECKING:
    from crawlers.crawl_options import CrawlOutcome

STATUS = ("site", "queued", "done", "failed", "blocked_hosts", "coverage", "last_complete_at")


@command(app, "crawl")
def crawl(
    call: Call,
    definitions: Annotated[list[Path] | None, typer.Argument(help="Site definitions (TOML).")] = None,
    allow_loopback: Annotated[
        bool, typer.Option("--allow-loopback", help="For tests: loopback may be crawled.")
    ] = False,
    max_ads: Annotated[int | None, typer.Option("--max-ads", min=1)] = None,
    delay: Annotated[
        float | None, typer.Option("--delay", min=0, help="Seconds between two requests to one host.")
    ] = None,
    schedule: Annotated[Path | None, typer.Option("--schedule", help="Definitions and intervals (TOML).")] = None,
    status: Annotated[bool, typer.Option("--status", help="Only say where every site stands.")] = False,
) -> None:
    """Crawl sites into the archive, and nothing else; `ingest` follows."""
    if status:
        _status(call)
    if schedule is not None:
        call.stop(Exit.FAULTS, "--schedule is not there yet: call crawl from a timer (docs/operator.md)")
    missing = [str(path) for path in definitions or [] if not path.is_file()]
    if not definitions or missing:
        call.stop(Exit.WRONG_CALL, f"no such definition: {', '.join(missing)}" if missing else "no definition given")
    outcome = _run(call, tuple(definitions), allow_loopback=allow_loopback, max_ads=max_ads, delay=delay)
    call.rows(_site_rows(outcome), ("site", "pages", "ads"))
    for fault in outcome.faults:
        call.say(fault)
    raise typer.Exit(outcome.exit_code)


def _run(call: Call, definitions: tuple[Path, ...], **wishes: Any) -> "CrawlOutcome":
    from crawlers.crawl import run
    from crawlers.crawl_options import CrawlOptions

    settings = call.settings
    with call.progress() as progress:
        watch = watch_in(progress)
        options = CrawlOptions(
            definitions,
            call.folder.archive,
            pictures=settings.pictures,
            contact=settings.contact,
            report=lambda at: watch(at.site, at.done, at.done + at.waiting),
            **wishes,
        )
        return run(options)


def _site_rows(outcome: "CrawlOutcome") -> list[dict[str, Any]]:
    return [{"site": slug, "pages": one.pages, "ads": one.ads} for slug, one in outcome.sites.items()]


def _status(call: Call) -> None:
    from crawlers.crawl import status

    rows = ({name: getattr(site, name) for name in STATUS} for site in status(call.folder.archive))
    call.rows(rows, STATUS)
    call.stop(Exit.DONE)
