"""`26 nov 2026`: with the month in letters, so that nobody reads day and month the other way round."""

DATE_FORMAT = r"j M Y"
