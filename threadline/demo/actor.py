"""Who posts: one poster with numbers, cities and templates, alone or in an organisation."""

from dataclasses import dataclass
from typing import Literal

from threadline.demo.cities import City
from threadline.demo.template import Template

ActorKind = Literal["independent", "organisation", "employer", "doubtful_agency"]


@dataclass(frozen=True, slots=True)
class Actor:
    """`ads` it posts over `days`, moving through `cities` in order; `numbers` may be shared with its organisation.

    `agency` names a booking office and `agency_number` its line; `stolen_number` is another's,
    used now and then; `rooms` are the rooms its photos show.
    """

    poster: str
    kind: ActorKind
    name: str
    organisation: str
    ads: int
    cities: tuple[City, ...]
    numbers: tuple[str, ...]
    templates: tuple[Template, ...]
    rooms: tuple[str, ...]
    price: int
    agency: str = ""
    agency_number: str = ""
    posts_jobs: bool = False
    stolen_number: str = ""
