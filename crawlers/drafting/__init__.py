"""Drafts a definition from a listing page and ads it leads to: a start for a person, never used unread."""
