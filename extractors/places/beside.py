"""A name of a text and the words beside it."""

import re
from functools import cached_property

from extractors.places.cues import CALLS, DAYS, NEAR_OF, ORIGINS, STRONG
from extractors.places.dates import follows_a_date, leads_to_a_date
from extractors.places.names import Name
from extractors.places.words import Words

_ADULT = 18
_DISTRICT = re.compile(r"([a-z])[a-z]?\d{1,2}[a-z]?")


class Beside:
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
        self.is_introduced = self._read_introduction()
        """Whether a preposition of place stands before the name; French "à" is one, English "a" is not."""
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
    def word_after(self) -> str:
        """The next word, whatever stands between: "Portland, 503"."""
        following = self.name.end + 1
        return self.words.keys[following] if following < len(self.words) else ""

    @property
    def precedes_a_postal_district(self) -> bool:
        """ "Leeds LS1", "bradford bd1": the outward code of a British postcode, which begins like its town."""
        code = _DISTRICT.fullmatch(self.after)
        return code is not None and code[1] == self.words.keys[self.name.first][:1]

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
    def precedes_a_described_age(self) -> bool:
        """ "Brooklyn, 25, 5'7", "asia 25 / mix", "chelsea 23 from": whoever bears the name, a town has no such age."""
        following = self.name.end + 1
        if not self.precedes_an_age or following + 1 >= len(self.words) or int(self.words.keys[following]) < _ADULT:
            return False
        gap, word = self.words.gap(following), self.words.keys[following + 1]
        if word == "from":
            return gap == " "
        is_height = (
            word in {"4", "5", "6"} and self.words.gap(following + 1)[:1] in "'’" and gap.strip() in {",", "/", "|"}
        )
        return is_height or (gap in {", ", " / ", "/", " | "} and word.isalpha() and len(word) > 2 and word not in DAYS)

    @cached_property
    def is_dated(self) -> bool:
        """Whether a day or a date stands right behind the name, and no word of calling before it."""
        if follows_a_date(self.words, self.name.first):
            return True
        return self.before not in CALLS and leads_to_a_date(self.words, self.name.end)

    @property
    def precedes_a_bracketed_age(self) -> bool:
        """ "Brooklyn (26)" is somebody, whatever else the name may be."""
        return self.precedes_an_age and self.words.gap(self.name.end) == " ("

    @property
    def starts_sentence(self) -> bool:
        """Whether the name begins the text, a line or a sentence: its capital then says nothing."""
        return self.name.first == 0 or any(sign in self.gap_before for sign in "\n.!?•*|:")

    def _read_introduction(self) -> bool:
        if self.gap_before not in {" ", "  "}:
            return False
        if self.before != "de":
            return self.before in STRONG or self.before_raw in {"à", "À"}
        return self.earlier in ORIGINS or (self.case != "lower" and self.earlier in NEAR_OF)

    @property
    def stands_apart(self) -> bool:
        """Whether the name closes a clause by itself: "Hand car wash, Slough."."""
        gap = self.words.gap(self.name.end)
        closes = gap[:1] in "\0.|\n)" if gap else False
        return closes and self.gap_before in {", ", " - ", " | ", " – "}

    @property
    def earlier(self) -> str:
        """The word before the word before."""
        return self.words.keys[self.name.first - 2] if self.name.first >= 2 else ""

    def word_behind(self, distance: int) -> str:
        """A word of the same phrase behind the name, empty where a sign stands between."""
        end = self.name.end
        if end + distance >= len(self.words) or any(self.words.gap(end + step) != " " for step in range(distance)):
            return ""
        return self.words.keys[end + distance]

    @property
    def leads_to_a_capital(self) -> bool:
        """Whether the next word has a capital that says something: not among capitals, not "Birmingham B1"."""
        told = self.case != "upper" or not self.after_raw.isupper()
        return told and self.after_raw[:1].isupper() and self.after_raw.isalpha() and self.after not in DAYS

    def is_capital(self, distance: int) -> bool:
        """Whether the word so many words behind the name has a capital."""
        return self.words.raw(self.name.end + distance)[:1].isupper()
