"""Commands that write down people's decisions, for scripts: `judge`, `watch`, `user`."""

import sys
from typing import Annotated

import typer

from threadline.cli.app import app
from threadline.cli.asking import Actor, Reason
from threadline.cli.audited import record, system_user
from threadline.cli.call import Call, Exit, command

user_app = typer.Typer(help="Accounts.", no_args_is_help=True)
watch_app = typer.Typer(help="Watches of the ad desks.", no_args_is_help=True)
app.add_typer(user_app, name="user")
app.add_typer(watch_app, name="watch")


@command(app, "judge")
def judge(
    call: Call,
    left: Annotated[str, typer.Argument(help="An ad_id, or a link key (kind:value).")],
    right: Annotated[str, typer.Argument(help="Another one.")],
    verdict: Annotated[str, typer.Argument(help="same, different or unsure")],
    reason: Reason,
    actor: Actor = "",
) -> None:
    """Decide on a pair. The next ingest or rebuild heeds it: DIFFERENT splits, and stays split."""
    from review_ui.faults import BadRecordError
    from threadline.desk_process import at_desk
    from threadline.desk_tasks import add_judgement

    record(call, "judge", f"{left} {verdict} {right}", reason, actor)
    try:
        call.row(at_desk(call.settings, "casework", add_judgement, left, right, verdict, reason, system_user(actor)))
    except BadRecordError as error:
        call.stop(Exit.WRONG_CALL, str(error))


@command(watch_app, "add")
def watch_add(
    call: Call,
    identifier: Annotated[str, typer.Argument(help="A number in any spelling, or another identifier.")],
    reason: Reason,
    actor: Actor = "",
) -> None:
    """Watch an identifier: an alert is raised when a new ad carries it."""
    from index.typed import read_identifier
    from review_ui.faults import BadRecordError
    from threadline.desk_process import at_desk
    from threadline.desk_tasks import add_watch

    record(call, "watch.add", identifier, reason, actor)
    reading = read_identifier(identifier, call.settings.region)
    if reading.form != "whole":
        call.stop(Exit.WRONG_CALL, "no whole identifier in what was given")
    try:
        call.row(at_desk(call.settings, "casework", add_watch, str(reading.keys[0]), reason, system_user(actor)))
    except BadRecordError as error:
        call.stop(Exit.WRONG_CALL, str(error))


@command(watch_app, "list")
def watch_list(call: Call) -> None:
    """Every watch of the ad desks."""
    from threadline.desk_process import at_desk
    from threadline.desk_tasks import list_watches

    record(call, "watch.list", "", "list of watches")
    call.rows(at_desk(call.settings, "casework", list_watches), ("id", "key", "note", "actor", "created_at"))


@command(user_app, "add")
def user_add(
    call: Call,
    username: Annotated[str, typer.Argument(help="Log-in name.")],
    desk: Annotated[str, typer.Option("--desk", help="hotline or casework")],
    role: Annotated[str, typer.Option("--role", help="A role of that desk.")],
    password: Annotated[str, typer.Option("--password", help="Only `-`: read one line from standard input.")] = "",
) -> None:
    """Add an account. Without --password a good one is made and told once."""
    from review_ui.faults import BadRecordError
    from threadline.desk_process import at_desk
    from threadline.desk_tasks import add_account
    from threadline.installation import DESKS, new_password

    name = next((one for one in DESKS if one == desk), None)
    if name is None:
        call.stop(Exit.WRONG_CALL, f"--desk {desk}: give one of {', '.join(DESKS)}")
    if password not in {"", "-"}:
        call.stop(Exit.WRONG_CALL, "--password takes only `-`: what stands in a command line can be read by others")
    word = sys.stdin.readline().rstrip("\n") if password == "-" else new_password()
    record(call, "user.add", f"{desk}:{username}", "account made from the command line")
    try:
        at_desk(call.settings, name, add_account, username, role, word)
    except BadRecordError as error:
        call.stop(Exit.WRONG_CALL, str(error))
    call.row({"desk": desk, "username": username, "role": role, "password": word if password != "-" else None})
