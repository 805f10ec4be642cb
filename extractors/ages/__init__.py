"""Ages that an ad states of the person it presents."""

from extractors.ages.find import NAME, VERSION, find_ages

__all__ = ["NAME", "VERSION", "find_ages"]
