"""The short cut for numbers in plain digits and plain separators."""

import re
from itertools import pairwise
from typing import Final

from extractors.phones.edges import Edge
from extractors.phones.gaps import gap_from
from extractors.phones.lattice import Path
from extractors.phones.numerals import Kind

_PLAIN: Final = re.compile(r"[(+ ]{0,3}\d[\d ().+-]{5,24}")
_DIGITS: Final = re.compile(r"\d+")
_FEWEST: Final = 7
_MOST: Final = 15


def plain_path(text: str, start: int, end: int) -> Path | None:
    """Return the one path over `text[start:end]` when it is nothing but digits and their usual separators."""
    if not _PLAIN.fullmatch(text, start, end):
        return None
    edges = [Edge(*match.span(), match.group(), 0.0, Kind.PLAIN) for match in _DIGITS.finditer(text, start, end)]
    digits = "".join(edge.digits for edge in edges)
    if not _FEWEST <= len(digits) <= _MOST:
        return None
    gaps = []
    for left, right in pairwise(edges):
        gap = gap_from(text, left.end)
        if gap is None or gap.end != right.start:
            return None
        gaps.append((gap,))
    return Path(tuple(edges), tuple(gaps), sum(parts[0].cost for parts in gaps), digits)
