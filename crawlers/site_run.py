"""One site's crawl while it runs: what to fetch next, what came of it, and when to stop."""

import logging
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, Literal

from crawlers.ad import AdImage
from crawlers.archiving.recorder import Recorder
from crawlers.archiving.records import sha256
from crawlers.archiving.transactions import transaction
from crawlers.fetching.blocks import BlockWatch, Sign
from crawlers.fetching.pauses import MOST_ATTEMPTS, backoff, moment_after
from crawlers.frontier import Entry, Lead, Settlement, State
from crawlers.parsing.address import ad_key, page_key
from crawlers.rendering import Rendering
from crawlers.run_limits import Progress, RunLimits
from crawlers.site import Site
from crawlers.visit import Visit

_MANY_ADS: Final = 5

# Seconds of the first back-off after a browser failed: a machine under load needs that long to start another.
_BROWSER_BASE: Final = 2.0

FailureKind = Literal["no answer", "our browser", "final"]

logger = logging.getLogger(__name__)


class SiteRun:
    """Between Scrapy (which asks for the next page) and the recorder (which stores what came)."""

    def __init__(self, site: Site, recorder: Recorder, limits: RunLimits) -> None:
        self.site, self.recorder, self.limits = site, recorder, limits
        self.base = max(limits.least_backoff, site.delay)
        """Seconds of the first back-off."""
        self.rendering = Rendering(site, recorder.connection)
        self.rendering.load()
        self.is_limited = False
        self.is_broken = False
        self.faults: list[str] = []
        self.settled: Counter[str] = Counter()
        self.watch = BlockWatch(self.base)
        self._leased: list[Entry] = []
        self._in_flight = 0
        self._ads_begun = 0
        self._again: set[str] = set()
        """Keys of ads begun in this run that wait to be tried again: they do not count twice against the limit."""
        self._is_controlled = False
        self._held_ads = recorder.lives.count()
        self._reported_at = 0.0

    def begin(self) -> None:
        """Open or resume the round and queue where it starts."""
        with transaction(self.recorder.connection):
            is_new = self.recorder.frontier.open_round()
            self.recorder.frontier.add(Lead(page_key(url, self.site), url, "listing") for url in self.site.start)
            if is_new:
                due = time.time() if self.limits.revisits == "due" else float("inf")
                known = self.recorder.lives.due(due)
                self.recorder.frontier.add(Lead(ad_key(url, self.site), url, "ad") for _, url in known)

    def next_entry(self) -> Entry | None:
        """The next page to fetch, or None when nothing is due now."""
        if not self.watch.may_ask(self._in_flight):
            return None
        if not self._leased:
            self._lease()
        if not self._leased:
            return None
        entry = self._leased[0]
        if entry.role == "ad" and entry.key not in self._again:
            if self.limits.most_ads is not None and self._ads_begun >= self.limits.most_ads:
                self._stop_at_limit()
                return None
            self._ads_begun += 1
        self._leased.pop(0)
        self._again.discard(entry.key)
        self._in_flight += 1
        return entry

    def _lease(self) -> None:
        """Take what is due; ads on the removal list are through without being asked for."""
        if self.is_limited and not self._again:
            return
        self.recorder.flush()
        with transaction(self.recorder.connection):
            for entry in self.recorder.frontier.lease(only=self._again if self.is_limited else None):
                if entry.role == "ad" and self.limits.removal.holds_ad(self.recorder.ad_id(entry.key[3:])):
                    self._again.discard(entry.key)
                    self.recorder.frontier.settle([Settlement(entry, "done", "on the removal list")])
                elif entry.attempts > MOST_ATTEMPTS:
                    # Left in flight by a process that died, again and again: perhaps of this very page.
                    self.recorder.frontier.settle([Settlement(entry, "failed", "every attempt ended with the crawl")])
                else:
                    self._leased.append(entry)

    def has_more(self) -> bool:
        """Whether anything waits, now or later."""
        if self.watch.stopped:
            return False
        if self._leased or self.is_limited:
            return bool(self._leased or self._again)
        self.recorder.flush()
        if self.recorder.needs_control and not self._is_controlled:
            self._is_controlled = True
            with transaction(self.recorder.connection):
                self.recorder.frontier.ask_again(self.recorder.last_read)
        return self.recorder.frontier.waiting()[0] > 0

    def finish(self, visit: Visit) -> None:
        """A page is through: store it."""
        self._in_flight -= 1
        visit = self._without_waiting(self._without_removed(self._doubt_empty(visit)))
        settlement = visit.settlement
        if settlement.state == "retry":
            self._again.add(settlement.entry.key)
        self._watch(visit)
        self.settled[settlement.state] += 1
        if settlement.state in ("failed", "blocked") or (settlement.reason and visit.pictures):
            self.note(f"{settlement.entry.url}: {settlement.reason}")
        self.recorder.add(visit)
        self._report()

    def fail(self, entry: Entry, reason: str, kind: FailureKind) -> None:
        """A page brought no answer: try later, or give it up. Our own browser's death is no sign about the site."""
        if kind == "final" or entry.attempts >= MOST_ATTEMPTS:
            settlement = Settlement(entry, "failed", reason)
        else:
            base = max(self.base, _BROWSER_BASE) if kind == "our browser" else self.base
            settlement = Settlement(entry, "retry", reason, moment_after(backoff(entry.attempts, base)))
        sign: Sign | None = "no answer" if kind == "no answer" else None
        self.finish(Visit(settlement, datetime.now(UTC), sign=sign))

    def known_pictures(self, native_id: str) -> tuple[AdImage, ...]:
        """Pictures of the newest revision held."""
        held = self.recorder.revisions.newest(self.recorder.ad_id(native_id))
        return held[0].images if held is not None else ()

    def note(self, fault: str) -> None:
        """Keep a fault for the outcome and tell the log."""
        logger.warning("%s", fault)
        self.faults.append(fault)

    def end(self, *, is_interrupted: bool) -> dict[str, int]:
        """Store the rest, close the round if it is complete, and say how many pages are in which state."""
        recorder = self.recorder
        recorder.flush()
        with transaction(recorder.connection):
            recorder.frontier.give_back(self._leased)
            if self.watch.stopped:
                recorder.frontier.give_up("failed" if self.watch.is_unreachable else "blocked", self.watch.stopped)
            counts = recorder.frontier.counts()
            if counts.keys() == {"done"} and not recorder.frontier.knows_ads():
                self.note(f"{self.site.path}: no list led to an ad: ad_links, ad_url or native_id may be wrong")
            self._close_round(is_complete=not is_interrupted and not counts.keys() - {"done"})
        self._leased = []
        recorder.close()
        return counts

    def _close_round(self, *, is_complete: bool) -> None:
        recorder = self.recorder
        alarms = recorder.coverage.alarms(recorder.frontier.round)
        if alarms:
            withdrawn = replace(recorder.revisions, round_id=recorder.frontier.round).withdraw(self.site.slug)
            recorder.frontier.close_round("quarantined")
            self.is_broken = True
            self.note(f"{self.site.path}: definition broken, {withdrawn} revisions withdrawn: {'; '.join(alarms)}")
        elif is_complete:
            recorder.lives.missing(recorder.frontier.round)
            recorder.frontier.close_round("complete")

    def _without_removed(self, visit: Visit) -> Visit:
        """Of an ad on the removal list neither page nor picture nor field is stored."""
        found = visit.found
        if found is None or not self.limits.removal.holds_content(self.recorder.ad_id(found.native_id), found):
            return visit
        return Visit(Settlement(visit.settlement.entry, "done", "on the removal list"), visit.at)

    def _without_waiting(self, visit: Visit) -> Visit:
        """Of a crawl by timetable: ads that are not due yet are seen on their list, not fetched."""
        if self.limits.revisits != "due" or not visit.leads:
            return visit
        now, ad_id, lives = time.time(), self.recorder.ad_id, self.recorder.lives
        kept = (one for one in visit.leads if one.role != "ad" or not lives.is_waiting(ad_id(one.key[3:]), now))
        return replace(visit, leads=tuple(kept))

    def _doubt_empty(self, visit: Visit) -> Visit:
        """A start page without one ad, where ads were held before, is no sign of an empty site."""
        entry = visit.settlement.entry
        is_empty = entry.role == "listing" and entry.depth == 0 and not visit.leads
        if not is_empty or visit.settlement.state != "done" or self._held_ads < _MANY_ADS:
            return visit
        reason, due = "no ads on a start page that had some", moment_after(backoff(entry.attempts, self.base))
        state: State = "failed" if entry.attempts >= MOST_ATTEMPTS else "retry"
        return replace(visit, settlement=Settlement(entry, state, reason, due), sign="empty list")

    def _watch(self, visit: Visit) -> None:
        was_stopped = bool(self.watch.stopped)
        entry, state = visit.settlement.entry, visit.settlement.state
        if visit.sign is not None:
            self.watch.sign(visit.sign, visit.asked_pause)
        elif visit.found is not None or (entry.role == "listing" and state == "done"):
            self.watch.good()
        elif entry.role == "ad" and visit.pages and visit.pages[-1].exchange.status == 200 and not visit.is_gone:
            self.watch.useless(entry.url, sha256(visit.pages[-1].body))
        if self.watch.stopped and not was_stopped:
            self.note(f"{entry.url}: {self.watch.stopped}")

    def _stop_at_limit(self) -> None:
        self.is_limited = True
        self.recorder.flush()
        with transaction(self.recorder.connection):
            self.recorder.frontier.give_back(one for one in self._leased if one.key not in self._again)
        self._leased = [one for one in self._leased if one.key in self._again]

    def _report(self) -> None:
        now = time.monotonic()
        if self.limits.report is None or now - self._reported_at < 0.2:
            return
        self._reported_at = now
        changes = self.recorder.changes
        ads = changes["new"] + changes["changed"] + changes["unchanged"]
        waiting = self.recorder.frontier.waiting()[0] + len(self._leased)
        done, failed = self.settled["done"], self.settled["failed"] + self.settled["blocked"]
        self.limits.report(Progress(self.site.slug, done, waiting, failed, ads))
