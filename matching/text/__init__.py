"""Texts that say nearly the same: found by bands, proved word for word, shown as one template with slots."""
