"""Filters our templates use."""
