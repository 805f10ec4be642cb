"""Tips of the hotline from the command line: `tips import`."""

from pathlib import Path
from typing import Annotated

import typer

from threadline.cli.app import app
from threadline.cli.call import Call, command
from threadline.cli.exits import Exit

tips_app = typer.Typer(help="Tips of the hotline.", no_args_is_help=True)
app.add_typer(tips_app, name="tips")


@command(tips_app, "import")
def import_files(
    call: Call,
    paths: Annotated[list[Path], typer.Argument(help="CSV files, e-mails (.eml), or folders of them.")],
    columns: Annotated[
        list[str] | None, typer.Option("--map", help="FIELD=COLUMN, where the file names a column otherwise.")
    ] = None,
    date_format: Annotated[str, typer.Option("--date-format", help="As strptime takes it; else ISO 8601.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count what would be kept; keep nothing.")] = False,
) -> None:
    """Take over tips of an older system, sealed record by record. What is known by its legacy id is left as it is.

    Counts and line numbers are printed, never what a tip says. Exit 1: some rows are no tips; 2: a file or column is
    not there.
    """
    from threadline.desk_process import at_desk
    from threadline.desk_tasks import take_over_tips

    pairs = [one.partition("=") for one in columns or []]
    if any(not (field and equals and column) for field, equals, column in pairs):
        call.stop(Exit.WRONG_CALL, "--map: give FIELD=COLUMN")
    layout = {field: column for field, _equals, column in pairs}
    files = [str(path) for path in paths]
    call.folder  # noqa: B018  # makes or checks the data folder
    done = at_desk(call.settings, "hotline", take_over_tips, files, layout, date_format, dry_run)
    for one in done:
        for fault in one["faults"]:
            call.say(f"{one['file']}, {fault}")
        call.row({name: value for name, value in one.items() if name != "faults"})
    if any(one["faulty"] for one in done):
        call.stop(Exit.FAULTS)
