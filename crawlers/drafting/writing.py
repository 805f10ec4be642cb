"""Writes a drafted definition down."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from crawlers.drafting.fields import Entry, draft_fields
from crawlers.drafting.links import AdLinks
from crawlers.drafting.sample import AdSample, make_sample
from crawlers.drafting.scoping import Boundaries, find_boundaries
from crawlers.drafting.words import STOP_WORDS
from crawlers.parsing.page import Page
from crawlers.parsing.visible import visible_text

_FEWEST_WORDS: Final = 4
_WANTED: Final = ("text", "phone", "price", "place", "posted_at", "images")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a definition is drafted from. `is_rendered`: the pages gave nothing until the browser had rendered them."""

    listing: Page
    links: AdLinks
    ads: tuple[Page, ...]
    is_rendered: bool = False


def draft(drawn: Drawn) -> str:
    """The TOML text of a definition. What could not be found is named in comments."""
    samples = tuple(make_sample(page, drawn.links) for page in drawn.ads)
    boundaries = find_boundaries(samples)
    fields = draft_fields(samples, boundaries)
    fields.setdefault("title", ["xpath: /html/head/title"])
    missing = [name for name in _WANTED if name not in fields]
    lines = [
        *_head(drawn, samples, boundaries),
        "",
        *_listing(drawn.links),
        "",
        *_ad(drawn.links, boundaries, fields),
        "",
        "[fields]",
        *(f"{name} = {_listed(selectors)}" for name, selectors in fields.items()),
    ]
    lines += [f"# not found on these pages: {', '.join(missing)}"] if missing else []
    if drawn.is_rendered:
        lines += ["", "[browser]", f"wait_for = {_quoted(_awaited(boundaries, drawn))}"]
    return "\n".join(lines) + "\n"


def _head(drawn: Drawn, samples: tuple[AdSample, ...], boundaries: Boundaries) -> list[str]:
    host = urlsplit(drawn.listing.url).hostname or ""
    slug = re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-") or "site"
    language = _language(samples)
    is_job = any("JobPosting" in str(item.get("@type")) for sample in samples for item in sample.scope.jsonld)
    kind = "forum" if boundaries.is_thread else "job" if is_job else "other"
    lines = [
        "# Drafted from a list and the ads it leads to: read every line, then `threadline site test` this file.",
        f"# List: {drawn.listing.url}",
        *(f"# Ad:   {page.url}" for page in drawn.ads),
        f'slug = "{slug}"',
        f'name = "{host}"',
        f'hosts = ["{host}"]',
        f"start = [{_quoted(drawn.listing.url)}]",
        f'ad_type = "{kind}"'.ljust(28) + "# commercial, job, forum, other",
        'country = "US"              # where its ads are',
        'timezone = "UTC"            # in which it prints dates',
        f'languages = ["{language}"]',
        'lawful_basis = "TO BE WRITTEN: why you may collect this"',
    ]
    lines += [] if language == "en" else ['date_order = "DMY"          # how 03/04/2026 is meant']
    lines += [f"drop_params = {_listed(list(drawn.links.sessions))}"] if drawn.links.sessions else []
    lines += ['render = "browser"'] if drawn.is_rendered else []
    lines += ["keep_fragment = true"] if drawn.links.pattern.startswith("#") else []
    return lines


def _listing(links: AdLinks) -> list[str]:
    following = f"next = {_listed(list(links.next))}"
    lines = ["[listing]", "ad_links = ['a::attr(href)']", f"ad_url = {_quoted(links.pattern)}"]
    return [
        *lines,
        following if links.next else "# next = ['a.next::attr(href)']   # no link to a second page was found",
    ]


def _ad(links: AdLinks, boundaries: Boundaries, fields: dict[str, list[Entry]]) -> list[str]:
    cut = f"exclude = {_listed(list(boundaries.exclude))}"
    return [
        "[ad]",
        f"scope = {_quoted(boundaries.scope)}",
        cut if boundaries.exclude else "# exclude = ['.related']   # whatever is not this ad's own",
        f"native_id = {_quoted(links.pattern)}",
        f"required = {_listed([name for name in ('title', 'text') if name in fields])}",
    ]


def _awaited(boundaries: Boundaries, drawn: Drawn) -> str:
    """An element of ads and lists alike: the scope where it is CSS, else any link."""
    del drawn
    return "a[href]" if boundaries.scope.startswith("xpath:") else f"{boundaries.scope}, a[href]"


def _quoted(text: str) -> str:
    """A TOML string: literal where it can be, so that patterns stay readable."""
    return json.dumps(text, ensure_ascii=False) if "'" in text or "\n" in text else f"'{text}'"


def _listed(values: Sequence[Entry]) -> str:
    return "[" + ", ".join(_entry(value) for value in values) + "]"


def _entry(value: Entry) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return "{ " + ", ".join(f"{key} = {_quoted(held)}" for key, held in value.items()) + " }"


def _language(samples: tuple[AdSample, ...]) -> str:
    declared = (samples[0].document.xpath("/html/@lang").get() or "")[:2].lower()
    if declared.isalpha() and len(declared) == 2:
        return declared
    counted: Counter[str] = Counter()
    for sample in samples:
        words = Counter(re.findall(r"\w+", visible_text(sample.document.root).lower()))
        for language, known in STOP_WORDS.items():
            counted[language] += sum(1 for word in known if words[word])
    language, hits = counted.most_common(1)[0]
    return language if hits >= _FEWEST_WORDS * len(samples) and hits > counted["en"] else "en"
