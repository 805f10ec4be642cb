"""What the linker reads, and the limits it keeps."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from matching.links.keys import LinkKey


@dataclass(frozen=True, slots=True)
class LinkInput:
    """An ad as the linker sees it: its linking keys, the digest of its text, and when we saw it first and last."""

    ad_id: str
    keys: tuple[LinkKey, ...]
    text_digest: str
    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class LinkLimits:
    """Settings of the linker, with the values that measured best on one million made-up ads with known truth.

    `shared_texts`: distinct texts that must carry two keys before these are joined. `hub_partners`: a key with more
    distinct partner keys is a hub; so is one with more than `stray_partners` that meets a new one in at least
    `stray_share` of its texts, as the line of an agency or a board does and a poster's own number does not;
    `template_partners` is the limit for nearly equal texts, much lower, since wordings are copied. `tenure_days`: a
    number unseen this long starts anew. `alarm_share`: largest component's share of all ads above which the alarm is
    raised; it needs at least `alarm_ads` ads in that component.
    """

    shared_texts: int = 2
    hub_partners: int = 40
    stray_partners: int = 12
    stray_share: float = 0.6
    tenure_days: int = 180
    template_partners: int = 8
    alarm_share: float = 0.02
    alarm_ads: int = 100


DEFAULT_LIMITS: Final = LinkLimits()
