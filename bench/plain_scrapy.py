"""Plain Scrapy for bench_crawl: `python -m bench.plain_scrapy URL CONCURRENCY` prints the number of items."""

import hashlib
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

items: list[dict[str, Any]] = []


class Plain(scrapy.Spider):
    """Listing, pagination, seven fields, a digest: what a usual spider does."""

    name = "plain"

    async def start(self) -> AsyncIterator[Any]:
        yield scrapy.Request(sys.argv[1])

    def parse(self, response: Response) -> Iterator[Any]:
        for href in response.css("ul.ads a::attr(href)").getall():
            yield response.follow(href, self.parse_ad)
        for href in response.css("a.next::attr(href)").getall():
            yield response.follow(href)

    def parse_ad(self, response: Response) -> Iterator[Any]:
        names = ("h2", ".text", ".phone", ".price", ".place", ".author")
        item: dict[str, Any] = {name: response.css(name + "::text").get() for name in names}
        item["at"] = response.css("time::attr(datetime)").get()
        item["sha256"] = hashlib.sha256(response.body).hexdigest()
        items.append(item)
        yield item


process = CrawlerProcess(
    {
        "LOG_LEVEL": "WARNING",
        "TELNETCONSOLE_ENABLED": False,
        "ROBOTSTXT_OBEY": True,
        "CONCURRENT_REQUESTS": int(sys.argv[2]),
        "CONCURRENT_REQUESTS_PER_DOMAIN": int(sys.argv[2]),
        "DOWNLOAD_DELAY": 0,
    }
)
process.crawl(Plain)
process.start()
print(len(items))
