"""Look up what a person typed: one number, and at once which ads carry it, where, when, and what else they link to."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index.answer import Answer, Candidate
from index.engine import Engine
from index.faults import NoIdentifierError
from index.names import NAME_KINDS
from index.narrowing import narrow
from index.near import one_slip_away
from index.results import Summary
from index.terms import Term, read_terms
from index.typed import Typed, country_code, read_identifier
from matching.links.keys import LinkKey

_SHOWN_CANDIDATES: Final = 10

_MATCH_CAVEAT: Final = (
    "These ads carry the identifier. That does not say who uses it, that the ads are true, or that anyone in them is "
    "in trouble. Numbers are shared, faked, stolen and reassigned. Times are when we saw the ads."
)
_HUB_CAVEAT: Final = (
    "Very many unrelated ads carry it: an agency line, a platform's number or a decoy. It links nobody to anybody."
)
_NOTHING_CAVEAT: Final = (
    "Not in what we hold. That does not mean that it was never advertised: we hold only the sites named here, as far "
    "as they were crawled."
)
_CANDIDATES_CAVEAT: Final = (
    "Only a part of a number was given. Each candidate ends in these digits; most have nothing to do with the call. "
    "Ask for more digits before reading one as the number."
)
_NEAR_CAVEAT: Final = (
    "The candidates differ by one digit: a slip is possible, but most of them belong to other people. "
    "Read the number back."
)
_NAME_CAVEAT: Final = (
    "These ads carry all that was asked. A name is as the ads write it: other businesses may bear it too. That does "
    "not say that anyone in them is in trouble. Times are when we saw the ads."
)
_CITY_CAVEAT: Final = (
    "A city belongs to many people: this is a count, and the ads are not shown. Add a number or a name."
)
_PREFIX_CAVEAT: Final = "The beginning of a number belongs to many people: this is a count, and the ads are not shown."


def look_up(engine: Engine, typed: str, region: str) -> Answer:
    """The answer for what was typed, in any spelling; `region` is the default for national numbers (ISO 3166 alpha-2).

    The last 4 to 7 digits give candidates, the beginning of a number or a wildcard gives counts. Raises
    NoIdentifierError when there is nothing in it to look up. It reads the key store alone, so it works while the text
    engine is down.
    """
    if terms := read_terms(engine, typed, region):
        return _find_all(engine, typed, terms)
    reading = read_identifier(typed, region)
    if reading.form == "none":
        message = "no number or other identifier in the query"
        raise NoIdentifierError(message)
    if reading.form == "prefix":
        return _count(engine, typed, reading)
    if reading.form == "partial":
        return _list_candidates(engine, typed, reading)
    return _find(engine, typed, reading)


def _find(engine: Engine, typed: str, reading: Typed) -> Answer:
    summary = engine.summary(reading.keys[:1])
    if not summary.ads:
        answer = _answer(typed, str(reading.keys[0]), summary, _NOTHING_CAVEAT)
        return _add_near(engine, answer, reading.keys[0])
    caveat = f"{_MATCH_CAVEAT} {_HUB_CAVEAT}" if summary.hub else _MATCH_CAVEAT
    return _answer(typed, str(reading.keys[0]), summary, caveat)


def _find_all(engine: Engine, typed: str, terms: Sequence[Term]) -> Answer:
    """Names, and several terms at once. A city alone is counted: it belongs to everybody in it."""
    single = terms[0].keys if len(terms) == 1 else ()
    if len(single) == 1 and single[0].kind not in NAME_KINDS:
        return _find(engine, typed, Typed("whole", single))
    summary = engine.summary(single) if single else narrow(engine, terms)
    identifier = str(single[0]) if len(single) == 1 else ""
    answer = _answer(typed, identifier, summary, _NAME_CAVEAT if summary.ads else _NOTHING_CAVEAT)
    asked = tuple(str(key) for term in terms for key in term.keys)
    answer = replace(answer, terms=tuple(term.shown for term in terms), asked=asked)
    if all(key.kind == "place" for term in terms for key in term.keys):
        caveat = _CITY_CAVEAT if summary.ads else _NOTHING_CAVEAT
        return replace(
            answer, identifier="", linked=(), linked_count=0, ad_ids=(), cluster_id="", caveat=caveat, counts_only=True
        )
    return answer


def _add_near(engine: Engine, answer: Answer, key: LinkKey) -> Answer:
    """Held numbers one slip away from one that is not held, most ads first."""
    if key.kind != "phone":
        return answer
    near = [LinkKey("phone", number) for number in sorted(one_slip_away(key.value, country_code(key.value)))]
    found = sorted(engine.count_ads(near).items(), key=lambda item: (-item[1], item[0]))
    shown = tuple(Candidate(held.value, 1, ads) for held, ads in found[:_SHOWN_CANDIDATES])
    caveat = f"{answer.caveat} {_NEAR_CAVEAT}" if shown else answer.caveat
    return replace(answer, candidates=shown, candidates_capped=len(found) > _SHOWN_CANDIDATES, caveat=caveat)


def _list_candidates(engine: Engine, typed: str, reading: Typed) -> Answer:
    found = engine.count_keys("phone", reading.digits, _SHOWN_CANDIDATES + 1)
    shown = tuple(Candidate(key.value, 0, ads) for key, ads in found[:_SHOWN_CANDIDATES])
    empty = engine.summary(())
    if not shown:
        answer = _answer(typed, "", empty, _NOTHING_CAVEAT)
        return _add_near(engine, answer, LinkKey("phone", reading.number)) if reading.number else answer
    answer = _answer(typed, "", empty, _CANDIDATES_CAVEAT)
    return replace(answer, candidates=shown, candidates_capped=len(found) > _SHOWN_CANDIDATES)


def _count(engine: Engine, typed: str, reading: Typed) -> Answer:
    numbers, ads = engine.count_prefix("phone", reading.digits)
    answer = _answer(typed, "", engine.summary(()), _PREFIX_CAVEAT if ads else _NOTHING_CAVEAT)
    return replace(answer, ads=ads, numbers=numbers, prefix=reading.digits)


def _answer(typed: str, identifier: str, summary: Summary, caveat: str) -> Answer:
    return Answer(
        query=typed,
        identifier=identifier,
        candidates=(),
        ads=summary.ads,
        first_seen_at=summary.first_seen_at,
        last_seen_at=summary.last_seen_at,
        sites=summary.sites,
        places=summary.places,
        linked=summary.linked,
        hub=summary.hub,
        generation=summary.generation,
        sites_searched=summary.searched,
        caveat=caveat,
        weeks=summary.weeks,
        ad_ids=summary.ad_ids,
        cluster_id=summary.cluster_id,
        place_count=summary.place_count,
        linked_count=summary.linked_count,
    )
