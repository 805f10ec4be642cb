"""Identifiers as a worker types them, read as link keys."""

from index.typed import read_identifier
from review_ui.desk import current_desk


def read_identifiers(lines: str) -> tuple[str, ...]:
    """The link keys of all lines that name a whole identifier, each once, in order."""
    keys: dict[str, None] = {}
    for line in lines.splitlines():
        if not line.strip():
            continue
        typed = read_identifier(line.strip()[:200], current_desk().region)
        if typed.form == "whole":
            keys[str(typed.keys[0])] = None
    return tuple(keys)
