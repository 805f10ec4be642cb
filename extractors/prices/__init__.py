"""Prices in ads: amount, currency and unit, with or without a currency sign."""

from extractors.prices.find import NAME, VERSION, find_prices

__all__ = ["NAME", "VERSION", "find_prices"]
