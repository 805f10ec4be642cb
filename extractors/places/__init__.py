"""Places in ads: names of the gazetteer, accepted on evidence, resolved to one city."""

from extractors.places.find import NAME, VERSION, find_places

__all__ = ["NAME", "VERSION", "find_places"]
