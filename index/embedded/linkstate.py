"""What a linking leaves for the next one: its note, and under which group's name it knew texts and photos."""

from collections.abc import Iterable

import apsw

from index.embedded import reading, staleness
from index.engine import Relinked


def write(connection: apsw.Connection, relinked: Relinked) -> None:
    """Call inside the transaction that replaces clusters. An alias to `""` is taken back."""
    gone = [alias for alias, target in relinked.aliases.items() if not target]
    connection.executemany("DELETE FROM alias WHERE what = ? AND item = ?", gone)
    held = ((what, item, target) for (what, item), target in relinked.aliases.items() if target)
    connection.executemany("INSERT OR REPLACE INTO alias VALUES(?,?,?)", held)
    connection.execute("INSERT OR REPLACE INTO meta VALUES('link_note', ?)", (relinked.note,))
    staleness.clear(connection, relinked.generation)


def write_share(connection: apsw.Connection, share: float) -> None:
    """The largest cluster's share of all ads; it goes with every cluster."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES('largest_share', ?)", (share,))


def read_note(connection: apsw.Connection) -> str:
    """The note of the last linking, or `""`."""
    found = reading.rows(connection, "SELECT value FROM meta WHERE name = 'link_note'")
    return str(found[0][0]) if found else ""


def read_aliases(connection: apsw.Connection, what: str, of: Iterable[str] | None) -> dict[str, str]:
    """Aliases of some or of all."""
    if of is None:
        return dict(reading.rows(connection, "SELECT item, target FROM alias WHERE what = ?", (what,)))
    statement = "SELECT item, target FROM alias WHERE what = ? AND item = ?"
    return {str(item): str(name) for item, name in connection.executemany(statement, ((what, one) for one in of))}


def read_aliased(connection: apsw.Connection, what: str, targets: Iterable[str]) -> dict[str, str]:
    """Everything that goes by one of these."""
    statement = "SELECT item, target FROM alias WHERE what = ? AND target = ?"
    found = connection.executemany(statement, ((what, target) for target in targets))
    return {str(item): str(target) for item, target in found}
