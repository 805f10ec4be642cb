"""What `threadline init` makes: settings, keys with a recovery sheet, two databases, the first administrators."""

import re
import secrets
import string
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self
from zoneinfo import ZoneInfo, available_timezones

import phonenumbers

from review_ui.desk import DeskName
from threadline.config import Settings
from threadline.desk_process import at_desk
from threadline.desk_tasks import add_account
from threadline.desks import desk_of

DESKS: Final[tuple[DeskName, ...]] = ("hotline", "casework")
EMERGENCY: Final = {
    "US": "911",
    "CA": "911",
    "MX": "911",
    "GB": "999",
    "IN": "112",
    "NP": "100",
    "PH": "911",
    "TH": "191",
}
"""Emergency numbers that differ from 112, which the EU and much of the world share (ITU E.161.1)."""


class InstallationError(Exception):
    """An installation cannot be made as asked."""


@dataclass(frozen=True, slots=True)
class Installation:
    """The answers that `init` needs, checked."""

    organisation: str
    country: str
    timezone: str
    languages: tuple[str, ...]
    administrator: str

    @classmethod
    def read(cls, organisation: str, country: str, timezone: str, languages: str, administrator: str) -> Self:
        """Check the answers. Raises InstallationError naming the first that cannot be used."""
        spoken = tuple(part.strip().lower() for part in languages.split(",") if part.strip())
        checks = (
            (bool(organisation.strip()), "organisation: give a name"),
            (country.upper() in phonenumbers.SUPPORTED_REGIONS, f"country {country!r}: not an ISO 3166 alpha-2 code"),
            (
                timezone in available_timezones(),
                f"timezone {timezone!r}: not an IANA time zone, such as America/Chicago",
            ),
            (
                bool(spoken) and all(re.fullmatch("[a-z]{2}", one) for one in spoken),
                f"languages {languages!r}: as in en,es",
            ),
            (
                re.fullmatch(r"[\w.@-]{1,64}", administrator) is not None,
                f"administrator {administrator!r}: letters, digits, . @ -",
            ),
        )
        for is_good, message in checks:
            if not is_good:
                raise InstallationError(message)
        return cls(organisation.strip(), country.upper(), ZoneInfo(timezone).key, spoken, administrator)

    def toml(self) -> str:
        """The text of `DATA/installation.toml`."""
        languages = ", ".join(_quoted(one) for one in self.languages)
        return (
            "# Made by threadline init. Every setting of docs/reference/settings.md may stand here.\n"
            f"organisation = {_quoted(self.organisation)}\ncountry = {_quoted(self.country)}\n"
            f"region = {_quoted(self.country)}\ntimezone = {_quoted(self.timezone)}\nlanguages = [{languages}]\n"
            f"emergency_number = {_quoted(EMERGENCY.get(self.country, '112'))}\n"
        )


@dataclass(frozen=True, slots=True)
class FirstAccount:
    """An operator's log-in at one desk, told once."""

    desk: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class Installed:
    """What was made."""

    recovery_sheet: Path
    accounts: tuple[FirstAccount, ...]


def install(settings: Settings, wanted: Installation) -> Installed:
    """Make it. Raises InstallationError where an installation or a demo world lies already."""
    folder = settings.folder
    made_by = folder.made_by()
    if made_by:
        message = f"{folder.root} was made by {made_by} already; choose another folder with --data"
        raise InstallationError(message)
    folder.open("init")
    folder.installation.write_text(wanted.toml(), encoding="utf-8")
    installed = Settings(data=settings.data)
    for desk in DESKS:  # makes the keys
        desk_of(installed, desk)
    accounts = tuple(_first_account(installed, desk, wanted.administrator) for desk in DESKS)
    return Installed(_recovery_sheet(installed), accounts)


def _first_account(settings: Settings, desk: DeskName, username: str) -> FirstAccount:
    password = new_password()
    at_desk(settings, desk, add_account, username, "operator", password)
    return FirstAccount(desk, username, password)


def new_password() -> str:
    """20 characters in four groups that can be read out and typed: 98 bits."""
    alphabet = "".join(sorted(set(string.ascii_lowercase + string.digits) - set("il1o0")))
    return "-".join("".join(secrets.choice(alphabet) for _ in range(5)) for _ in range(4))


def _recovery_sheet(settings: Settings) -> Path:
    sheet = settings.folder.root / "recovery-sheet.txt"
    lines = [
        f"Threadline recovery sheet: {settings.organisation}",
        "Print this, lock it away, then delete the file.",
        "",
    ]
    lines += [f"{path.name:<20} {path.read_bytes().hex()}" for path in sorted(settings.folder.keys.iterdir())]
    sheet.touch(mode=0o600)
    sheet.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sheet


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = "".join(f"\\u{ord(one):04x}" if one in '"\\' or ord(one) < 0x20 else one for one in text)
    return f'"{escaped}"'
