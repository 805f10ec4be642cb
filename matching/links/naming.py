"""Ids of clusters that stay the same while the cluster grows."""

import hashlib

import numpy as np

from matching.links.incidence import Incidence, Numbers


def name_cluster(incidence: Incidence, group: Numbers) -> str:
    """Named after the member we saw first: later ads do not rename a cluster, a merge keeps the older name, and of a
    split the part that holds the oldest ad does."""
    order = np.lexsort((group, incidence.first[group]))
    eldest = incidence.ad_ids[int(group[order[0]])]
    return "c" + hashlib.sha256(eldest.encode("utf-8", "surrogatepass")).hexdigest()[:16]
