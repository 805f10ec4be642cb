"""A number that nobody showed for long starts anew: telephone numbers are given to other people."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.links.incidence import Incidence, Numbers

_DAY: Final = 86_400
_REASSIGNED: Final = "phone"  # e-mail addresses, handles and wallets are not handed on to strangers as numbers are


@dataclass(frozen=True, slots=True)
class Nodes:
    """Keys split into tenures. `node` says for each incidence row which node the ad carries; `key` names each node's
    key, `starts` the first seen second of each node, `tenure` counts from 0 within its key."""

    node: Numbers
    key: Numbers
    starts: Numbers
    tenure: Numbers


def split_tenures(incidence: Incidence, tenure_days: int) -> Nodes:
    """One node a key and tenure, numbered in the order of keys and times."""
    if not len(incidence.key):
        nothing = np.empty(0, np.int64)
        return Nodes(nothing, nothing, nothing, nothing)
    first, last = incidence.first[incidence.ad], incidence.last[incidence.ad]
    order = np.lexsort((incidence.ad, first, incidence.key))
    key, first, last = incidence.key[order], first[order], last[order]
    is_new_key = np.concatenate(([True], key[1:] != key[:-1]))
    base = int(last.min())
    # One running maximum over all keys: each key's times are lifted above those of the key before it.
    lift = key * (int(last.max()) - base + 1)
    seen_until = np.maximum.accumulate(last - base + lift) - lift + base
    gap = np.concatenate(([0], first[1:] - seen_until[:-1]))
    may_change = np.array([held.kind == _REASSIGNED for held in incidence.keys])[key]
    is_new = is_new_key | (may_change & (gap > tenure_days * _DAY))
    node_in_order = np.cumsum(is_new) - 1
    node = np.empty_like(node_in_order)
    node[order] = node_in_order
    node_key = key[is_new]
    first_node = np.searchsorted(node_key, node_key)
    return Nodes(node, node_key, first[is_new], np.arange(len(node_key)) - first_node)
