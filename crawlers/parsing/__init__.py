"""Read pages: pure functions of (page, site), fed alike by a crawl, a saved page or a WARC record."""
