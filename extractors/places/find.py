"""Places in ads: names of the gazetteer, accepted on evidence, resolved to one city; abstains rather than guesses."""

from dataclasses import dataclass
from typing import Final

import re2
from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.passage import Passage
from extractors.places.city import City
from extractors.places.evidence import Surroundings
from extractors.places.gazetteer import Gazetteer, load_gazetteer
from extractors.places.names import Name, Words, find_names
from extractors.places.resolve import Clues, choose
from extractors.places.roles import read_role

NAME: Final = "places"
VERSION: Final = "1"

_PHONE: Final = re2.compile(r"(?:^|[^\d])(?:\+?1[\s.-]?)?\(?([2-9]\d\d)[)\s.-]{1,2}\d{3}[\s.-]?\d{4}(?:[^\d]|$)")


@dataclass(slots=True)
class _Candidate:
    name: Name
    cities: tuple[City, ...]
    surroundings: Surroundings
    sure: bool


@Language.component(NAME)
def find_places(doc: Doc) -> Doc:
    """Append the places of the passage to its mentions."""
    passage: Passage = doc.user_data["passage"]
    gazetteer = load_gazetteer()
    words = Words(passage.stream.text)
    candidates = [
        found for name in find_names(words, gazetteer) if (found := _examine(words, name, passage.field, gazetteer))
    ]
    if not candidates:
        return doc
    clues = _gather(passage, candidates, gazetteer)
    for candidate in candidates:
        choice = choose(candidate.cities, clues)
        confidence = _judge(candidate, choice, clues, gazetteer.flags.get(candidate.name.key, ""), passage)
        if confidence >= 0.3:
            _record(passage, words, candidate, choice[0], confidence)
    return doc


def _examine(words: Words, name: Name, field: str, gazetteer: Gazetteer) -> _Candidate | None:
    cities = gazetteer.cities(name.key)
    sure = False
    if name.regions:
        admitted = tuple(city for city in cities if any(region.admits(city) for region in name.regions))
        sure = bool(admitted)
        if not admitted and all(region.admin1 for region in name.regions):
            # "Springfield, VT": a town below the table's size, not one of its namesakes.
            town = next(
                (gazetteer.towns.get((name.key, region.admin1)) for region in name.regions if region.country == "US"),
                None,
            )
            if town is None:
                return None
            admitted, sure = (town,), True
        cities = admitted or cities
    if name.postal_code:
        state = gazetteer.postal_codes.get(name.postal_code, ("", ""))[1]
        admitted = tuple(city for city in cities if city.country == "US" and city.admin1 == state)
        cities, sure = (admitted or cities), sure or bool(admitted)
    return _Candidate(name, cities, Surroundings(words, name, field), sure)


def _gather(passage: Passage, candidates: list[_Candidate], gazetteer: Gazetteer) -> Clues:
    clues = Clues(country={"UK": "GB"}.get(passage.source.region.upper(), passage.source.region.upper()))
    for candidate in candidates:
        if candidate.sure or len(candidate.cities) == 1:
            city = candidate.cities[0]
            if candidate.sure:
                clues.states.add((city.country, city.admin1))
            clues.countries.add(city.country)
    if any(len(candidate.cities) > 1 for candidate in candidates):
        codes = {match[1] for match in _PHONE.finditer(passage.stream.text)}
        clues.area_states = {gazetteer.area_codes[code] for code in codes if code in gazetteer.area_codes}
    return clues


def _judge(candidate: _Candidate, choice: tuple[City, float], clues: Clues, flags: str, passage: Passage) -> float:
    """Confidence that the name is this city: the name itself, the words around it, the lead of the city chosen."""
    if candidate.sure:
        return 0.95
    surroundings = candidate.surroundings
    city, lead = choice
    score = _familiarity(city, passage) + surroundings.score()
    if surroundings.case == "lower":
        score -= 0.2
    elif surroundings.starts_sentence and passage.field == "text":
        score -= 0.1
    score -= _doubt(flags, city, surroundings)
    if (city.country, city.admin1) in clues.states:
        score += 0.2
    if lead < 0.15:
        score = min(score, 0.45)
    return max(0.0, min(score, 0.9))


def _doubt(flags: str, city: City, surroundings: Surroundings) -> float:
    """How much a name that is also a word, a given name or a surname needs more than its own capital."""
    doubt = 0.35 * ("w" in flags) + 0.2 * ("g" in flags) + 0.1 * ("s" in flags)
    if surroundings.case != "lower" and surroundings.is_introduced:
        return doubt * 0.4
    return doubt * 0.7 if city.population >= 1_000_000 else doubt


def _familiarity(city: City, passage: Passage) -> float:
    """How likely a bare name of that size and country is a place in an ad of this site."""
    region = {"UK": "GB"}.get(passage.source.region.upper(), passage.source.region.upper())
    home = region in {"", city.country}
    if city.population >= 500_000:
        return 0.65
    if city.population >= 100_000:
        return 0.6 if home else 0.45
    return 0.5 if home and (region or city.country in {"US", "CA", "GB"}) else 0.3


def _record(passage: Passage, words: Words, candidate: _Candidate, city: City, confidence: float) -> None:
    start = words.span(candidate.name.first)[0]
    last = candidate.name.end if candidate.sure else candidate.name.last
    data: dict[str, object] = {"geonames_id": city.geonames_id or None, "lat": city.lat, "lon": city.lon}
    if passage.source.ad_type == "job":
        data["role"] = read_role(words.text, start)
    passage.record(Finding("place", city.value, start, words.span(last)[1], confidence, data=data), NAME, VERSION)
