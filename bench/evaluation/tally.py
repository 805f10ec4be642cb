"""Counts of right, wrong and missed values."""

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """`right` and `wrong` were found, `missed` were not; `fired` of `traps` texts that hold nothing gave something."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    fired: int = 0
    traps: int = 0
    cases: int = 0

    def add(self, expected: frozenset[str], found: frozenset[str]) -> None:
        """Count one case."""
        self.right += len(expected & found)
        self.wrong += len(found - expected)
        self.missed += len(expected - found)
        self.cases += 1
        if not expected:
            self.traps += 1
            self.fired += bool(found)

    @property
    def precision(self) -> float:
        """Right among found; 1 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def false_hits(self) -> float:
        """Wrong values per case."""
        return self.wrong / max(self.cases, 1)

    @property
    def recall(self) -> float:
        """Right among expected; 1 where nothing was expected."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0
