"""The ads of a made-up world, one after the other, the same for the same seed."""

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, islice
from random import Random
from typing import Any, Final

from threadline.demo import wording
from threadline.demo.actor import Actor
from threadline.demo.casting import Casting
from threadline.demo.cities import CITIES
from threadline.demo.demo_ad import COMMERCIAL, JOBS, DemoAd
from threadline.demo.edits import EDIT_WEIGHTS, EDITS
from threadline.demo.numbers import reserved_number
from threadline.demo.options import DemoOptions
from threadline.demo.spelling import spell

DAYS: Final = 240
"""How far back the world goes."""
NATIVE_PRIME: Final = 9_999_991
"""Native ids run through the residues of a prime, so that neighbours on the board are not neighbours in the world."""
OBFUSCATED_SHARE: Final = 0.35
REPOST_SHARE: Final = 0.25
HUB_SHARE: Final = 0.12
FIGURE_SHARE: Final = 0.4
SHOWN_SHARE: Final = 0.6
"""Ads whose number also stands in the page's contact field; the others have it in the text alone."""
SECOND_SHARE: Final = 0.35
YOUNGEST: Final = 23
"""Nobody in the made-up world is described as younger."""
HUBS: Final = (reserved_number(CITIES[0], 9), reserved_number(CITIES[14], 9))
"""A screening line and the board's support: named by one ad in eight, belonging to nobody."""


class World:
    """A seeded world. `ads()` may be read any number of times and holds one group of posters at a time."""

    def __init__(self, options: DemoOptions) -> None:
        self.options = options

    def ads(self) -> Iterator[DemoAd]:
        """All ads of the world, group by group."""
        groups = Casting(self.options.ads, self.options.seed).groups()
        everything = chain.from_iterable(_Posting(self.options, group).ads() for group in groups)
        for number, ad in enumerate(islice(everything, self.options.ads)):
            yield _numbered(ad, number)

    def digest(self) -> str:
        """SHA-256 over every ad: two worlds with the same digest are the same."""
        digest = hashlib.sha256()
        for ad in self.ads():
            digest.update(json.dumps(to_row(ad), sort_keys=True).encode())
        return digest.hexdigest()


def to_row(ad: DemoAd) -> dict[str, Any]:
    """The ad as a line of `truth.jsonl`."""
    row = dataclasses.asdict(ad)
    row["ad_id"], row["phones"] = ad.ad_id, ad.phones
    row["posted_at"] = ad.posted_at.isoformat().replace("+00:00", "Z")
    return row


def _numbered(ad: DemoAd, number: int) -> DemoAd:
    """Give the ad its native id; ads of a group name what they repeat by how many ads ago it was."""
    repeated = _native_id(number - int(ad.repost_of)) if ad.repost_of else ""
    return dataclasses.replace(ad, native_id=_native_id(number), repost_of=repeated)


def _native_id(number: int) -> str:
    return str((number + 1) * 7_654_321 % NATIVE_PRIME)


class _Posting:
    """The ads of one group of posters."""

    def __init__(self, options: DemoOptions, group: list[Actor]) -> None:
        self._now = options.now
        self._group = group
        self._chance = Random(f"{options.seed}/{group[0].poster}")

    def ads(self) -> Iterator[DemoAd]:
        for actor in self._group:
            posted: list[DemoAd] = []
            for number, at in enumerate(self._moments(actor)):
                posted.append(self._ad(actor, number, at, posted))
                yield posted[-1]

    def _moments(self, actor: Actor) -> list[datetime]:
        """When the actor posts: within some weeks, the last group of them up to this hour."""
        chance = self._chance
        length = chance.uniform(5, 90)
        start = chance.uniform(0, DAYS - length)
        minutes = sorted(round(chance.uniform(start, start + length) * 1440) for _ in range(actor.ads))
        return [self._now - timedelta(minutes=DAYS * 1440 - minute) for minute in minutes]

    def _ad(self, actor: Actor, number: int, at: datetime, posted: list[DemoAd]) -> DemoAd:
        if posted and self._chance.random() < REPOST_SHARE:
            back = self._chance.randint(1, min(3, len(posted)))
            return dataclasses.replace(posted[-back], posted_at=at, repost_of=str(back))
        return self._new_ad(actor, number, at)

    def _new_ad(self, actor: Actor, number: int, at: datetime) -> DemoAd:
        chance = self._chance
        city = actor.cities[number * len(actor.cities) // actor.ads]
        own, is_stolen = self._number(actor, number)
        template = chance.choice(actor.templates)
        written, family = spell(own, chance, 0.0 if actor.posts_jobs else OBFUSCATED_SHARE)
        price = actor.price + chance.choice((0, 0, 0, 10, 20)) * (not actor.posts_jobs)
        slots = self._slots(actor, template.language) | {"city": city.name, "phone": written}
        slots |= {"price": str(price), "half": str(price * 6 // 10)}
        ad = DemoAd(
            native_id="", site=JOBS if actor.posts_jobs else COMMERCIAL, kind=actor.kind,
            ad_type="job" if actor.posts_jobs else "commercial", poster=actor.poster,
            organisation=actor.organisation, template=template.template_id, language=template.language,
            title=_title(actor, template.sentences[0], slots),
            text=template.fill(slots, chance, chance.choices((0, 1, 2), (50, 35, 15))[0]),
            phone_shown=spell(own, chance, 0.0)[0] if chance.random() < SHOWN_SHARE else "",
            price_shown=f"${price}/hr", place_shown=f"{city.name}, {city.state}", posted_at=at, city=city.place,
            price=price, own_phones=() if is_stolen else (own,), spelling=family, agency=actor.agency,
            stolen_phones=(own,) if is_stolen else (),
        )  # fmt: skip
        return self._with_photo(actor, self._with_others(actor, ad))

    def _number(self, actor: Actor, number: int) -> tuple[str, bool]:
        """The number of the actor's ad, and whether it is somebody else's."""
        chance = self._chance
        if actor.stolen_number and chance.random() < 0.5:
            return actor.stolen_number, True
        if actor.kind == "organisation":
            return chance.choice(actor.numbers), False
        return actor.numbers[0 if number * 2 < actor.ads else -1], False

    def _slots(self, actor: Actor, language: str) -> dict[str, str]:
        days = wording.SPANISH_DAYS if language == "es" else wording.DAYS
        return {
            "name": actor.name,
            "day": self._chance.choice(days),
            "age": str(self._chance.randint(YOUNGEST, 39)),
        }

    def _with_others(self, actor: Actor, ad: DemoAd) -> DemoAd:
        """Further numbers: an organisation's second line, an office, a hub."""
        chance = self._chance
        others = [number for number in actor.numbers if number not in ad.own_phones]
        if actor.kind == "organisation" and others and chance.random() < SECOND_SHARE:
            second = f"{ad.text} or {spell(others[0], chance, 0)[0]}"
            ad = dataclasses.replace(ad, text=second, own_phones=(*ad.own_phones, others[0]))
        if actor.agency_number:
            note = chance.choice(wording.AGENCY_NOTES).format(phone=spell(actor.agency_number, chance, 0)[0])
            ad = dataclasses.replace(ad, text=f"{ad.text} {note}", agency_phones=(actor.agency_number,))
        if chance.random() < HUB_SHARE:
            which = chance.randrange(len(HUBS))
            note = wording.HUB_NOTES[which].format(phone=spell(HUBS[which], chance, 0)[0])
            ad = dataclasses.replace(ad, text=f"{ad.text} {note}", hub_phones=(HUBS[which],))
        return ad

    def _with_photo(self, actor: Actor, ad: DemoAd) -> DemoAd:
        chance = self._chance
        if not actor.rooms or chance.random() < 0.08:
            return ad
        room = chance.choice(actor.rooms)
        # A poster takes few photos and uses them again; "shot" tells them apart, the edit comes behind it.
        shot, edit = chance.choices((0, 1), (70, 30))[0], chance.choices(range(len(EDITS)), EDIT_WEIGHTS)[0]
        figure = Random(f"{room}/{shot}").random() < FIGURE_SHARE
        return dataclasses.replace(ad, room=room, photo=f"{shot}/{edit}", figure=figure)


def _title(actor: Actor, opening: str, slots: dict[str, str]) -> str:
    if actor.posts_jobs:
        return opening.format_map(slots).rstrip(".") + f" - {actor.name}"
    return opening.format_map(slots).rstrip(".")
