"""Commands that look after an installation: `stats`, three examinations, `backup`, `restore`."""

from collections.abc import Iterable
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer

from review_ui.audit.chain import AuditChain
from threadline.cli.app import app
from threadline.cli.asking import Actor, Reason
from threadline.cli.audited import record, system_user
from threadline.cli.call import Call, command, watch_in
from threadline.cli.exits import Exit
from threadline.desks import desk_of
from threadline.installation import DESKS

archive_app = typer.Typer(help="The evidence.", no_args_is_help=True)
audit_app = typer.Typer(help="The audit files.", no_args_is_help=True)
index_app = typer.Typer(help="The index.", no_args_is_help=True)
app.add_typer(archive_app, name="archive")
app.add_typer(audit_app, name="audit")
app.add_typer(index_app, name="index")

CHECK = ("what", "ok", "detail")


class Check(Protocol):
    """A finding of any of the three examinations."""

    @property
    def what(self) -> str: ...
    @property
    def ok(self) -> bool: ...
    @property
    def detail(self) -> str: ...


@command(app, "stats")
def stats(call: Call) -> None:
    """Counts, sizes, versions, and the largest component."""

    with call.engine() as engine:
        figures = engine.stats()
    call.row({name: getattr(figures, name) for name in figures.__dataclass_fields__})


@command(app, "expire")
def expire_ads(
    call: Call,
    reason: Reason,
    actor: Actor = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what would go.")] = False,
) -> None:
    """Erase ads unseen for the `retention_days` of their site; what is linked, in use or under a legal hold stays."""
    from threadline.expiring import Order, expire, foresee

    record(call, "expire", "dry run" if dry_run else "", reason, actor)
    now = datetime.now(UTC)
    rows = foresee(call.settings, now) if dry_run else expire(call.settings, Order(system_user(actor), reason, now))
    call.rows(({name: getattr(row, name) for name in EXPIRY} for row in rows), EXPIRY)


EXPIRY = ("site", "days", "overdue", "linked", "in_use", "on_hold", "erased")


@command(archive_app, "verify")
def archive_verify(call: Call) -> None:
    """Find any changed, removed, re-ordered or truncated record of the archive."""
    from crawlers.archive import Archive

    captures = call.folder.captures("hotline")
    with Archive(call.folder.archive) as archive, ExitStack() as stack:
        checks: Iterable[Check] = archive.verify()
        if captures.is_dir():
            checks = chain(checks, stack.enter_context(Archive(captures)).verify())
        _report(call, checks)


@command(audit_app, "verify")
def audit_verify(call: Call) -> None:
    """Find any changed, removed, re-ordered or cut-off row of the audit files."""
    findings: list[dict[str, Any]] = []
    for name in DESKS:
        desk = desk_of(call.settings, name)
        if not desk.audit.exists():
            findings.append({"what": f"{name} audit", "ok": True, "detail": "nothing written yet"})
            continue
        with closing(AuditChain(desk.audit, desk.audit_key, desk.anchors)) as chain:
            findings += [{"what": f"{name} {one.what}", "ok": one.ok, "detail": one.detail} for one in chain.verify()]
    call.rows(findings, CHECK)
    call.stop(Exit.DONE if all(one["ok"] for one in findings) else Exit.FAULTS)


@command(index_app, "check")
def index_check(call: Call) -> None:
    """Prove that the key store and the text engine hold the same ads."""
    from index.check import check

    with call.engine() as engine:
        _report(call, check(engine))


def _report(call: Call, checks: Iterable[Check]) -> None:
    findings = [{"what": one.what, "ok": one.ok, "detail": one.detail} for one in checks]
    call.rows(findings, CHECK)
    call.stop(Exit.DONE if all(one["ok"] for one in findings) else Exit.FAULTS)


BackupFile = Annotated[Path, typer.Argument(help="The backup, one file.")]


@command(app, "backup")
def backup(call: Call, file: BackupFile) -> None:
    """Archive, definitions, databases and audit into one file. Keys are not in it: they have their recovery sheet."""
    from threadline.backup import back_up

    with call.progress() as progress:
        counts = back_up(call.folder, file, watch_in(progress))
    if call.settings.hotline_database or call.settings.casework_database:
        call.say("A desk's database is on PostgreSQL: back that up with pg_dump; it is not in this file.")
    call.row({"files": counts.files, "bytes": counts.bytes})


@command(app, "restore")
def restore(call: Call, file: BackupFile) -> None:
    """Restore into an empty data folder and compare every digest. Put the keys back and run rebuild afterwards."""
    from threadline.backup import restore as run

    with call.progress() as progress:
        counts = run(call.settings.folder, file, watch_in(progress))
    call.say("Restored. Put the keys of the recovery sheet into DATA/keys, then run: threadline rebuild")
    call.row({"files": counts.files, "bytes": counts.bytes})
