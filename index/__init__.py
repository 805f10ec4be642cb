"""Make ads findable: keys, text, facets, places, the link graph. Never the only copy of anything."""
