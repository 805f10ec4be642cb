"""What a photo is compared with."""

from dataclasses import dataclass, field
from pathlib import Path

from matching.pictures.column import Column
from matching.pictures.comparing import FindPicture, Hide, hide_nobody
from matching.pictures.likeness import Likeness
from matching.pictures.rooms import RoomBook
from matching.pictures.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Sources:
    """What a photo is compared with: all pictures held (`pictures`), and the known rooms, None where there are none.

    `likeness` and `room_likeness` are embeddings of pictures and of reference photos, None without the extra `room`.
    `explanations` is a folder for explanation pictures, None to draw none; `hide` finds people (extra `room`);
    `shelf` keeps the pictures compared last.
    """

    pictures: Column
    find_picture: FindPicture
    rooms: RoomBook | None = None
    explanations: Path | None = None
    hide: Hide = hide_nobody
    likeness: Likeness | None = None
    room_likeness: Likeness | None = None
    shelf: Shelf = field(default_factory=Shelf)
