"""Signs in an ad's words, as data: each with its public source, its limits and what speaks against it."""

from extractors.indicators.find import NAME, VERSION, find_indicators

__all__ = ["NAME", "VERSION", "find_indicators"]
