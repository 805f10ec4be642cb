"""Layout alarm: how often each field is found, against earlier rounds; a broken definition must not write revisions."""

import math
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

_ROUNDS: Final = 5
_FEWEST_PAGES: Final = 10
# One false alarm in a million rounds and fields, by Chernoff's bound on the binomial.
_SURPRISE: Final = math.log(1e6)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of one site's rounds; runs inside the caller's transaction."""

    connection: sqlite3.Connection
    site: str

    def add(self, round_id: int, fields: Iterable[str], found: Mapping[str, str]) -> None:
        """One ad's page was read with these fields of the definition; `found` are those it yielded."""
        self.connection.executemany(
            "INSERT INTO coverage(site, round, field, pages, hits) VALUES (?, ?, ?, 1, ?)"
            " ON CONFLICT(site, round, field) DO UPDATE SET pages=pages+1, hits=hits+excluded.hits",
            [(self.site, round_id, name, int(bool(found.get(name)))) for name in fields],
        )

    def alarms(self, round_id: int) -> list[str]:
        """A sentence per field that is found far less often than in the last rounds."""
        rows = self.connection.execute(
            "SELECT field, SUM(pages) AS pages, SUM(hits) AS hits FROM coverage WHERE site=? AND round IN"
            " (SELECT id FROM round WHERE site=? AND state IN ('complete', 'incomplete') AND id<?"
            " ORDER BY id DESC LIMIT ?) GROUP BY field",
            (self.site, self.site, round_id, _ROUNDS),
        ).fetchall()
        before = {row["field"]: (row["pages"], row["hits"]) for row in rows}
        now = self.connection.execute(
            "SELECT field, pages, hits FROM coverage WHERE site=? AND round=?", (self.site, round_id)
        ).fetchall()
        alarms = []
        for row in now:
            pages, hits = before.get(row["field"], (0, 0))
            if is_surprising(row["pages"], row["hits"], pages, hits):
                alarms.append(
                    f"{row['field']} was found on {row['hits']} of {row['pages']} pages, before on {hits} of {pages}"
                )
        return alarms


def is_surprising(pages: int, hits: int, pages_before: int, hits_before: int) -> bool:
    """Whether so few hits are next to impossible if the field were still as frequent as before."""
    if pages < _FEWEST_PAGES or pages_before < _FEWEST_PAGES:
        return False
    share = hits / pages
    # Never certain: one page in a hundred may lack any field without that being news.
    expected = min(hits_before / pages_before, 0.99)
    if share >= expected:
        return False
    divergence = (1 - share) * math.log((1 - share) / (1 - expected))
    if share > 0:
        divergence += share * math.log(share / expected)
    return pages * divergence > _SURPRISE
