"""Pick the number that a newcomer should look up first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

ENOUGH: Final = 20_000
"""Ads read for the choice: the first organisations of a larger world are as good as its last."""


@dataclass(slots=True)
class NumberStory:
    """What the truth says about one number of an organisation."""

    number: str
    ads: int = 0
    cities: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    linked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    hard: int = 0
    kinds: set[str] = field(default_factory=set)

    @property
    def worth(self) -> tuple[bool, bool, int, int]:
        """Best: linked with another number, in three cities or more, read with certainty, then many ads."""
        return (len(self.linked) > 0, len(self.cities) >= 3, -self.hard, self.ads)


def tell_stories(rows: Iterable[dict[str, Any]]) -> dict[str, NumberStory]:
    """A story for each poster's number of the first ads."""
    stories: dict[str, NumberStory] = {}
    for row in islice(rows, ENOUGH):
        for number in row["own_phones"]:
            story = stories.setdefault(number, NumberStory(number))
            story.ads += 1
            story.cities[row["city"]] += 1
            story.kinds.add(row["kind"])
            # Plain spellings and those also in the contact field are read by any extractor.
            story.hard += not (row["spelling"].startswith("A") or row["phone_shown"])
            for other in row["own_phones"]:
                if other != number:
                    story.linked[other] += 1
    return stories


def number_worth_looking_up(stories: dict[str, NumberStory]) -> NumberStory:
    """The best story. Raises ValueError for a world without a poster's number."""
    return max(stories.values(), key=lambda story: (*story.worth, story.number))
