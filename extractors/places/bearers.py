"""Whether a name is borne by somebody or something else than a town: a person, a pet, a dish, a club, a firm."""

from extractors.places.beside import Beside
from extractors.places.cues import (
    ARTICLES,
    ASKING,
    ASKING_IN_FRENCH,
    DEEDS,
    FANS,
    FIRM_DOINGS,
    FIRM_VERBS,
    KIN,
    NAME_BEFORE,
    NOT_CONTRARY,
    PERSON_AFTER,
    PETS,
    PLACE_AFTER,
    POSSESSIVES,
    QUARTERS,
    TITLES,
)

_FIRM_WORDS = 4


class Bearer(Beside):
    """What the words beside a name say of whose it is."""

    @property
    def is_somebody(self) -> bool:
        """Whether the words beside the name say outright that it is a person's."""
        if self.is_a_pet_or_kin or (self.after in DEEDS and self.case == "proper"):
            return True
        return self.after in PERSON_AFTER or self._is_introduced_as_a_person or self.is_asked_for

    @property
    def is_a_pet_or_kin(self) -> bool:
        """ "Our golden doodle Denver", "my sister Austin"."""
        if self.gap_before not in {" ", " ("}:
            return False
        if self.before not in KIN:
            return self.before in PETS
        return not POSSESSIVES.isdisjoint(self.words.keys[max(0, self.name.first - 4) : self.name.first - 1])

    @property
    def names_a_thing(self) -> bool:
        """ "An honest Manhattan.", "a Chicago Manual of Style", "Leicester City fan", "Chicago Deep Dish is hiring"."""
        told = self.after_raw[:1].isupper() or self.earlier in ARTICLES
        if not told or self.case != "proper" or self.is_introduced:
            return False
        if self.leads_to_a_capital and (self.word_behind(2) in FANS or self._is_a_firm_that_acts):
            return True
        if ARTICLES.isdisjoint((self.before_raw, self.earlier)) or "the" not in self.words.keys:
            return False
        closes = self.words.gap(self.name.end)[:1] in ".,;!?\n\0"
        described = self.earlier in ARTICLES and self.before_raw.islower() and self.before not in NOT_CONTRARY
        return (described and closes) or (self.before_raw in ARTICLES and self.leads_to_a_capital)

    @property
    def _is_a_firm_that_acts(self) -> bool:
        if not self.starts_sentence or self.after in PLACE_AFTER or self.leads_to_a_name:
            return False
        distance = 1
        while distance < _FIRM_WORDS and self.word_behind(distance) and self.is_capital(distance):
            if self.word_behind(distance) in QUARTERS:
                return False
            distance += 1
        verb = self.word_behind(distance)
        # "Miami Latina is back in town" is nobody's firm.
        return verb in FIRM_VERBS or (verb in {"is", "are"} and self.word_behind(distance + 1) in FIRM_DOINGS)

    @property
    def _is_introduced_as_a_person(self) -> bool:
        return self.gap_before in {" ", "  "} and self.before in NAME_BEFORE and not self.is_introduced

    @property
    def is_asked_for(self) -> bool:
        """ "ask for Charlotte", "pregunta por Valencia", "answers to Brooklyn", "envoyez un mot à Victoria"."""
        if self.before in {"for", "por", "to", "with", "con", "4"}:
            return self.earlier in ASKING
        near = self.words.keys[max(0, self.name.first - 5) : self.name.first]
        return self.before_raw == "à" and not ASKING_IN_FRENCH.isdisjoint(near)

    @property
    def is_addressed(self) -> bool:
        """Whether a title stands before the name: "Sra. Durango"."""
        return self.before in TITLES and self.gap_before in {" ", ". ", "."}

    @property
    def joins_a_firm(self) -> bool:
        """ "Jackson & Mobile Partners"."""
        following = self.name.end + 1
        joined = following < len(self.words) and self.words.gap(self.name.end) == " & "
        return joined and not self.leads_to_a_name and self.words.raw(following)[:1].isupper()
