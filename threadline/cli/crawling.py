"""Commands that fetch or take in: `crawl`, `capture`, `import`, `site new`, `site test`."""
