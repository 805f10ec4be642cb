"""Crawls sites by their definitions: once per process, since Twisted's reactor cannot be started twice."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawlers import settings as base_settings
from crawlers.archiving.captures import Provenance
from crawlers.archiving.recorder import Keeping, Recorder
from crawlers.archiving.schema import open_database
from crawlers.crawl_options import (
    BLOCKED,
    DONE,
    FAULTS,
    INCOMPLETE,
    INTERRUPTED,
    WRONG_CALL,
    CrawlOptions,
    CrawlOutcome,
    SiteOutcome,
    SiteStatus,
)
from crawlers.faults import CrawlError, DefinitionError
from crawlers.fetching.browser_settings import playwright_settings
from crawlers.run_limits import RunLimits
from crawlers.single_capture import CaptureRequest, capture_page, draft_site
from crawlers.site import Site, load_site
from crawlers.site_run import SiteRun
from crawlers.spider import AdsSpider
from crawlers.version import software_version, user_agent

__all__ = ["CaptureRequest", "capture_page", "draft_site", "run", "status"]

logger = logging.getLogger(__name__)


def run(options: CrawlOptions) -> CrawlOutcome:
    """Crawl every definition and archive what comes. Blocks; owns the reactor; call it once per process."""
    try:
        sites = [_adjusted(load_site(path), options) for path in options.definitions]
    except DefinitionError as error:
        return CrawlOutcome(WRONG_CALL, faults=(str(error),))
    if not sites or len({site.slug for site in sites}) < len(sites):
        return CrawlOutcome(WRONG_CALL, faults=("needs one or more definitions with different slugs",))
    if options.allow_loopback:
        logger.warning("loopback addresses are allowed in this crawl: for tests and demos only")
    runs: list[SiteRun] = []
    try:
        runs.extend(_open_run(site, options) for site in sites)
        spiders = _crawl(runs, options)
    except CrawlError as error:
        for opened in runs:
            opened.recorder.close()
        return CrawlOutcome(INCOMPLETE, faults=(str(error),))
    return _outcome(runs, spiders)


def _adjusted(site: Site, options: CrawlOptions) -> Site:
    if options.delay is None:
        return site
    # Only a crawl without delay, which is for loopback, opens more than one connection.
    concurrency = 8 if options.delay == 0 and options.allow_loopback and site.concurrency > 1 else site.concurrency
    return replace(site, delay=options.delay, concurrency=concurrency)


def _open_run(site: Site, options: CrawlOptions) -> SiteRun:
    provenance = Provenance(site.slug, site.digest, user_agent(options.contact), software_version())
    keeping = Keeping(options.pictures and site.images == "on", options.screen, options.gone_separation)
    recorder = Recorder(options.archive, site, provenance, keeping)
    return SiteRun(
        site,
        recorder,
        RunLimits(options.max_ads, options.revisit, options.report, options.least_backoff, options.removal),
    )


def _crawl(runs: list[SiteRun], options: CrawlOptions) -> list[AdsSpider]:
    process = AsyncCrawlerProcess(_settings({}))
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    crawlers = []
    for one in runs:
        crawler = Crawler(AdsSpider, _settings(_site_settings(one.site, options)))
        process.crawl(crawler, run=one)
        crawlers.append(crawler)
    process.start(stop_after_crawl=True)
    return [crawler.spider for crawler in crawlers if isinstance(crawler.spider, AdsSpider)]


def _settings(changes: Mapping[str, Any]) -> Settings:
    settings = Settings()
    settings.setmodule(base_settings)
    # Above the project's own, which Scrapy merges in once more when the crawl starts.
    settings.update(dict(changes), priority="cmdline")
    return settings


def _site_settings(site: Site, options: CrawlOptions) -> dict[str, Any]:
    browser = playwright_settings(user_agent(options.contact)) if site.render != "http" else {}
    return {
        **browser,
        "USER_AGENT": user_agent(options.contact),
        "DOWNLOAD_DELAY": site.delay,
        "CONCURRENT_REQUESTS_PER_DOMAIN": site.concurrency,
        # A little more than the host takes at once, so that its connection is never idle between two pages.
        "CONCURRENT_REQUESTS": site.concurrency * 2,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": ",".join(site.languages),
        },
        "THREADLINE_SOCKS": options.socks_proxy,
        "DOWNLOAD_TIMEOUT": options.timeout,
        "THREADLINE_ALLOW_LOOPBACK": options.allow_loopback,
    }


def _outcome(runs: list[SiteRun], spiders: list[AdsSpider]) -> CrawlOutcome:
    codes, sites, faults = [DONE], {}, []
    reasons = {spider.run.site.slug: spider.end_reason for spider in spiders}
    for one in runs:
        is_interrupted = reasons.get(one.site.slug) != "finished"
        pages = one.end(is_interrupted=is_interrupted)
        sites[one.site.slug] = SiteOutcome(pages, dict(one.recorder.changes))
        faults += [f"{one.site.slug}: {fault}" for fault in one.faults]
        codes.append(_exit_code(one, pages, is_interrupted=is_interrupted))
    return CrawlOutcome(max(codes), sites, tuple(faults))


def _exit_code(one: SiteRun, pages: Mapping[str, int], *, is_interrupted: bool) -> int:
    if pages.get("blocked"):
        return BLOCKED
    if is_interrupted:
        return INTERRUPTED
    if one.is_broken or pages.get("failed") or (not one.is_limited and pages.keys() - {"done", "failed"}):
        return INCOMPLETE
    return FAULTS if one.faults else DONE


def status(archive: Path) -> list[SiteStatus]:
    """Where every site's last round stands. Reads only; a crawl may be running."""
    connection = open_database(archive / "archive.sqlite")
    try:
        rows = connection.execute("SELECT site, MAX(id) AS id FROM round GROUP BY site ORDER BY site").fetchall()
        return [_site_status(connection, row["site"], row["id"]) for row in rows]
    finally:
        connection.close()


def _site_status(connection: Any, site: str, round_id: int) -> SiteStatus:
    counts = {
        row["state"]: row["n"]
        for row in connection.execute(
            "SELECT state, COUNT(*) AS n FROM frontier WHERE site=? AND round=? GROUP BY state", (site, round_id)
        )
    }
    blocked = connection.execute("SELECT url FROM frontier WHERE site=? AND state='blocked'", (site,))
    last = connection.execute(
        "SELECT MAX(finished_at) AS at FROM round WHERE site=? AND state='complete'", (site,)
    ).fetchone()["at"]
    total = sum(counts.values())
    done = counts.get("done", 0)
    return SiteStatus(
        site=site,
        queued=counts.get("queued", 0) + counts.get("retry", 0) + counts.get("inflight", 0),
        done=done,
        failed=counts.get("failed", 0),
        blocked_hosts=tuple(sorted({urlsplit(row["url"]).hostname or "" for row in blocked})),
        coverage=done / total if total else 0.0,
        last_complete_at=last.replace("+00:00", "Z") if last else None,
    )
