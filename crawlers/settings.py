"""Scrapy's settings, what `scrapy.cfg` names. What differs per site or run is laid over them in crawl.py."""

BOT_NAME = "threadline"
SPIDER_MODULES = ["crawlers.spider"]

# Honest: who we are and where to complain. The contact is laid over it from the installation's settings.
USER_AGENT = "Threadline (+https://example.org/crawler)"
# Ours: fetching/robots.py.
ROBOTSTXT_OBEY = False
# Scrapy's default is to believe any certificate; evidence must come from whom it claims to come from.
DOWNLOAD_VERIFY_CERTIFICATES = True
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_INSTALL_ROOT_HANDLER = False

DOWNLOAD_DELAY = 2.0
DOWNLOAD_DELAY_JITTER = 0.0
CONCURRENT_REQUESTS = 4
# Scrapy starts this many workers for the output of every page; ours yields nothing. 100, the default, costs a third of
# the time of a crawl (measured: 214,000 tasks for 2,000 pages).
CONCURRENT_ITEMS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0

SCHEDULER = "crawlers.scheduling.FrontierScheduler"
DOWNLOAD_HANDLERS = {
    "http": "crawlers.fetching.wire.RecordingHandler",
    "https": "crawlers.fetching.wire.RecordingHandler",
    "ftp": None,
    "file": None,
    "data": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES = {
    "crawlers.fetching.capturing.GuardMiddleware": 10,
    "crawlers.fetching.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    # Below HttpCompressionMiddleware (590), so that it sees the body as it was sent.
    "crawlers.fetching.capturing.CaptureMiddleware": 990,
    # Ours to do: redirects are evidence, retries wait in the frontier, hosts are the definition's.
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    # An http_proxy of the environment would be reached in place of the host, unseen by the address guard.
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
}
EXTENSIONS = {"scrapy.extensions.logstats.LogStats": None, "scrapy.extensions.corestats.CoreStats": None}
LOG_LEVEL = "WARNING"
LOG_FORMATTER = "scrapy.logformatter.LogFormatter"
THREADLINE_ALLOW_LOOPBACK = False
# host:port of a SOCKS proxy that the operator runs (Tor); onion addresses are refused without one.
THREADLINE_SOCKS = ""
