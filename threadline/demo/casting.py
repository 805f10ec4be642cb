"""Make the actors of the world, group by group, without ever holding them all."""

from collections.abc import Iterator
from random import Random
from typing import Final

from threadline.demo import wording
from threadline.demo.actor import Actor
from threadline.demo.cities import CITIES, City
from threadline.demo.numbers import NumberBook
from threadline.demo.template import Kind, Template, make_template

SPANISH_SHARE: Final = 0.15
STOLEN_SHARE: Final = 0.04
"""Independents who now and then put another's number under their own ad."""
GROUP_WEIGHTS: Final = (("independent", 62), ("organisation", 12), ("agency", 3), ("employer", 20), ("doubtful", 3))
"""How often the next group is of a kind; organisations post more, so about half of all ads are theirs."""


class Casting:
    """An endless, seeded stream of groups of actors; a group is an organisation, an agency's clients or one poster."""

    def __init__(self, ads: int, seed: int) -> None:
        self._chance = Random(f"{seed}/casting")
        self._book = NumberBook(ads, self._chance)
        self._serial = 0

    def groups(self) -> Iterator[list[Actor]]:
        """The first groups are one of each kind, so that the smallest world has them all."""
        kinds = [kind for kind, _ in GROUP_WEIGHTS]
        weights = [weight for _, weight in GROUP_WEIGHTS]
        yield self._organisation()
        yield self._doubtful_agency()
        yield self._agency_clients()
        while True:
            (kind,) = self._chance.choices(kinds, weights)
            yield self._group(kind)

    def _group(self, kind: str) -> list[Actor]:
        match kind:
            case "organisation":
                return self._organisation()
            case "agency":
                return self._agency_clients()
            case "doubtful":
                return self._doubtful_agency()
            case "employer":
                return [self._employer()]
        return [self._independent()]

    def _independent(self, agency: str = "", agency_number: str = "", home: City | None = None) -> Actor:
        chance, poster = self._chance, self._name("poster")
        first = home or chance.choice(CITIES)
        stolen = self._book.given(chance) if chance.random() < STOLEN_SHARE else ""
        moves = chance.choices((0, 1, 2), (70, 20, 10))[0]
        cities = (first, *chance.sample(CITIES, moves))
        # One in eight changes the number on the way: the same person under two numbers that no ad joins.
        numbers = tuple(self._book.take(first) for _ in range(2 if chance.random() < 0.12 else 1))
        rooms = tuple(f"{poster}-room{at}" for at in range(chance.randint(1, 2)))
        return Actor(
            poster, "independent", chance.choice(wording.NAMES), "", chance.randint(1, 9), cities, numbers,
            (self._template(poster, "personal"),), rooms, self._price(), agency, agency_number, stolen_number=stolen,
        )  # fmt: skip

    def _organisation(self) -> list[Actor]:
        chance, organisation = self._chance, self._name("org")
        cities = tuple(chance.sample(CITIES, chance.randint(3, 5)))
        numbers = [self._book.take(cities[0]) for _ in range(chance.randint(2, 5))]
        templates = tuple(self._template(f"{organisation}-{at}", "personal") for at in range(chance.randint(1, 3)))
        rooms = tuple(f"{organisation}-room{at}" for at in range(chance.randint(3, 6)))
        size, price = chance.randint(2, 6), self._price()
        # Each poster uses two neighbouring numbers of the ring, so that shared numbers tie the organisation together.
        return [
            Actor(
                f"{organisation}-{chance.choice(wording.NAMES).lower()}{at}", "organisation",
                chance.choice(wording.NAMES), organisation, chance.randint(6, 16), _turned(cities, at),
                (numbers[at % len(numbers)], numbers[(at + 1) % len(numbers)]), templates, rooms, price,
            )
            for at in range(size)
        ]  # fmt: skip

    def _agency_clients(self) -> list[Actor]:
        agency, city = self._name("agency"), self._chance.choice(CITIES)
        line = self._book.take(city)
        return [self._independent(agency, line, city) for _ in range(self._chance.randint(5, 12))]

    def _employer(self) -> Actor:
        chance, poster = self._chance, self._name("employer")
        city = chance.choice(CITIES)
        return Actor(
            poster, "employer", chance.choice(wording.EMPLOYERS), "", chance.randint(1, 6), (city,),
            (self._book.take(city),), (self._template(poster, "job"),), (), chance.randint(14, 28), posts_jobs=True,
        )  # fmt: skip

    def _doubtful_agency(self) -> list[Actor]:
        """A job agency whose number also stands in the ads of the people it places."""
        chance, organisation = self._chance, self._name("org")
        cities = tuple(chance.sample(CITIES, 3))
        numbers = (self._book.take(cities[0]), self._book.take(cities[0]))
        jobs = (self._template(f"{organisation}-job", "doubtful_job"),)
        personal = (self._template(f"{organisation}-0", "personal"),)
        rooms = tuple(f"{organisation}-room{at}" for at in range(3))
        office = Actor(
            f"{organisation}-office", "doubtful_agency", chance.choice(wording.DOUBTFUL_AGENCIES), organisation,
            chance.randint(4, 8), cities, numbers[:1], jobs, (), chance.randint(40, 70), posts_jobs=True,
        )  # fmt: skip
        return [office] + [
            Actor(
                f"{organisation}-poster{at}", "organisation", chance.choice(wording.NAMES), organisation,
                chance.randint(5, 10), _turned(cities, at), numbers, personal, rooms, self._price(),
            )
            for at in range(2)
        ]  # fmt: skip

    def _template(self, template_id: str, kind: Kind) -> Template:
        is_spanish = kind == "personal" and self._chance.random() < SPANISH_SHARE
        return make_template(f"t-{template_id}", kind, "es" if is_spanish else "en", self._chance)

    def _price(self) -> int:
        return self._chance.choice((80, 100, 120, 140, 150, 160, 180, 200, 220, 250))

    def _name(self, kind: str) -> str:
        self._serial += 1
        return f"{kind}-{self._serial:06d}"


def _turned(cities: tuple[City, ...], by: int) -> tuple[City, ...]:
    start = by % len(cities)
    return cities[start:] + cities[:start]
