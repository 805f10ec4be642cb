"""Places in ads: names of the gazetteer, accepted on evidence, resolved to one city; abstains rather than guesses."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import re2
from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.passage import Passage
from extractors.places.candidate import Candidate, examine
from extractors.places.city import City
from extractors.places.evidence import Surroundings
from extractors.places.gazetteer import Gazetteer, load_gazetteer
from extractors.places.judging import SHOWN, judge
from extractors.places.names import find_names, note_words
from extractors.places.postal_codes import find_postal_codes
from extractors.places.resolve import Clues, choose
from extractors.places.roles import read_role
from extractors.places.towns import find_sharing_town, find_towns
from extractors.places.words import Words

NAME: Final = "places"
VERSION: Final = "5"

_PHONE: Final = re2.compile(r"(?:^|[^\d])(?:\+?1[\s.-]?)?\(?([2-9]\d\d)[)\s.-]{1,2}\d{3}[\s.-]?\d{4}(?:[^\d]|$)")
# "Chelsea, in New York City" is a neighbourhood, not the Chelsea of another state.
_ROW: Final = frozenset({" ", ", ", "/", " / ", " - ", " | ", " & ", " • ", " · ", " + ", " #", "#", " ~ "})
_JOINING: Final = frozenset({"and", "y", "et", "or"})
_SMALL_COUNTRIES: Final = frozenset({"GB", "IE", "NZ", "BE", "NL", "CH"})
_PART_OF: Final = frozenset({", in ", " in ", " in the "})


@Language.component(NAME)
def find_places(doc: Doc) -> Doc:
    """Append the places of all passages of the ad: a state in the title settles a town in the text, and the reverse."""
    passage: Passage = doc.user_data["passage"]
    passages = passage.companions or (passage,)
    if passage is not passages[0]:
        return doc
    gazetteer = load_gazetteer()
    found = [(one, *_find_candidates(one, gazetteer)) for one in passages]
    if any(candidates for _, _, candidates in found):
        everything = [candidate for _, _, candidates in found for candidate in candidates]
        clues = _gather(passages, everything, gazetteer)
        _note_people(everything)
        for one, words, candidates in found:
            for candidate in candidates:
                _settle(one, words, candidate, clues)
    return doc


def _find_candidates(passage: Passage, gazetteer: Gazetteer) -> tuple[Words, list[Candidate]]:
    words = Words(passage.stream.text, passage.language)
    noted = note_words(words, gazetteer)
    examined = [examine(words, name, passage.field, gazetteer) for name in find_names(words, noted, gazetteer)]
    candidates = [candidate for candidate in examined if candidate]
    taken = {index for one in candidates for index in range(one.name.first, one.name.end + 1)}
    if passage.source.region.upper() in {"US", ""}:
        codes = [examine(words, name, passage.field, gazetteer) for name in find_postal_codes(words, taken)]
        candidates += [one for one in codes if one]
    found = [*find_towns(words, noted, taken, gazetteer)]
    for one in candidates:
        if one.sure and one.cities and one.cities[0].country == "US":
            found += find_sharing_town(words, one.name, one.cities[0].admin1, taken, gazetteer)
    towns = [Candidate(name, (town,), Surroundings(words, name, passage.field), "", sure=True) for name, town in found]
    if towns:
        candidates = sorted([*candidates, *towns], key=lambda one: one.name.first)
    for part, whole in pairwise(candidates):
        _fit_into(part, whole, words)
        _keep_company(part, whole, words)
    if sum(one.name.end - one.name.first + 1 for one in candidates) == len(words) > 1:
        for one in candidates:
            one.surroundings.is_among_names = True
    return words, [candidate for candidate in candidates if candidate.cities]


def _fit_into(part: Candidate, whole: Candidate, words: Words) -> None:
    """Keep of a neighbourhood only the readings inside the city named right behind it."""
    start, end = words.span(part.name.end)[1], words.span(whole.name.first)[0]
    if part.sure or end - start > 8 or words.text[start:end] not in _PART_OF or not whole.cities:
        return
    around = whole.cities[0]
    part.cities = tuple(city for city in part.cities if (city.country, city.admin1) == (around.country, around.admin1))


def _keep_company(left: Candidate, right: Candidate, words: Words) -> None:
    """Towns of one state in a row vouch for each other; two given names in a row are rather people."""
    between = right.name.first - left.name.end - 1
    joined = between == 1 and words.keys[left.name.end + 1] in _JOINING and words.gap(left.name.end) == " "
    if not joined and (between or words.gap(left.name.end) not in _ROW):
        return
    left.surroundings.leads_to_a_name = not joined
    if "a" in left.flags or "a" in right.flags:
        # "Denver, SLC or Dallas": letters among cities of their country are no acronym.
        if {city.country for city in left.cities[:1]} & {city.country for city in right.cities[:1]}:
            left.surroundings.has_company_after = right.surroundings.has_company_before = True
        return
    # "Wrexham and Chester" share a small country.
    whole = _SMALL_COUNTRIES if joined else frozenset[str]()
    states = {_neighbourhood(city, whole) for city in left.cities}
    people = "g" in left.flags and "g" in right.flags
    # "About Apex Apex is a firm" names one thing twice.
    if (
        not people
        and left.name.key != right.name.key
        and any(_neighbourhood(city, whole) in states for city in right.cities)
    ):
        left.surroundings.has_company_after = right.surroundings.has_company_before = True


def _neighbourhood(city: City, whole: frozenset[str]) -> tuple[str, str]:
    """What towns that vouch for each other share: a state, or one of the countries that count as a `whole`."""
    return (city.country, "" if city.country in whole else city.admin1)


def _note_people(candidates: Sequence[Candidate]) -> None:
    """ "Charlotte here": the Charlotte of the title is she, too."""
    people = {one.name.key for one in candidates if "g" in one.flags and one.surroundings.is_somebody}
    for candidate in candidates:
        candidate.surroundings.is_somebody_elsewhere = candidate.name.key in people


def _gather(passages: Sequence[Passage], candidates: list[Candidate], gazetteer: Gazetteer) -> Clues:
    region = passages[0].source.region.upper()
    clues = Clues(country={"UK": "GB"}.get(region, region))
    for candidate in candidates:
        city = candidate.cities[0]
        if candidate.sure or (len(candidate.cities) == 1 and not candidate.flags):
            clues.countries.add(city.country)
        if candidate.sure:
            clues.states.add((city.country, city.admin1))
        elif len(candidate.cities) == 1 and set("wga").isdisjoint(candidate.flags):
            clues.likely.append(city)
    if any(len(candidate.cities) > 1 for candidate in candidates):
        codes = {match[1] for passage in passages for match in _PHONE.finditer(passage.stream.text)}
        codes |= {one.surroundings.word_after for one in candidates}
        clues.area_states = {gazetteer.area_codes[code] for code in codes if code in gazetteer.area_codes}
    return clues


def _settle(passage: Passage, words: Words, candidate: Candidate, clues: Clues) -> None:
    choice = choose(candidate.cities, clues)
    confidence = judge(candidate, choice, clues, passage)
    if confidence >= SHOWN:
        _record(passage, words, candidate, choice[0], confidence)


def _record(passage: Passage, words: Words, candidate: Candidate, city: City, confidence: float) -> None:
    start = words.span(candidate.name.first)[0]
    last = candidate.name.end if candidate.sure else candidate.name.last
    data: dict[str, object] = {"geonames_id": city.geonames_id or None, "lat": city.lat, "lon": city.lon}
    if passage.source.ad_type == "job":
        data["role"] = read_role(words.text, start)
    passage.record(Finding("place", city.value, start, words.span(last)[1], confidence, data=data), NAME, VERSION)
