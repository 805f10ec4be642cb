"""Text as searchable words. We split, the engines only look up: so every engine finds the same ads."""

from typing import Final

from matching.text.words import LONGEST, fold, space_words, split_words

BREAK: Final = "\u241e"
"""A word no text holds, between title and text, so that no phrase reaches across."""

__all__ = ["BREAK", "LONGEST", "fold", "space_words", "split_words"]
