"""Commands that make an installation and run it: `init`, `demo`, `serve`, `doctor`."""

from typing import Annotated

import typer

from threadline.cli.app import app
from threadline.cli.call import Call, Exit, command


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
    from threadline.installation import Installation, InstallationError, install

    try:
        wanted = Installation.read(organisation, country, timezone, languages, administrator)
        made = install(call.settings, wanted)
    except InstallationError as error:
        call.stop(Exit.WRONG_CALL, str(error))
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
