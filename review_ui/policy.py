"""Who may do what: role x action, deny by default. Every page, export, count and API call asks here."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What an account is for. Administration and case access never meet in one role."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"
    ANALYST = "analyst"
    CHILD_SAFETY = "child_safety"
    INVESTIGATOR = "investigator"
    OPERATOR = "operator"
    AUDITOR = "auditor"


class Action(StrEnum):
    """What a page or call does; each view names exactly one."""

    OWN_ACCOUNT = "own account"
    OPEN_CALL = "open call"
    LOOK_UP = "look up"
    READ_AD = "read ad"
    WRITE_TIP = "write tip"
    READ_TIP = "read tip"
    JOIN_TIPS = "join tips"
    DISCLOSE = "disclose"
    READ_RESOURCES = "read resources"
    KEEP_RESOURCES = "keep resources"
    SUPERVISE = "supervise"
    READ_INQUIRY = "read inquiry"
    INQUIRE = "inquire"
    AGREE = "agree to inquiry"
    OPEN_INVESTIGATION = "open investigation"
    SEARCH = "search"
    READ_CLUSTER = "read cluster"
    JUDGE = "judge"
    WATCH = "watch"
    READ_REFERRAL = "read referral"
    QUARANTINE = "quarantine"
    KEEP_ACCOUNTS = "keep accounts"
    READ_AUDIT = "read audit"
    READ_STATUS = "read status"


_CALL_WORK: Final = frozenset(
    {
        Action.OWN_ACCOUNT, Action.OPEN_CALL, Action.LOOK_UP, Action.READ_AD, Action.WRITE_TIP, Action.READ_TIP,
        Action.READ_RESOURCES,
    }
)  # fmt: skip
_AD_WORK: Final = frozenset(
    {Action.OWN_ACCOUNT, Action.OPEN_INVESTIGATION, Action.SEARCH, Action.READ_AD, Action.READ_CLUSTER, Action.LOOK_UP}
)

PERMITTED: Final = {
    Role.WORKER: _CALL_WORK | {Action.JOIN_TIPS},
    Role.SUPERVISOR: _CALL_WORK
    | {Action.JOIN_TIPS, Action.DISCLOSE, Action.KEEP_RESOURCES, Action.SUPERVISE, Action.READ_INQUIRY, Action.INQUIRE},
    Role.ANALYST: _AD_WORK | {Action.JUDGE},
    Role.CHILD_SAFETY: _AD_WORK | {Action.JUDGE, Action.QUARANTINE},
    Role.INVESTIGATOR: _AD_WORK | {Action.WATCH, Action.READ_REFERRAL},
    Role.OPERATOR: frozenset({Action.OWN_ACCOUNT, Action.KEEP_ACCOUNTS, Action.READ_STATUS}),
    Role.AUDITOR: frozenset({Action.OWN_ACCOUNT, Action.READ_AUDIT, Action.READ_INQUIRY, Action.AGREE}),
}

ROLES_OF: Final = {
    "hotline": (Role.WORKER, Role.SUPERVISOR, Role.OPERATOR, Role.AUDITOR),
    "casework": (Role.ANALYST, Role.CHILD_SAFETY, Role.INVESTIGATOR, Role.OPERATOR, Role.AUDITOR),
}


def may(role: str, action: Action) -> bool:
    """Whether the role permits the action; an unknown role permits nothing."""
    try:
        return action in PERMITTED[Role(role)]
    except (ValueError, KeyError):
        return False
