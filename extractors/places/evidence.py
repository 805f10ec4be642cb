"""How strongly the text around a name says that it is a place here, apart from which place it is."""

from extractors.places.cues import (
    AREAS,
    ASKING,
    ASKING_IN_FRENCH,
    INNS,
    LABELS,
    NAME_BEFORE,
    NEARBY,
    NOT_CONTRARY,
    NOT_PLACE_AFTER,
    OF,
    ORGANISATION_BEFORE,
    ORIGINS,
    PERSON_AFTER,
    PERSON_BEFORE,
    PLACE_AFTER,
    PREPOSITIONS,
    STATIONS,
    STREETS,
    STRONG,
    THINGS,
    TITLES,
)
from extractors.places.names import Name
from extractors.places.words import Words


class Surroundings:
    """The text around one name; `case` is `proper`, `upper` or `lower`."""

    def __init__(self, words: Words, name: Name, field: str) -> None:
        self.words = words
        self.name = name
        self.field = field
        first = words.span(name.first)[0]
        raw = words.text[first : words.span(name.last)[1]]
        self.case = "lower" if not raw[:1].isupper() else "upper" if raw.isupper() else "proper"
        self.before = words.keys[name.first - 1] if name.first else ""
        self.before_raw = words.raw(name.first - 1) if name.first else ""
        self.gap_before = words.gap(name.first - 1) if name.first else "\n"
        follows = name.end + 1 < len(words.keys) and words.gap(name.end).strip() in {"", "-"}
        self.after = words.keys[name.end + 1] if follows and "\n" not in words.gap(name.end) else ""
        self.after_raw = words.raw(name.end + 1) if self.after else ""
        self.leads_to_a_name = False
        """Whether the next word begins another name of the gazetteer."""
        self.is_plainly_a_city = False
        """Whether the name is a large city of the site's own country and nothing else."""
        self.is_among_names = False
        """Whether the field is nothing but names of places: "omaha/council bluffs"."""
        self.is_somebody_elsewhere = False
        """Whether the ad says of the same name, elsewhere, that it is a person's."""
        self.has_company_before = self.has_company_after = False
        """Whether the next name on that side is a town of the same state: "outcall Scottsdale Tempe Mesa"."""

    @property
    def is_acronym(self) -> bool:
        """Whether the name is a short word in capitals among words that are not."""
        raw = self.words.text[self.words.span(self.name.first)[0] : self.words.span(self.name.last)[1]]
        around = self.words.text[
            max(0, self.words.span(self.name.first)[0] - 40) : self.words.span(self.name.last)[1] + 40
        ]
        return self.case == "upper" and len(raw) <= 5 and not around.isupper()

    @property
    def is_amid_lower_case(self) -> bool:
        """Whether the name stands within a sentence of words without capitals: then its own capital says much."""
        return not self.starts_sentence and self.before_raw.islower() and not self.after_raw[:1].isupper()

    @property
    def is_alone(self) -> bool:
        """Whether the text is this name and nothing else: the place field of a page, or what a person typed."""
        return self.fills_the_field and self.field == "text"

    @property
    def fills_the_field(self) -> bool:
        """Whether nothing stands beside the name."""
        return self.name.first == 0 and self.name.end == len(self.words) - 1

    @property
    def precedes_an_age(self) -> bool:
        """Whether two digits stand right behind the name: "Chelsea, 26"."""
        following = self.name.end + 1
        return (
            following < len(self.words)
            and len(self.words.keys[following]) == 2
            and self.words.keys[following].isdigit()
            and self.words.gap(self.name.end) in {", ", " ", " - ", " ("}
        )

    @property
    def precedes_a_bracketed_age(self) -> bool:
        """ "Brooklyn (26)" is somebody, whatever else the name may be."""
        return self.precedes_an_age and self.words.gap(self.name.end) == " ("

    @property
    def starts_sentence(self) -> bool:
        """Whether the name begins the text, a line or a sentence: its capital then says nothing."""
        return self.name.first == 0 or any(sign in self.gap_before for sign in "\n.!?•*|:")

    @property
    def is_introduced(self) -> bool:
        """Whether a preposition of place stands before the name; French "à" is one, English "a" is not."""
        if self.gap_before not in {" ", "  "}:
            return False
        return (
            self.before in STRONG or self.before_raw in {"à", "À"} or (self.before == "de" and self._earlier in ORIGINS)
        )

    @property
    def stands_apart(self) -> bool:
        """Whether the name closes a clause by itself: "Hand car wash, Slough."."""
        gap = self.words.gap(self.name.end)
        closes = gap[:1] in "\0.|\n)" if gap else False
        return closes and self.gap_before in {", ", " - ", " | ", " – "}

    @property
    def _earlier(self) -> str:
        """The word before the word before."""
        return self.words.keys[self.name.first - 2] if self.name.first >= 2 else ""

    @property
    def _next_in_clause(self) -> str:
        """The word behind a comma: "Bozeman, downtown"."""
        return self.words.keys[self.name.end + 1] if self.words.gap(self.name.end) == ", " else ""

    @property
    def is_somebody(self) -> bool:
        """Whether the words beside the name say outright that it is a person's."""
        return self.after in PERSON_AFTER or self._is_introduced_as_a_person or self._is_asked_for

    @property
    def _is_introduced_as_a_person(self) -> bool:
        return self.gap_before in {" ", "  "} and self.before in NAME_BEFORE and not self.is_introduced

    @property
    def _is_asked_for(self) -> bool:
        """ "ask for Charlotte", "pregunta por Valencia", "answers to Brooklyn", "envoyez un mot à Victoria"."""
        if self.before in {"for", "por", "to", "with", "con"}:
            return self._earlier in ASKING
        near = self.words.keys[max(0, self.name.first - 5) : self.name.first]
        return self.before_raw == "à" and not ASKING_IN_FRENCH.isdisjoint(near)

    @property
    def is_addressed(self) -> bool:
        """Whether a title stands before the name: "Sra. Durango"."""
        return self.before in TITLES and self.gap_before in {" ", ". "}

    @property
    def _joins_a_firm(self) -> bool:
        """ "Jackson & Mobile Partners"."""
        following = self.name.end + 1
        joined = following < len(self.words) and self.words.gap(self.name.end) == " & "
        return joined and not self.leads_to_a_name and self.words.raw(following)[:1].isupper()

    @property
    def _next_capital(self) -> float:
        """How much a capital on the next word says against a place: "Birmingham B1" is one, "Jackson Walker" is not."""
        return 0.1 if self.is_plainly_a_city else 0.25

    @property
    def _leads_to_a_capital(self) -> bool:
        """Whether the next word has a capital that says something: not among capitals, not "Birmingham B1"."""
        told = self.case != "upper" or not self.after_raw.isupper()
        return told and self.after_raw[:1].isupper() and self.after_raw.isalpha()

    @property
    def is_a_venue(self) -> bool:
        """Whether a word for an inn stands behind the name."""
        return self.after in INNS

    def score(self) -> float:
        """Evidence from the words beside the name, from about -1 (a person, a firm) to +0.5 (a place)."""
        spaced = self.gap_before in {" ", "  "}
        total = 0.0
        if self.is_introduced:
            total += 0.35
        elif spaced and self.before in PREPOSITIONS:
            total += 0.15
        elif self.before in LABELS and self.gap_before.strip() in {":", "-", "", "is"}:
            total += 0.35
        elif self.is_addressed or (spaced and self.before in PERSON_BEFORE):
            total -= 0.35
        if spaced and self._is_asked_for:
            total -= 0.6
        if self.after in INNS and self.after_raw[:1].isupper() and self.case == "proper":
            total -= 0.35
        elif self.after in AREAS and self.case != "lower":
            total += 0.45
        elif self.after in PLACE_AFTER or self._next_in_clause in NEARBY:
            total += 0.2
        if self.has_company_before or self.has_company_after or self.is_among_names:
            total += 0.15
        return total + self._contrary()

    def _contrary(self) -> float:
        total, spaced = 0.0, self.gap_before in {" ", "  "}
        if self.after in THINGS or (
            self.after in NOT_PLACE_AFTER
            and (self.after_raw[:1].isupper() == (self.case != "lower") or self.after in STREETS)
        ):
            total -= 0.7
        elif spaced and (self.before_raw.lower() in STATIONS or (self.before in OF and self._earlier in STATIONS)):
            total -= 0.6
        elif (
            self.case != "lower"
            and self._leads_to_a_capital
            and self.after not in PLACE_AFTER
            and not self.has_company_after
        ):
            total -= self._next_capital
        if spaced and self.before == "of" and self._earlier in ORGANISATION_BEFORE:
            total -= 0.6
        elif (
            spaced
            and self.before_raw[:1].isupper()
            and self.case == "proper"
            and not self.has_company_before
            and self.before not in NOT_CONTRARY
        ):
            # In a title most words have capitals.
            total -= 0.35 if self.field == "text" else 0.1
        if self._joins_a_firm:
            total -= 0.35
        if self.after == "s" and "'" in self.words.gap(self.name.last):
            total -= 0.3
        return total
