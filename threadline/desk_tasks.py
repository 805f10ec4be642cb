"""What the command line asks of a desk; each runs inside that desk's own process (`threadline/desk_process.py`)."""

from typing import Any

from index.query import Query
from threadline.config import Settings
from threadline.desk_process import at_desk
from threadline.linking import Decisions


def read_decisions(settings: Settings) -> Decisions:
    """Every judgement and label of the installation, for the linker; none where the desk has no database yet."""
    if not settings.casework_database and not settings.folder.database("casework").exists():
        return Decisions()
    return at_desk(settings, "casework", load_decisions)


def load_decisions() -> Decisions:
    """The judgements and labels of this process's desk, oldest first."""
    from review_ui.investigations.judging import decisions
    from review_ui.investigations.labelling import labels

    return Decisions(tuple(decisions()), tuple(labels()))


def add_label(subject: tuple[str, int], kind: str, reason: str, actor: str) -> dict[str, Any]:
    """Keep a label on a subject (ad_id or key) at a revision; returns the record. Raises BadRecordError."""
    from review_ui.investigations.labelling import NewLabel
    from review_ui.investigations.labelling import add_label as add

    kept = add(NewLabel(subject[0], kind, reason, subject[1]), actor=actor)
    return {"id": str(kept.pk), "subject": kept.subject, "revision": kept.revision, "label": kept.kind,
            "reason": kept.reason, "actor": kept.actor, "decided_at": kept.decided_at}  # fmt: skip


def add_account(username: str, role: str, password: str) -> None:
    """Add one account at this process's desk. Raises BadRecordError."""
    from review_ui.accounts.people import add_user

    add_user(username, role, password)


def add_judgement(left: str, right: str, verdict: str, reason: str, actor: str) -> dict[str, Any]:
    """Keep a decision on a pair; returns the record. Raises BadRecordError."""
    from review_ui.investigations.judging import NewJudgement
    from review_ui.investigations.judging import add_judgement as add

    kept = add(NewJudgement(left, right, verdict, reason), actor=actor)
    return {"id": str(kept.pk), "left": kept.left, "right": kept.right, "verdict": kept.verdict,
            "reason": kept.reason, "actor": kept.actor, "decided_at": kept.decided_at}  # fmt: skip


def add_watch(what: str | Query, note: str, actor: str) -> dict[str, Any]:
    """Watch a link key or a search; returns the record. Raises BadRecordError."""
    from review_ui.investigations.watching import Watcher, watch_key, watch_search

    watcher = Watcher(actor=actor, note=note)
    return _watch_row(watch_key(what, watcher) if isinstance(what, str) else watch_search(what, watcher))


def list_ads_in_use() -> frozenset[str]:
    """Ads that people of this process's desk kept, judged or are told of: they outlive the retention clock."""
    from review_ui.investigations.in_use import ads_in_use

    return frozenset(ads_in_use())


def list_watches() -> list[dict[str, Any]]:
    """Every watch of this process's desk."""
    from review_ui.investigations.models import Watch

    return [_watch_row(watch) for watch in Watch.objects.order_by("created_at")]


def _watch_row(watch: Any) -> dict[str, Any]:
    return {"id": str(watch.pk), "key": watch.key, "search": watch.search, "note": watch.note, "actor": watch.actor,
            "created_at": watch.created_at, "ended_at": watch.ended_at}  # fmt: skip


def take_over_tips(files: list[str], columns: dict[str, str], date_format: str, dry_run: bool) -> list[dict[str, Any]]:  # noqa: FBT001  # sent to another process by position
    """Import tips of an older system at the hotline desk; returns counts and faults by file. Raises BadRecordError."""
    from dataclasses import asdict
    from pathlib import Path

    from review_ui.audit.event import AuditEvent
    from review_ui.audit.recorder import chain_of
    from review_ui.desk import current_desk
    from review_ui.hotline.import_rows import Layout
    from review_ui.hotline.importing import find_files, import_tips
    from threadline.cli.audited import system_user

    found = [str(path) for path in find_files(map(Path, files))]
    what = f"{len(found)} files{', only counted' if dry_run else ''}"
    event = AuditEvent(
        system_user(), "operating system", "tips import", "command line", detail=what, front="command line"
    )
    chain_of(current_desk()).append(event)
    return [asdict(one) for one in import_tips(found, Layout(columns, date_format), dry_run=dry_run)]
