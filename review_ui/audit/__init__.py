"""Who did what, and for which reason: one append-only hash chain per desk, readable without Django."""
