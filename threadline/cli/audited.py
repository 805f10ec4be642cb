"""The audit row that every question on the command line leaves before its answer."""

import getpass
import os
from typing import NoReturn

from review_ui.audit.chain import AuditChain
from review_ui.audit.event import AuditEvent
from review_ui.faults import AuditError
from threadline.cli.call import Call
from threadline.cli.exits import Exit
from threadline.desks import desk_of


def record(call: Call, action: str, subject: str, reason: str, actor: str = "") -> None:
    """Write the row into the ad desks' chain, as the OS user unless `actor` names whom this is for.

    Ends the command when the reason is empty (exit 2) or the row cannot be written (exit 1): then nothing is answered.
    """
    if not reason.strip():
        call.stop(Exit.WRONG_CALL, "a reason is needed: a call, case or investigation id, or words (--reason)")
    folder = call.folder
    desk = desk_of(call.settings, "casework")
    folder.audit("casework").parent.mkdir(parents=True, exist_ok=True)
    chain = AuditChain(desk.audit, desk.audit_key, desk.anchors)
    try:
        chain.append(AuditEvent(system_user(actor), "operating system", action, reason, subject, front="command line"))
    except AuditError as error:
        _refuse(call, error)
    finally:
        chain.close()


def system_user(actor: str = "") -> str:
    """The OS user, and for whom that user asks."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # no entry for the uid, as in some containers
        user = f"uid {os.getuid()}"
    return f"{actor} (as {user})" if actor else user


def _refuse(call: Call, error: AuditError) -> NoReturn:
    call.stop(Exit.FAULTS, f"the audit row could not be written, so nothing is answered: {error}")
