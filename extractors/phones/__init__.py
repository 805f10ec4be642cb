"""Telephone numbers in every disguise: a weighted lattice of readings, judged by the words around."""
