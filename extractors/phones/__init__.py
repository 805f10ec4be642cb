"""Telephone numbers in every disguise: a weighted lattice of readings, judged by the words around."""

from extractors.phones.component import NAME, VERSION

__all__ = ["NAME", "VERSION"]
