"""Commands that help to describe a site: `site new`, `site test`."""

import tomllib
from pathlib import Path
from typing import Annotated

import typer

from threadline.cli.app import app
from threadline.cli.call import Call, command
from threadline.cli.exits import Exit

site_app = typer.Typer(help="Site definitions.", no_args_is_help=True)
app.add_typer(site_app, name="site")


@command(site_app, "new")
def site_new(
    call: Call,
    url: Annotated[str, typer.Argument(help="A page that lists ads.")],
    allow_loopback: Annotated[bool, typer.Option("--allow-loopback", help="For tests.")] = False,
) -> None:
    """Fetch one listing page and one ad, and draft a definition into DATA/sites/. Read it before you use it."""
    from crawlers.single_capture import CaptureRequest, draft_site

    folder = call.folder
    request = CaptureRequest(url, folder.archive, allow_loopback=allow_loopback, contact=call.settings.contact)
    drafted = draft_site(request)
    folder.sites.mkdir(exist_ok=True)
    path = folder.sites / f"{tomllib.loads(drafted.toml)['slug']}.toml"
    if path.exists():
        call.stop(Exit.FAULTS, f"{path} is there already; move it away first")
    path.write_text(drafted.toml, encoding="utf-8")
    call.row({"definition": path, "listing_url": drafted.listing_url, "ad_url": drafted.ad_url})
    call.say(f"Now read {path}, mend what is marked, and run: threadline site test {path}")


@command(site_app, "test")
def site_test(call: Call, definition: Annotated[Path, typer.Argument(help="The definition (TOML).")]) -> None:
    """What each field yields on the pages saved so far, without one request."""
    from crawlers.site import load_site
    from crawlers.trial import try_site

    tried = try_site(load_site(definition), call.folder.archive)
    rows = ({"field": one.field, "coverage": round(one.coverage, 3), "samples": one.samples} for one in tried.fields)
    call.rows(rows, ("field", "coverage", "samples"))
    call.say(f"{tried.listings} listing pages with {tried.links} links, {tried.ads} ad pages")
    for fault in tried.faults:
        call.say(fault)
    if not tried.ads:
        call.stop(Exit.FAULTS, "no ad page of this site is saved yet: threadline crawl FILE --max-ads 20")
    call.stop(Exit.FAULTS if tried.faults else Exit.DONE)
