"""Log-ins of the demo, tips and services: what the two desks hold before anybody works there."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from review_ui.desk import DeskName
from review_ui.policy import ROLES_OF
from threadline.config import Settings
from threadline.demo.choosing import NumberStory, number_worth_looking_up
from threadline.desk_process import at_desk
from threadline.desk_tasks import add_account
from threadline.installation import DESKS, new_password

ACCOUNTS: Final = "accounts.json"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A log-in of the demo. Passwords are made anew for each demo world and lie in `accounts.json`."""

    desk: str
    role: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class DemoPeople:
    """Who can log in, and the number worth looking up (E.164) with what the truth says of it."""

    number: str
    ads: int
    cities: tuple[str, ...]
    linked: tuple[str, ...]
    accounts: tuple[DemoAccount, ...]


def settle_people(settings: Settings, stories: dict[str, NumberStory], now: datetime) -> DemoPeople:
    """Make the log-ins, tips and services once; a second run reads what the first one made."""
    path = settings.folder.demo / ACCOUNTS
    if path.exists():
        return _read(path)
    chosen = number_worth_looking_up(stories)
    accounts = tuple(account for desk in DESKS for account in _open_desk(settings, desk, (chosen, stories, now)))
    people = DemoPeople(chosen.number, chosen.ads, tuple(sorted(chosen.cities)), tuple(sorted(chosen.linked)), accounts)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        json.dump(asdict(people), handle, indent=1)
    return people


def _read(path: Path) -> DemoPeople:
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    accounts = tuple(DemoAccount(**account) for account in held.pop("accounts"))
    return DemoPeople(held["number"], held["ads"], tuple(held["cities"]), tuple(held["linked"]), accounts)


_Told = tuple[NumberStory, dict[str, NumberStory], datetime]


def _open_desk(settings: Settings, desk: DeskName, told: _Told) -> list[DemoAccount]:
    accounts = [DemoAccount(desk, str(role), f"{role}-demo", new_password()) for role in ROLES_OF[desk]]
    at_desk(settings, desk, fill_desk, accounts, told if desk == "hotline" else None)
    return accounts


def fill_desk(accounts: list[DemoAccount], told: _Told | None) -> None:
    """Runs in the desk's own process: log-ins, and at the hotline its tips and services."""
    for account in accounts:
        add_account(account.username, account.role, account.password)
    if told is None:
        return
    from review_ui.hotline.intake import add_tip
    from review_ui.resources.directory import add_resource
    from threadline.demo.services import services_near
    from threadline.demo.tips import TIPS, tips_about

    chosen, stories, now = told
    others = sorted((story for story in stories.values() if story != chosen), key=lambda story: -story.ads)
    # Spread over busy and quiet numbers alike.
    for tip in tips_about(chosen, others[:: max(1, len(others) // TIPS)], now):
        add_tip(tip)
    for service in services_near(set(chosen.cities), now.date()):
        add_resource(service)
