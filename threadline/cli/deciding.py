"""Commands that write down people's decisions, for scripts: `judge`, `watch`, `removal`, `user`."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from threadline.cli.app import app
from threadline.cli.asking import Actor, Reason, given
from threadline.cli.audited import record, system_user
from threadline.cli.call import Call, command
from threadline.cli.exits import Exit

if TYPE_CHECKING:
    from index.removals.removal import Removal

removal_app = typer.Typer(help="What must not be shown, or not be kept.", no_args_is_help=True)
user_app = typer.Typer(help="Accounts.", no_args_is_help=True)
watch_app = typer.Typer(help="Watches of the ad desks.", no_args_is_help=True)
app.add_typer(removal_app, name="removal")
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
    from threadline.desk_process import at_desk
    from threadline.desk_tasks import add_judgement

    record(call, "judge", f"{left} {verdict} {right}", reason, actor)
    call.row(at_desk(call.settings, "casework", add_judgement, left, right, verdict, reason, system_user(actor)))


@command(app, "label")
def label(
    call: Call,
    subject: Annotated[str, typer.Argument(help="An identifier in any spelling, or an ad_id; - reads standard input.")],
    kind: Annotated[
        str, typer.Argument(help="organised, independent, agency_line, spam_or_scam, other or unclear", metavar="LABEL")
    ],
    reason: Reason,
    actor: Actor = "",
) -> None:
    """Say what an ad, or the ads under an identifier, look like. An agency line is shown and never followed."""
    from threadline.desk_process import at_desk
    from threadline.desk_tasks import add_label

    asked = given(subject)
    record(call, "label", f"{asked} {kind}", reason, actor)
    with call.engine() as engine:
        held = engine.get([asked]).get(asked)
    named, revision = (asked, held.ad.revision) if held else (_read_key(call, asked), 0)
    call.row(at_desk(call.settings, "casework", add_label, (named, revision), kind, reason, system_user(actor)))


@command(watch_app, "add")
def watch_add(
    call: Call,
    reason: Reason,
    identifier: Annotated[
        str, typer.Argument(help="A number in any spelling, or another identifier; - reads standard input.")
    ] = "",
    actor: Actor = "",
    words: Annotated[str, typer.Option("--words", help="Instead: ads with these words, as `search` takes them.")] = "",
    site: Annotated[list[str] | None, typer.Option("--site")] = None,
    ad_type: Annotated[list[str] | None, typer.Option("--ad-type")] = None,
    place: Annotated[list[str] | None, typer.Option("--place", help="As the facet shows it: City, ST, CC.")] = None,
    indicator: Annotated[list[str] | None, typer.Option("--indicator")] = None,
) -> None:
    """Watch an identifier, or a search (words, places, signs): an alert is raised when a new ad carries or fits it."""
    from index.query import Query
    from threadline.desk_process import at_desk
    from threadline.desk_tasks import add_watch

    search = Query(
        words, tuple(site or ()), tuple(ad_type or ()), places=tuple(place or ()), indicators=tuple(indicator or ())
    )
    asked = given(identifier) if identifier else ""
    if bool(asked) == (search != Query()):
        call.stop(Exit.WRONG_CALL, "give an identifier, or words and filters of a search")
    record(call, "watch.add", asked or words, reason, actor)
    what = _read_key(call, asked) if asked else search
    call.row(at_desk(call.settings, "casework", add_watch, what, reason, system_user(actor)))


def _read_key(call: Call, identifier: str) -> str:
    from index.typed import read_identifier

    reading = read_identifier(identifier, call.settings.region)
    if reading.form != "whole":
        call.stop(Exit.WRONG_CALL, "no whole identifier in what was given")
    return str(reading.keys[0])


@command(watch_app, "list")
def watch_list(call: Call) -> None:
    """Every watch of the ad desks."""
    from threadline.desk_process import at_desk
    from threadline.desk_tasks import list_watches

    record(call, "watch.list", "", "list of watches")
    call.rows(at_desk(call.settings, "casework", list_watches), ("id", "key", "search", "note", "actor", "created_at"))


@command(user_app, "add")
def user_add(
    call: Call,
    username: Annotated[str, typer.Argument(help="Log-in name.")],
    desk: Annotated[str, typer.Option("--desk", help="hotline or casework")],
    role: Annotated[str, typer.Option("--role", help="A role of that desk.")],
    password: Annotated[str, typer.Option("--password", help="Only `-`: read one line from standard input.")] = "",
) -> None:
    """Add an account. Without --password a good one is made and told once."""
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
    at_desk(call.settings, name, add_account, username, role, word)
    call.row({"desk": desk, "username": username, "role": role, "password": word if password != "-" else None})


@command(removal_app, "add")
def removal_add(
    call: Call,
    name: Annotated[
        str, typer.Argument(help="An identifier in any spelling, ad:SITE:ID, picture:SHA256; - reads stdin.")
    ],
    reason: Reason,
    actor: Actor = "",
    erase: Annotated[bool, typer.Option("--erase", help="Remove the evidence too; otherwise it is hidden.")] = False,
    expires: Annotated[datetime | None, typer.Option("--expires", formats=["%Y-%m-%d"])] = None,
    legal_hold: Annotated[bool, typer.Option("--legal-hold", help="Evidence must be kept for a court.")] = False,
) -> None:
    """Hide or erase what an identifier, an ad or a picture leads to, for good: through re-crawl, import and restore."""
    from index.removals.removal import Request
    from threadline.removing import take_out

    asked = given(name)
    record(call, "removal.add", asked, reason, actor)
    wanted = Request(
        _name(call, asked),
        "erase" if erase else "hide",
        system_user(actor),
        reason,
        expires.replace(tzinfo=UTC) if expires else None,
        legal_hold=legal_hold,
    )
    call.row(_removal_row(take_out(call.folder, wanted, call.settings.search_url)))


@command(removal_app, "list")
def removal_list(call: Call) -> None:
    """Every removal; what was removed stands there only as a keyed hash."""
    from index.removals.listing import RemovalList

    record(call, "removal.list", "", "list of removals")
    rows = (_removal_row(entry) for entry in RemovalList(call.folder.root).entries())
    call.rows(rows, ("removal_id", "kind", "action", "decided_by", "decided_at", "expires_at", "legal_hold", "reason"))


def _name(call: Call, asked: str) -> str:
    from index.typed import read_identifier

    if asked.startswith(("ad:", "picture:")):
        return asked
    reading = read_identifier(asked, call.settings.region)
    if reading.form != "whole":
        call.stop(Exit.WRONG_CALL, "no whole identifier, ad (ad:SITE:ID) or picture (picture:SHA256) in what was given")
    return str(reading.keys[0])


def _removal_row(removal: "Removal") -> dict[str, Any]:
    return {name: getattr(removal, name) for name in removal.__dataclass_fields__}
