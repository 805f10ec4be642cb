"""Clusters: ads held together by explained links, reviewed one cluster at a time."""
