"""Made-up tips to the hotline that name some of the world's numbers."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from review_ui.hotline.choices import Channel, Exploitation, Reporter, Urgency
from review_ui.hotline.intake import NewTip
from threadline.demo.choosing import NumberStory

_WORDS: Final = (
    ("Caller works at a motel and saw the same person brought to three rooms by the same driver.",
     Reporter.PROFESSIONAL, Exploitation.SEX, Urgency.URGENT),
    ("Caller answered a job ad; on the phone they asked for the passport and named a debt.",
     Reporter.SELF, Exploitation.LABOUR, Urgency.ROUTINE),
    ("Caller's sister stopped writing after taking work in another city; this number was on the offer.",
     Reporter.FAMILY, Exploitation.BOTH, Urgency.URGENT),
    ("Caller found the number on a card at a bus station and thinks that several people answer it.",
     Reporter.OTHER, Exploitation.UNKNOWN, Urgency.ROUTINE),
)  # fmt: skip
TIPS: Final = 12


def tips_about(chosen: NumberStory, others: Sequence[NumberStory], now: datetime) -> list[NewTip]:
    """One tip names the chosen number, the others the numbers of `others` in turn; the oldest is half a year old."""
    stories = [chosen, *others[: TIPS - 1]]
    return [_tip(story, place, now) for place, story in enumerate(stories)]


def _tip(story: NumberStory, place: int, now: datetime) -> NewTip:
    words, reporter, exploitation, urgency = _WORDS[place % len(_WORDS)]
    return NewTip(
        narrative=words,
        identifiers=(f"phone:{story.number}",),
        received_at=now - timedelta(days=9 + 14 * place, hours=5 * place),
        place=max(story.cities, key=lambda city: story.cities[city]),
        channel=(Channel.PHONE, Channel.TEXT, Channel.FORM)[place % 3],
        urgency=urgency,
        reporter=reporter,
        exploitation=exploitation,
        legacy_id=f"demo-tip-{place:02d}",
    )
