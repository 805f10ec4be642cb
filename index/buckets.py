"""Counts of an aggregation; tantivy and the servers write them alike."""

from collections.abc import Iterable, Mapping
from typing import Any

from index.results import Count


def rank_counts(answer: Mapping[str, Iterable[Mapping[str, Any]]]) -> tuple[Count, ...]:
    """Buckets of a terms aggregation as counts, most ads first, then by value."""
    counts = [Count(str(bucket["key"]), int(bucket["doc_count"])) for bucket in answer["buckets"]]
    return tuple(sorted(counts, key=lambda count: (-count.ads, count.value)))
