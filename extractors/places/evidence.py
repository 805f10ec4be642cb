"""How strongly the text around a name says that it is a place here, apart from which place it is."""

from extractors.places.bearers import Bearer
from extractors.places.cues import (
    AREAS,
    DAYS,
    DEEDS,
    INNS,
    LABELS,
    LANDSCAPES,
    NATIVES,
    NEARBY,
    NOT_CONTRARY,
    NOT_PLACE_AFTER,
    OF,
    ORGANISATION_BEFORE,
    PERSON_BEFORE,
    PLACE_AFTER,
    POSSESSORS,
    PREPOSITIONS,
    REFUSALS,
    STATIONS,
    STREETS,
    THINGS,
    TILL,
    TITLES,
    WEEKS,
)


class Surroundings(Bearer):
    """The text around one name, and what it counts for and against a place."""

    @property
    def is_tagged(self) -> bool:
        """Whether the name is a hashtag."""
        return self.gap_before[-1:] == "#"

    @property
    def _is_said_to_stay(self) -> bool:
        """ "Philly this weekend only", "vegas till Sunday"."""
        return self.after in TILL or (self.after == "this" and self.word_behind(2) in WEEKS)

    @property
    def _next_in_clause(self) -> str:
        """The word behind a comma: "Bozeman, downtown"."""
        return self.words.keys[self.name.end + 1] if self.words.gap(self.name.end) == ", " else ""

    @property
    def _next_capital(self) -> float:
        """How much a capital on the next word says against a place: "Birmingham B1" is one, "Jackson Walker" is not."""
        return 0.1 if self.is_plainly_a_city else 0.25

    @property
    def _is_explained(self) -> bool:
        """ "Rome, the crew boss"; a large city may be explained too: "New York City, our home"."""
        return self._next_in_clause in POSSESSORS and not self.is_introduced and not self.is_plainly_a_city

    @property
    def is_a_venue(self) -> bool:
        """Whether a word for an inn stands behind the name."""
        return self.after in INNS

    def score(self) -> float:
        """Evidence from the words beside the name, from about -1 (a person, a firm) to +0.5 (a place)."""
        total = self._introduction() + self._following() + self._contrary()
        if self._belongs_to_somebody:
            total -= 0.6
        elif self.after in DEEDS and self.case == "proper" and not self.is_introduced:
            total -= 0.4
        if self.has_company_before or self.has_company_after or self.is_among_names:
            total += 0.15
        return total

    @property
    def _belongs_to_somebody(self) -> bool:
        asked = self.gap_before in {" ", "  "} and self.is_asked_for
        return asked or self.is_a_pet_or_kin or self.names_a_thing

    @property
    def _is_a_common_noun(self) -> bool:
        """ "Near the greenbelt", "a Burgundy from a Bordeaux": an article before it makes it one of many."""
        if self.gap_before != " ":
            return False
        if self.before == "the":
            return self.case == "lower"
        return self.before_raw == "a" and "the" in self.words.keys and self.after not in NATIVES

    def _introduction(self) -> float:
        if self._is_a_common_noun or (self.before == "w" and self.gap_before == "/ "):
            # "My friend w/ Austin (27)".
            return -0.35
        spaced = self.gap_before in {" ", "  "}
        if self.is_introduced:
            return 0.35
        if spaced and (self.before in PREPOSITIONS or self.before in DAYS):
            return 0.15
        if self.before in LABELS and self.gap_before.strip() in {":", "-", "", "is"}:
            return 0.35
        if spaced and self.before == "is" and self.earlier in LABELS | {"hub", "home", "yard", "shop"}:
            return 0.35
        is_named = spaced and (self.before in PERSON_BEFORE or (self.earlier, self.before) == ("c", "est"))
        return -0.35 if self.is_addressed or is_named else 0.0

    def _following(self) -> float:
        if self.after in INNS and self.after_raw[:1].isupper() and self.case == "proper":
            return -0.35
        if self.after in AREAS and self.case != "lower":
            return 0.45
        if self.is_tagged:
            return 0.3
        if self.is_dated or self.precedes_a_postal_district:
            return 0.3
        told = self.after in PLACE_AFTER or self._next_in_clause in NEARBY or self._is_said_to_stay
        if self.after in {"and", "&"} and self.word_behind(2) in {"around", "surrounding", "nearby"}:
            return 0.35
        return 0.2 if told else 0.0

    def _contrary(self) -> float:
        total, spaced = 0.0, self.gap_before in {" ", "  "}
        if self.after in THINGS or (
            self.after in NOT_PLACE_AFTER
            and not (self.is_plainly_a_city and self.after in LANDSCAPES)
            and (self.after_raw[:1].isupper() == (self.case != "lower") or self.after in STREETS)
        ):
            total -= 0.7
        elif spaced and (self.before_raw.lower() in STATIONS or (self.before in OF and self.earlier in STATIONS)):
            total -= 0.6
        elif (
            self.case != "lower"
            and self.leads_to_a_capital
            and self.after not in PLACE_AFTER
            and not self.has_company_after
        ):
            total -= self._next_capital
        if spaced and self.before == "of" and self.earlier in ORGANISATION_BEFORE:
            total -= 0.6
        elif (
            spaced
            and self.before_raw[:1].isupper()
            and self.case == "proper"
            and not self.has_company_before
            and self.before not in NOT_CONTRARY
        ):
            # In a title most words have capitals; "Deira Dubai" and "Thamel Kathmandu" are a quarter and its city.
            is_quarter = self.is_plainly_a_city and self.earlier not in PERSON_BEFORE | TITLES and self.before != "no"
            total -= 0.35 if self.field == "text" and not is_quarter else 0.1
        if self.before in {"do", "serve"} and self.earlier in REFUSALS:
            total -= 0.7
        if self.joins_a_firm or self._is_explained:
            total -= 0.35
        if self.after == "s" and "'" in self.words.gap(self.name.last):
            total -= 0.3
        return total
