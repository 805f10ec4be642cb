"""Whether a site shuts us out, from several signs: pause, probe, stop, report. Never a way around.

One status decides nothing: sites answer 403 for an unpublished ad, and serve challenges with 200.
"""

import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final, Literal

from crawlers.fetching.pauses import LONGEST_PAUSE, backoff

Sign = Literal["refused", "same page", "no answer", "marker", "empty list"]

_PATIENCE: Final[dict[Sign, int]] = {"refused": 3, "same page": 1, "no answer": 5, "marker": 2, "empty list": 1}
"""How many times a sign must come with nothing good in between before the site is left alone for a while."""

_SAME_PAGES: Final = 3
_MOST_PAUSES: Final = 3
_PAUSE_FACTOR: Final = 15.0


@dataclass(slots=True)
class BlockWatch:
    """Follows one site through a run. `base`: seconds of the first back-off; `stopped`: why it was given up."""

    base: float
    stopped: str = ""
    is_unreachable: bool = False
    pauses: int = 0
    _row: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _bodies: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _until: float = 0.0
    _is_probing: bool = False

    def good(self) -> None:
        """A page was what it should be."""
        self._row.clear()
        self._until, self._is_probing, self.pauses = 0.0, False, 0

    def sign(self, sign: Sign, asked_pause: float | None = None) -> None:
        """A page was not. `asked_pause`: what its Retry-After asks for, in seconds."""
        if self.stopped:
            return
        self._row[sign] += 1
        if asked_pause is not None or self._is_probing or self._row[sign] >= _PATIENCE[sign]:
            self._pause(sign, asked_pause)

    def useless(self, url: str, body_sha256: str) -> None:
        """An ad's page without the ad. The same bytes under several addresses are a wall or a soft 404."""
        urls = self._bodies[body_sha256]
        urls.add(url)
        if len(urls) >= _SAME_PAGES:
            self.sign("same page")

    def may_ask(self, in_flight: int) -> bool:
        """Whether a page may be asked for now; after a pause one at a time, until one is good."""
        if self.stopped or time.time() < self._until:
            return False
        return not self._is_probing or in_flight == 0

    def _pause(self, sign: Sign, asked: float | None) -> None:
        now = time.time()
        if now < self._until:
            return
        self.pauses += 1
        if self.pauses > _MOST_PAUSES or (asked or 0.0) >= LONGEST_PAUSE:
            self.stopped = f"{sign}: given up after {self.pauses - 1} pauses, each with one probe"
            self.is_unreachable = sign == "no answer"
            return
        self._until = now + max(asked or 0.0, backoff(self.pauses, self.base * _PAUSE_FACTOR))
        self._is_probing = True
