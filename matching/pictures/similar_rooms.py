"""Similar rooms across ads: what embeddings suggest and geometry verifies, as matches of a kind of their own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from matching.match import Match, Reason
from matching.pictures.comparing import Comparison, FindPicture, Query, compare, read_all
from matching.pictures.hashing import PicturePool
from matching.pictures.likeness import LEAD, Likeness
from matching.pictures.overlays import NO_OVERLAY, Overlay, learn_overlay, without_overlay
from matching.pictures.shelf import Seen, Shelf

SIMILAR_ROOM: Final = "similar room 2 (embedding without people, SIFT and MAGSAC)"
EDITED_COPY: Final = "same photo under heavy edits 2 (embedding, SIFT and MAGSAC, pixels)"
MOST_NEAR: Final = 5
"""Pictures compared with each new one, from the cosine of a weak lead on: mostly none, so that ingest stays cheap."""
UNSURE: Final = 0.7
"""Score of both kinds: below what makes two pictures one link key, so that they are shown and never traversed."""


SAMPLE: Final = 10
"""Pictures of a site that are compared to learn what it prints on all of them."""
Within = tuple[FindPicture, PicturePool, Shelf]


class SitePrints:
    """What each site prints on its pictures, learnt at first use from up to ten of them that show different photos."""

    def __init__(self, site_of: Mapping[str, str], photo_of: Mapping[str, str], within: Within) -> None:
        self._site_of, self._within = site_of, within
        self._learnt: dict[str, Overlay] = {}
        self._samples: dict[str, dict[str, str]] = defaultdict(dict)
        for sha256, site in site_of.items():
            if len(self._samples[site]) < SAMPLE:
                self._samples[site].setdefault(photo_of.get(sha256, sha256), sha256)

    def of(self, sha256: str) -> Overlay:
        """The overlay of the site that showed this picture; none for an unknown one."""
        site = self._site_of.get(sha256)
        if site is None:
            return NO_OVERLAY
        if site not in self._learnt:
            seen = read_all(list(self._samples[site].values()), self._within)
            self._learnt[site] = learn_overlay([features for _, (view, features) in seen if not view.fault])
        return self._learnt[site]


def match_rooms_across(
    digests: Iterable[str], likeness: Likeness, within: Within, prints: SitePrints | None = None
) -> Iterator[Match]:
    """A Match for every pair of a picture of `digests` with another that shows a similar room, or is its edited copy.

    All must have been described before. Each pair once, `left < right`; blind to what `prints` knows of their sites.
    """
    blind = prints or SitePrints({}, {}, within)
    told: set[tuple[str, str]] = set()
    for sha256 in digests:
        seen = dict(read_all((sha256,), within)).get(sha256)
        if seen is None or seen[0].fault:
            continue
        near = likeness.nearest(seen[0].pixels, MOST_NEAR + 1)
        others = [one for one, cosine in near if one != sha256 and cosine >= LEAD]
        fresh = [one for one in others if (min(one, sha256), max(one, sha256)) not in told]
        if fresh:
            told |= {(min(one, sha256), max(one, sha256)) for one in fresh}
            query = Query.seen(seen[0], likeness.hide, without_overlay(seen[1], blind.of(sha256)))
            yield from _compare(query, sha256, dict(read_all(fresh, within)), blind)


def _compare(query: Query, sha256: str, others: dict[str, Seen], blind: SitePrints) -> Iterator[Match]:
    for other, (view, features) in others.items():
        if view.fault:
            continue
        compared = compare(query.without(blind.of(other)), (view, without_overlay(features, blind.of(other))))
        if compared.is_same_photo or compared.is_same_scene:
            yield _to_match(min(sha256, other), max(sha256, other), compared)


def _to_match(left: str, right: str, compared: Comparison) -> Match:
    found, agreed = compared.found, compared.agreement
    what = "the same photo, edited" if compared.is_same_photo else "a similar room; it need not be the same"
    reasons = (
        Reason("geometry", str(found.inliers), f"{found.inliers} places in {found.cells} of 16 fields fit: {what}."),
        Reason("pixels", f"{agreed.agreeing:.2f}", f"At least {agreed.agreeing:.0%} of what both show looks alike."),
    )
    algorithm = EDITED_COPY if compared.is_same_photo else SIMILAR_ROOM
    return Match(left, right, UNSURE, reasons, algorithm)
