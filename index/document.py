"""An ad as the index holds it: the ad, what was found in it, and the keys it answers to."""

from dataclasses import dataclass

from crawlers.ad import Ad
from extractors.mention import Mention
from matching.links.keys import LinkKey


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A resolved place: canonical name, degrees north and east."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Document:
    """Everything the index keeps of one ad at its newest revision. Derived: `threadline rebuild` makes it again.

    `keys` are the identifiers (confidence >= .5), exact picture digests and hash slices; `text_digest` is a digest of
    the normalised text, by which reposts are told from distinct texts; `analysed` is false where indicators are
    unknown for the language.
    """

    ad: Ad
    mentions: tuple[Mention, ...] = ()
    keys: tuple[LinkKey, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    indicators: tuple[str, ...] = ()
    text_digest: str = ""
    language: str = ""
    analysed: bool = False
    revisions: int = 1
