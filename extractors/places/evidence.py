"""How strongly the text around a name says that it is a place here, apart from which place it is."""

from typing import Final

from extractors.places.names import Name, Words

_PREPOSITIONS: Final = frozenset({
    "in", "near", "from", "around", "to", "outside", "visiting", "serving", "across", "throughout", "toward",
    "towards", "leaving", "downtown", "greater", "metro", "central", "midtown", "uptown", "en", "cerca", "desde",
    "hacia", "zona", "centro", "a", "dans", "vers", "pres", "sur", "depuis", "ciudad", "cd", "ville", "area", "north",
    "south", "east", "west", "northern", "southern", "eastern", "western", "inside", "into", "then", "bound",
})  # fmt: skip
_STRONG: Final = frozenset({
    "in", "near", "outside", "visiting", "serving", "downtown", "greater", "metro", "en", "desde", "dans", "cerca",
    "midtown", "uptown", "around", "from",
})  # fmt: skip
_LABELS: Final = frozenset({
    "location", "locations", "city", "town", "place", "ubicacion", "lugar", "lieu", "localisation", "located",
    "based", "site", "where", "address", "direccion", "adresse", "offices", "office", "branches", "cities", "region",
    "workplace", "poblacion", "localidad", "interview", "interviews", "entrevista", "entrevistas", "hosting", "incall",
    "outcall", "outcalls", "incalls", "touring",
})  # fmt: skip
_PLACE_AFTER: Final = frozenset({
    "area", "incall", "outcall", "downtown", "metro", "suburbs", "airport", "hotel", "hotels", "based", "region",
    "tonight", "today", "now", "only", "centro", "office", "location", "resident", "residents", "vicinity", "nearby",
    "north", "south", "east", "west", "central", "motel", "midtown", "uptown", "centre", "capital",
})  # fmt: skip
# "Lakeside Hotels" is a firm; "dallas hotel" and "DALLAS HOTEL" are a venue there.
_INNS: Final = frozenset({"hotel", "hotels", "motel", "motels", "inn", "suites", "resort", "resorts", "lodge"})
_NOT_PLACE_AFTER: Final = frozenset({
    "university", "college", "school", "group", "bank", "street", "avenue", "ave", "road", "rd", "drive", "dr",
    "blvd", "boulevard", "lane", "ln", "hospital", "inc", "llc", "ltd", "plc", "gmbh", "corp", "corporation",
    "company", "co", "press", "times", "post", "journal", "globe", "herald", "chronicle", "gazette", "tribune",
    "county", "parish", "fc", "red", "united", "business", "law", "institute", "consulting", "partners", "capital",
    "ventures", "media", "foundation", "church", "way", "court", "ct", "pl", "square", "bridge", "river", "lake",
    "valley", "bay", "beach", "park", "hills", "sauce", "style", "massage", "escorts", "jeans", "girl", "girls",
    "island", "islands", "state", "creek", "marathon", "casino", "avenida",
    "calle", "rue", "theatre", "theater", "stadium", "tower", "towers", "plaza", "mall", "sands",
})  # fmt: skip
# "London fans", "Philly steak": no matter how either word is written.
_THINGS: Final = frozenset(
    {"fan", "fans", "fashion", "steak", "cheesesteak", "pizza", "style", "accent", "broil", "ham"}
)
_PERSON_BEFORE: Final = frozenset({
    "am", "im", "m", "name", "is", "call", "text", "ask", "mr", "mrs", "ms", "miss", "dr", "dear", "hi", "with", "by",
    "hello", "hey", "me", "i", "contact", "attn", "soy", "llamo", "suis", "meet", "manager", "sr",
    "sra", "madame", "monsieur", "named",
})  # fmt: skip
_NOT_CONTRARY: Final = _PREPOSITIONS | _LABELS
_ORGANISATION_BEFORE: Final = frozenset(
    {"university", "bank", "college", "diocese", "museum", "hotel", "hilton", "port", "st"}
)


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
        return self.gap_before in {" ", "  "} and (self.before in _STRONG or self.before_raw in {"à", "À"})

    @property
    def _is_asked_for(self) -> bool:
        """ "ask for Charlotte", "pregunta por Valencia"."""
        earlier = self.words.keys[self.name.first - 2] if self.name.first >= 2 else ""
        return (self.before, earlier) in {("for", "ask"), ("por", "pregunta"), ("por", "pregunte"), ("for", "asking")}

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
    def is_a_venue(self) -> bool:
        """Whether a word for an inn stands behind the name."""
        return self.after in _INNS

    def score(self) -> float:
        """Evidence from the words beside the name, from about -1 (a person, a firm) to +0.5 (a place)."""
        spaced = self.gap_before in {" ", "  "}
        total = 0.0
        if self.is_introduced:
            total += 0.35
        elif spaced and self.before in _PREPOSITIONS:
            total += 0.15
        elif self.before in _LABELS and self.gap_before.strip() in {":", "-", "", "is"}:
            total += 0.35
        elif spaced and (self.before in _PERSON_BEFORE or self._is_asked_for):
            total -= 0.35
        if self.after in _INNS and self.after_raw[:1].isupper() and self.case == "proper":
            total -= 0.35
        elif self.after in _PLACE_AFTER:
            total += 0.2
        if self.has_company_before or self.has_company_after:
            total += 0.15
        return total + self._contrary()

    def _contrary(self) -> float:
        total, spaced = 0.0, self.gap_before in {" ", "  "}
        if self.after in _THINGS or (
            self.after in _NOT_PLACE_AFTER and self.after_raw[:1].isupper() == (self.case != "lower")
        ):
            total -= 0.7
        elif (
            self.case != "lower"
            and self.after_raw[:1].isupper()
            and self.after not in _PLACE_AFTER
            and not self.has_company_after
        ):
            total -= self._next_capital
        if (
            spaced
            and self.before == "of"
            and self.name.first >= 2
            and self.words.keys[self.name.first - 2] in _ORGANISATION_BEFORE
        ):
            total -= 0.6
        elif (
            spaced
            and self.before_raw[:1].isupper()
            and self.case == "proper"
            and not self.has_company_before
            and self.before not in _NOT_CONTRARY
        ):
            # In a title most words have capitals.
            total -= 0.35 if self.field == "text" else 0.1
        if self._joins_a_firm:
            total -= 0.35
        if self.after == "s" and "'" in self.words.gap(self.name.last):
            total -= 0.3
        return total
