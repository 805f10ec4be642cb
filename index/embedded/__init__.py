"""The default engine: SQLite holds the truth and the keys, tantivy the text; tantivy can always be made again from
SQLite."""
