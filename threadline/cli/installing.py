"""Commands that make an installation and run it: `init`, `demo`, `serve`, `doctor`."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from threadline.cli.app import app
from threadline.cli.call import Call, command, watch_in
from threadline.cli.exits import Exit

if TYPE_CHECKING:
    from threadline.demo.build import DemoMade


@command(app, "doctor")
def doctor(call: Call) -> None:
    """What is missing, and how to get it."""
    from threadline.doctor import examine

    findings = list(examine(call.settings))
    rows = ({"check": f.check, "ok": f.ok, "detail": f.detail, "remedy": "" if f.ok else f.remedy} for f in findings)
    call.rows(rows, FINDING)
    call.stop(Exit.DONE if all(f.ok or f.optional for f in findings) else Exit.FAULTS)


FINDING = ("check", "ok", "detail", "remedy")


@command(app, "init")
def init(
    call: Call,
    organisation: Annotated[str, typer.Option(prompt="Name of the organisation")],
    administrator: Annotated[str, typer.Option(prompt="Log-in name of the first administrator")],
    country: Annotated[str, typer.Option(help="ISO 3166 alpha-2.")] = "US",
    timezone: Annotated[str, typer.Option(help="IANA time zone of the desks.")] = "UTC",
    languages: Annotated[
        str, typer.Option(help="Languages of the desks, comma-separated, the default first.")
    ] = "en,es",
) -> None:
    """Make a real installation: settings, keys with a recovery sheet, databases, the first administrators."""
    from threadline.installation import Installation, install

    wanted = Installation.read(organisation, country, timezone, languages, administrator)
    made = install(call.settings, wanted)
    call.say(f"Installed for {wanted.organisation} in {call.settings.folder.root}.")
    call.say(f"Recovery sheet: {made.recovery_sheet}. Print it, lock it away, then delete the file.")
    for account in made.accounts:
        call.say(f"  {account.desk:<10}{account.username:<20}{account.password}   (must be changed at first log-in)")


@command(app, "serve")
def serve(call: Call) -> None:
    """Serve the hotline desk and the ad desks on localhost, as two processes, until Ctrl-C."""
    from threadline.serving import addresses
    from threadline.serving import serve as run

    call.settings.folder.open()
    for desk, address in addresses(call.settings).items():
        call.say(f"{desk}: {address}")
    call.stop(Exit.FAULTS if run(call.settings, call.say) else Exit.DONE)


@command(app, "demo")
def demo(
    call: Call,
    ads: Annotated[
        int, typer.Option("--ads", min=1, max=1_000_000, help="Above 20,000: no crawl and no photos.")
    ] = 2000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed makes the same world.")] = 7,
    serve_it: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve both desks at the end.")] = True,
) -> None:
    """Make a made-up world, crawl it over loopback, build everything, serve. Nobody in it exists."""
    from threadline.cli.deriving import derive
    from threadline.demo.build import build_demo
    from threadline.demo.options import DemoOptions
    from threadline.pipeline import ingest
    from threadline.serving import addresses
    from threadline.serving import serve as run

    with call.progress() as progress:
        made = build_demo(DemoOptions(ads=ads, seed=seed), call.settings, watch_in(progress))
    for fault in made.faults:
        call.say(fault)
    if made.exit_code:
        call.stop(Exit(made.exit_code), "the demo world was not crawled completely; run the command again")
    derive(replace(call, settings=made.settings), ingest)
    _introduce(call, made)
    if serve_it:
        for desk, address in addresses(made.settings).items():
            call.say(f"{desk}: {address}   (Ctrl-C ends)")
        call.stop(Exit.FAULTS if run(made.settings, call.say) else Exit.DONE)


def _introduce(call: Call, made: "DemoMade") -> None:
    """The log-ins, and one number worth looking up."""
    people = made.people
    call.say("\nDemo log-ins (also in demo/accounts.json):")
    for account in people.accounts:
        call.say(f"  {account.desk:<10}{account.role:<14}{account.username:<22}{account.password}")
    number = people.number
    shown = f"({number[2:5]}) {number[5:8]}-{number[8:]}" if number.startswith("+1") else number
    call.say(f"\nA number worth looking up: {shown}  ({people.ads} ads, {len(people.cities)} cities)\n")
