"""A search cluster as the text engine, behind the local key store."""
