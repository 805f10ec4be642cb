"""What is known of a picture by its bytes and pixels, for finding it again."""

from dataclasses import dataclass
from typing import Final

from matching.pictures.view_hash import ViewHash

LEAST_QUALITY: Final = 50
"""PDQ's authors advise to drop hashes of quality 49 and less: they collide with every other plain picture."""


@dataclass(frozen=True, slots=True)
class ImageHash:
    """Hashes of one picture after its EXIF orientation, or the `fault` that kept us from making them.

    `sha256` is the digest of the bytes, `pixel_sha256` of the decoded RGB pixels with their size. `trimmed` is None
    where no border was found (then it would repeat `whole`). Of an animated picture the first frame was hashed. `whole`
    is None exactly when `fault` is not empty.
    """

    sha256: str
    pixel_sha256: str = ""
    width: int = 0
    height: int = 0
    format: str = ""
    is_animated: bool = False
    whole: ViewHash | None = None
    trimmed: ViewHash | None = None
    fault: str = ""

    @property
    def views(self) -> tuple[ViewHash, ...]:
        """The views that exist, whole first."""
        return tuple(view for view in (self.whole, self.trimmed) if view is not None)

    @property
    def quality(self) -> int:
        """The best quality of any view; 0 for an unreadable picture."""
        return max((view.quality for view in self.views), default=0)

    @property
    def is_too_plain(self) -> bool:
        """Whether it was read, but holds too little structure to be matched by its looks."""
        return self.whole is not None and self.quality < LEAST_QUALITY
