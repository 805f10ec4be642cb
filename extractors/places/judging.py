"""How sure it is that a name is a place, and that it is the city chosen."""

from extractors.passage import Passage
from extractors.places.agreement import MOST_ASKED, load_names
from extractors.places.candidate import Candidate
from extractors.places.city import City
from extractors.places.evidence import Surroundings
from extractors.places.gazetteer import load_gazetteer
from extractors.places.resolve import Clues
from extractors.places.stop_names import EVERYDAY

_DOUBTFUL = (0.4, 0.5)
"""Below and above this the words around a name have settled the question."""
SHOWN = 0.3
"""Readings below this are not worth showing."""


def judge(candidate: Candidate, choice: tuple[City, float], clues: Clues, passage: Passage) -> float:
    """Confidence from the name itself, the words around it, and the lead of the city chosen over its namesakes."""
    if candidate.sure:
        return 0.95
    surroundings = candidate.surroundings
    city, lead = choice
    surroundings.is_plainly_a_city = (
        not candidate.flags and city.population >= 100_000 and city.country == clues.country
    )
    score = _familiarity(city, clues.country) + surroundings.score() - _strangeness(candidate, city, clues, passage)
    if surroundings.is_alone and len(passage.companions) < 2:
        # The place field of a page, or what a person typed: it is a place, the question is only which.
        score = max(score + 0.4, 0.7)
        return min(score, 0.45 if lead < 0.15 or candidate.rivals else 0.9)
    doubt = _doubt(candidate.flags, city, surroundings)
    score -= doubt * 0.6 if city.population >= 500_000 and city.country == clues.country else doubt
    score += _support(candidate, city, clues)
    score += _ask_model(candidate, passage, score)
    if lead < 0.15 or candidate.rivals or _reads_as_person(candidate, city, passage):
        score = min(score, 0.45)
    return max(0.0, min(score, 0.9))


def _strangeness(candidate: Candidate, city: City, clues: Clues, passage: Passage) -> float:
    """What speaks against a place abroad, a name in lower case, a capital that any word would have there."""
    surroundings = candidate.surroundings
    total = 0.0
    if "g" in candidate.flags and clues.country not in {"", city.country}:
        # "Sofia" on an American site is a woman sooner than Bulgaria.
        total += 0.2
    if city.country != clues.country and surroundings.is_a_venue and _names_home(passage, clues.country):
        # "Near Paris hotel" in an ad from Las Vegas.
        total += 0.4
    if surroundings.case == "lower":
        # Two words that together are nothing else ("corpus christi") need no capital.
        is_single = candidate.name.first == candidate.name.last
        total += 0.1 if surroundings.is_plainly_a_city else 0.2 if candidate.flags or is_single else 0.05
        # "En el centro de Málaga" is not in California.
        total += 0.2 if city.country != clues.country else 0.0
    elif surroundings.starts_sentence and passage.field == "text" and _is_doubted(candidate, city, clues):
        total += 0.1
    return total


def _support(candidate: Candidate, city: City, clues: Clues) -> float:
    """What the rest of the ad says for this city: its state, its neighbours, its area code, a clause of its own."""
    surroundings = candidate.surroundings
    state = (city.country, city.admin1)
    total = 0.2 if state in clues.states else 0.1 if clues.is_likely(city) else 0.0
    if surroundings.stands_apart and "g" not in candidate.flags and candidate.name.key not in EVERYDAY:
        total += 0.2
    if clues.area_states and load_gazetteer().area_codes.get(surroundings.word_after) == city.admin1:
        total += 0.35
    return total


def _is_doubted(candidate: Candidate, city: City, clues: Clues) -> bool:
    """Whether a capital at the beginning of a sentence may be all there is: a word, a given name, a place abroad."""
    return not set("wga").isdisjoint(candidate.flags) or city.country != clues.country


def _ask_model(candidate: Candidate, passage: Passage, score: float) -> float:
    """What a model, where one is used, says of a name in doubt; in lower case models lose half of what they know."""
    surroundings = candidate.surroundings
    in_doubt = _DOUBTFUL[0] <= score < _DOUBTFUL[1] and "g" not in candidate.flags
    if not passage.ner_model or not in_doubt or surroundings.case == "lower":
        return 0.0
    names = load_names(passage.ner_model)
    if surroundings.words.asked >= MOST_ASKED or names.language != passage.language:
        return 0.0
    surroundings.words.asked += 1
    start, end = surroundings.words.span(candidate.name.first)[0], surroundings.words.span(candidate.name.last)[1]
    return names.weigh(passage.stream.text, start, end)


def _names_home(passage: Passage, country: str) -> bool:
    """Whether a place in the site's own country was read before in this passage."""
    return any(one.kind == "place" and one.value.endswith(f", {country}") for one in passage.mentions)


def _reads_as_person(candidate: Candidate, city: City, passage: Passage) -> bool:
    """A name with an age behind it, or a given name alone as the title of a commercial ad."""
    around = candidate.surroundings
    if around.is_introduced:
        return False
    if around.precedes_a_bracketed_age or around.is_somebody_elsewhere or around.precedes_a_described_age:
        return True
    if around.after in {"here", "aqui", "ici"} and around.starts_sentence:
        return True
    if not set("gs") & set(candidate.flags):
        return False
    region = passage.source.region.upper()
    is_title = passage.field == "title" and passage.source.ad_type == "commercial"
    if is_title and region not in {"", city.country} and candidate.surroundings.fills_the_field:
        return True
    if "g" not in candidate.flags:
        return False
    if candidate.surroundings.after in {"here", "aqui", "ici"}:
        return True
    return (is_title and city.population < 500_000) or candidate.surroundings.precedes_an_age


def _doubt(flags: str, city: City, surroundings: Surroundings) -> float:
    """How much a name that is also a word, a given name, a surname or a code needs more than its own capital."""
    doubt = 0.35 * ("w" in flags) + 0.2 * ("g" in flags) + 0.1 * ("s" in flags) + 0.3 * ("a" in flags)
    if surroundings.case == "proper" and surroundings.is_amid_lower_case:
        doubt *= 0.6
    told = surroundings.is_dated or ("a" in flags and surroundings.score() > 0)
    if surroundings.is_acronym and city.population < 500_000 and not told:
        doubt += 0.3
    if surroundings.has_company_before or surroundings.is_introduced or surroundings.is_dated:
        return doubt * 0.4
    if surroundings.has_company_after:
        doubt *= 0.6
    return doubt * 0.7 if city.population >= 1_000_000 else doubt


def _familiarity(city: City, country: str) -> float:
    """How likely a bare name of that size and country is a place in an ad of this site."""
    home = country in {"", city.country}
    if city.population >= 500_000:
        return 0.65
    if city.population >= 100_000:
        return 0.6 if home else 0.45
    return 0.5 if home and (country or city.country in {"US", "CA", "GB"}) else 0.3
