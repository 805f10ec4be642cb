"""What one extraction found."""

from dataclasses import dataclass

from extractors.mention import Mention


@dataclass(frozen=True, slots=True)
class Extraction:
    """`language` is ISO 639-1 or `und`.

    `analysed` is false where no indicator list covers that language: never read that as "no signs".
    """

    language: str
    analysed: bool
    mentions: tuple[Mention, ...]
