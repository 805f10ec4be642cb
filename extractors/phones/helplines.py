"""Help lines, police and crisis numbers: printed in ads by careful hosts, and nobody's link."""

import tomllib
from importlib.resources import files
from typing import Final

_TABLE: Final = tomllib.loads((files("extractors") / "data" / "helplines.toml").read_text("utf-8"))
_NAME_BY_NUMBER: Final[dict[str, str]] = {entry["number"]: entry["name"] for entry in _TABLE["helpline"]}


def helpline_name(e164: str) -> str | None:
    """Return the name of the help line with this number, None when it is none that we know."""
    return _NAME_BY_NUMBER.get(e164)
