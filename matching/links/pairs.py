"""Which keys stand together, in how many distinct texts; and which keys stand with too many others."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.links.incidence import Incidence, Numbers
from matching.links.inputs import LinkLimits
from matching.links.keys import TEMPLATE
from matching.links.tenure import Nodes

CONTACT_KINDS: Final = ("phone", "email", "handle", "wallet")
"""Kinds whose number of partners makes a hub. Pictures and addresses of pages vary from ad to ad of one and the same
person."""

_LIST_KEYS: Final = 30  # an ad with more keys is a list of other people's contacts, and joins nobody


@dataclass(frozen=True, slots=True)
class Pairs:
    """Nodes `left < right` that stand together in at least one ad, and in how many distinct `texts`."""

    left: Numbers
    right: Numbers
    texts: Numbers


def count_pairs(incidence: Incidence, nodes: Nodes) -> Pairs:
    """All pairs of nodes that one ad carries, reposts of one text counted once."""
    ad_starts = np.searchsorted(incidence.ad, np.arange(len(incidence.ad_ids)))
    sizes = np.bincount(incidence.ad, minlength=len(incidence.ad_ids))
    lefts, rights, texts = [], [], []
    for size in range(2, _LIST_KEYS + 1):
        ads = np.flatnonzero(sizes == size)
        if not len(ads):
            continue
        held = np.sort(nodes.node[ad_starts[ads][:, None] + np.arange(size)], axis=1)
        one, other = np.triu_indices(size, 1)
        lefts.append(held[:, one].ravel())
        rights.append(held[:, other].ravel())
        texts.append(np.repeat(incidence.text[ads], len(one)))
    if not lefts:
        nothing = np.empty(0, np.int64)
        return Pairs(nothing, nothing, nothing)
    return _distinct(np.concatenate(lefts), np.concatenate(rights), np.concatenate(texts))


def _distinct(left: Numbers, right: Numbers, text: Numbers) -> Pairs:
    order = np.lexsort((text, right, left))
    left, right, text = left[order], right[order], text[order]
    is_new_pair = np.concatenate(([True], (left[1:] != left[:-1]) | (right[1:] != right[:-1])))
    is_new_text = is_new_pair | np.concatenate(([True], text[1:] != text[:-1]))
    pair = np.cumsum(is_new_pair) - 1
    return Pairs(left[is_new_pair], right[is_new_pair], np.bincount(pair[is_new_text]))


def find_hubs(incidence: Incidence, nodes: Nodes, pairs: Pairs, limits: LinkLimits) -> NDArray[np.bool_]:
    """For each key whether too many distinct contacts stand with it, over all its tenures."""
    partners = _count_partners(incidence, nodes, pairs)
    is_template = np.array([key.kind == TEMPLATE for key in incidence.keys], dtype=bool)
    most = np.where(is_template, limits.template_partners, limits.hub_partners)
    # 600 ads, two numbers of strangers: 31 partners in 27 and 33 texts; the busiest poster's own: 4 in 20.
    strays = (partners > limits.stray_partners) & (partners >= limits.stray_share * _count_texts(incidence))
    found: NDArray[np.bool_] = (partners > most) | (strays & ~is_template)
    return found


def _count_partners(incidence: Incidence, nodes: Nodes, pairs: Pairs) -> Numbers:
    """Distinct contacts that stand with each key in at least one ad."""
    left, right = nodes.key[pairs.left], nodes.key[pairs.right]
    count = len(incidence.keys)
    codes = np.unique(np.concatenate((left * count + right, right * count + left)))
    is_contact = np.array([key.kind in CONTACT_KINDS for key in incidence.keys], dtype=bool)
    holders, partners = codes // max(count, 1), codes % max(count, 1)
    return np.bincount(holders[is_contact[partners]], minlength=count)


def _count_texts(incidence: Incidence) -> Numbers:
    """Distinct texts that carry each key."""
    size = int(incidence.text.max(initial=0)) + 1
    codes = np.unique(incidence.key * size + incidence.text[incidence.ad])
    return np.bincount(codes // size, minlength=len(incidence.keys))
