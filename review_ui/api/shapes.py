"""What the API takes and gives. The look-up's answer has the names of the command line's `lookup`."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

Actor = Annotated[str, Field(min_length=1, max_length=64, description="User name of the person this is for.")]
Reason = Annotated[str, Field(min_length=1, max_length=300, description="The call's id in your software.")]


class LookUpQuestion(Schema):
    """What was heard, who asks, and in which call."""

    typed: Annotated[str, Field(min_length=4, max_length=200)]
    actor: Actor
    call: Reason
    whose: Literal["unknown", "in_ad", "reported", "concern", "caller"] = "unknown"
    consent: bool = False


class Counted(Schema):
    """A value and its ads."""

    value: str
    ads: int


class PlaceCounted(Counted):
    """A place: ads by city and date, not travel."""

    first_seen_at: datetime
    last_seen_at: datetime


class CandidateShape(Schema):
    """A held identifier near what was typed."""

    identifier: str
    edits: int
    ads: int


class LinkedShape(Schema):
    """An identifier that shares ads."""

    key: str
    ads: int
    hub: bool
    reasons: list[str]


class SearchedSite(Schema):
    """A site, and when it was last crawled whole."""

    slug: str
    last_complete_at: datetime | None


class LookUpAnswer(Schema):
    """`cases` are numbers of this hotline's own cases that name the identifier or one linked to it in ads."""

    identifier: str
    candidates: list[CandidateShape]
    ads: int
    first_seen_at: datetime | None
    last_seen_at: datetime | None
    sites: list[Counted]
    places: list[PlaceCounted]
    linked: list[LinkedShape]
    hub: bool
    generation: int
    sites_searched: list[SearchedSite]
    caveat: str
    cases: list[int]


class NewTipShape(Schema):
    """A tip as your software took it."""

    actor: Actor
    narrative: Annotated[str, Field(min_length=1, max_length=20_000)]
    identifiers: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=50, default_factory=list)]
    place: Annotated[str, Field(max_length=200)] = ""
    organisation: Annotated[str, Field(max_length=200)] = ""
    safe_contact: Annotated[str, Field(max_length=300)] = ""
    urgency: Literal["emergency", "urgent", "routine"] = "routine"
    reporter: Literal["unknown", "self", "family", "professional", "other"] = "unknown"
    exploitation: Literal["unknown", "sex", "labour", "both", "other"] = "unknown"
    consent: Literal["not_asked", "given", "refused"] = "not_asked"
    sector: Literal[
        "unknown", "domestic", "farm", "building", "cleaning", "hotel", "restaurant", "factory", "beauty", "transport",
        "commercial_sex", "begging", "other",
    ] = "unknown"  # fmt: skip
    language: Annotated[str, Field(max_length=60)] = "en"
    needs_interpreter: bool = False
    channel: Literal["phone", "text", "email", "form"] = "phone"
    involves_minor: bool = False
    legacy_id: Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")] = ""


class KeptTip(Schema):
    """Where the tip is now."""

    tip: str
    case: int


class Refusal(Schema):
    """Why there is no answer."""

    detail: str
