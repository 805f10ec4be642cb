"""Commands that fetch or take in: `crawl`, `capture`, `import`, `hotels import`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from threadline.cli.app import app
from threadline.cli.call import Call, command, watch_in
from threadline.cli.exits import Exit

if TYPE_CHECKING:
    from crawlers.ad import AdType
    from crawlers.crawl_options import CrawlOutcome

FIELDS = ("id", "title", "text", "url", "posted_at", "phone", "price", "place")
AD_TYPES = ("commercial", "job", "forum", "other")
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
    due: Annotated[
        bool, typer.Option("--due", help="Of the ads we know, fetch only those that are due again.")
    ] = False,
    schedule: Annotated[Path | None, typer.Option("--schedule", help="Definitions and intervals (TOML).")] = None,
    status: Annotated[bool, typer.Option("--status", help="Only say where every site stands.")] = False,
) -> None:
    """Crawl sites into the archive, and nothing else; `ingest` follows."""
    if status:
        _status(call)
    if schedule is not None:
        call.stop(Exit(_follow(call, schedule)))
    missing = [str(path) for path in definitions or [] if not path.is_file()]
    if not definitions or missing:
        call.stop(Exit.WRONG_CALL, f"no such definition: {', '.join(missing)}" if missing else "no definition given")
    wishes = {"allow_loopback": allow_loopback, "max_ads": max_ads, "delay": delay, "revisit": "due" if due else "all"}
    outcome = _run(call, tuple(definitions), **wishes)
    call.rows(_site_rows(outcome), ("site", "pages", "ads"))
    for fault in outcome.faults:
        call.say(fault)
    raise typer.Exit(outcome.exit_code)


def _run(call: Call, definitions: tuple[Path, ...], **wishes: Any) -> "CrawlOutcome":
    from crawlers.crawl import run
    from crawlers.crawl_options import CrawlOptions
    from threadline.removing import ErasedAds
    from threadline.screening import screening

    settings = call.settings
    with screening(settings) as screen, call.progress() as progress:
        watch = watch_in(progress)
        options = CrawlOptions(
            definitions,
            call.folder.archive,
            pictures=settings.pictures,
            contact=settings.contact,
            socks_proxy=settings.socks_proxy,
            removal=ErasedAds(call.folder, settings.region),
            screen=screen,
            report=lambda at: watch(at.site, at.done, at.done + at.waiting),
            **wishes,
        )
        return run(options)


def _follow(call: Call, path: Path) -> int:
    from threadline.schedule import follow, read_schedule

    return follow(call.settings, read_schedule(path), call.say)


def _site_rows(outcome: "CrawlOutcome") -> list[dict[str, Any]]:
    return [{"site": slug, "pages": one.pages, "ads": one.ads} for slug, one in outcome.sites.items()]


def _status(call: Call) -> None:
    from crawlers.crawl import status

    rows = ({name: getattr(site, name) for name in STATUS} for site in status(call.folder.archive))
    call.rows(rows, STATUS)
    call.stop(Exit.DONE)


@command(app, "capture")
def capture(
    call: Call,
    url: Annotated[str, typer.Argument(help="One public page.")],
    allow_loopback: Annotated[bool, typer.Option("--allow-loopback", help="For tests.")] = False,
    desk: Annotated[
        str, typer.Option("--desk", help="hotline: into the hotline's own archive, not the common one.")
    ] = "",
) -> None:
    """Preserve one page without a definition. robots.txt and the address guard hold here too."""
    from crawlers.single_capture import CaptureRequest, capture_page
    from threadline.screening import screening

    if desk not in ("", "hotline"):
        call.stop(Exit.WRONG_CALL, f"--desk {desk}: hotline, or left out")
    archive = call.folder.captures("hotline") if desk else call.folder.archive
    with screening(call.settings) as screen:
        request = CaptureRequest(url, archive, allow_loopback, call.settings.contact, screen)
        kept = capture_page(request)
    call.row({"capture_id": kept.capture_id, "url": kept.url, "retrieved_at": kept.retrieved_at,
              "sha256": kept.wire_sha256, "status": kept.status, "final_url": kept.final_url})  # fmt: skip


@command(app, "import")
def import_ads(
    call: Call,
    file: Annotated[Path, typer.Argument(help="FILE.csv or FILE.jsonl")],
    site: Annotated[str, typer.Option("--site", help="Short name of the source: part of every ad_id.")],
    ad_type: Annotated[str, typer.Option("--ad-type", help=", ".join(AD_TYPES))] = "other",
    column: Annotated[list[str] | None, typer.Option("--map", help=f"FIELD=COLUMN; FIELD: {', '.join(FIELDS)}")] = None,
    terms: Annotated[str, typer.Option("--terms", help="What the partner allows.")] = "",
    tlp: Annotated[str, typer.Option("--tlp")] = "TLP:AMBER",
) -> None:
    """Take in a partner's ads: archived records and Ads like any other; known ids become revisions."""
    from crawlers.importing import ImportRequest, import_file
    from threadline.removing import ErasedAds

    columns = dict(one.split("=", 1) for one in column or [] if "=" in one)
    unknown = [one for one in column or [] if one.partition("=")[0] not in FIELDS or "=" not in one]
    if unknown or ad_type not in AD_TYPES or not file.is_file():
        call.stop(Exit.WRONG_CALL, _import_message(file, ad_type, unknown))
    settings = call.settings
    request = ImportRequest(
        file, call.folder.archive, site, cast("AdType", ad_type), columns, terms=terms, tlp=tlp,
        region=settings.region, timezone=settings.timezone, removal=ErasedAds(call.folder, settings.region),
    )  # fmt: skip
    counts = import_file(request)
    call.row({"rows": counts.rows, "new": counts.new, "changed": counts.changed, "unchanged": counts.unchanged,
              "faults": len(counts.faults)})  # fmt: skip
    for fault in counts.faults:
        call.say(fault)
    raise typer.Exit(counts.exit_code)


def _import_message(file: Path, ad_type: str, unknown: list[str]) -> str:
    if unknown:
        return f"--map {unknown[0]}: FIELD=COLUMN with FIELD one of {', '.join(FIELDS)}"
    return f"--ad-type {ad_type}: one of {', '.join(AD_TYPES)}" if ad_type not in AD_TYPES else f"{file}: no such file"


hotels_app = typer.Typer(help="Reference photos of hotel rooms.", no_args_is_help=True)
app.add_typer(hotels_app, name="hotels")


@command(hotels_app, "import")
def hotels_import(
    call: Call,
    source: Annotated[Path, typer.Argument(help="A CSV with a column `file`, or a folder HOTEL/ROOM/photo.jpg.")],
) -> None:
    """Take in reference photos: archived like all evidence, then findable by `match`."""
    from threadline.photos import take_in_hotels

    if not source.exists():
        call.stop(Exit.WRONG_CALL, f"{source}: no such file or folder")
    counts = take_in_hotels(call.settings, source)
    call.row({"rows": counts.rows, "new": counts.new, "faults": len(counts.faults)})
    for fault in counts.faults:
        call.say(fault)
    call.stop(Exit.FAULTS if counts.faults else Exit.DONE)
