"""What around a number says that it is somebody's age, each for itself; the surest counts."""

import re
from typing import Final

from extractors.ages.numbers import Number
from extractors.letters import LETTER, LOWER, UPPER

# "18 to 30", "between 18 and 30", "23 or older", "25+", "under 30": what is asked of others.
_TO: Final = r"\s?(?:-|–|to|a|à)\s?"
_LIMIT_BEFORE: Final = re.compile(
    rf"(?i)(?:\b[1-9]\d{_TO}|\b(?:between|entre)\s(?:[1-9]\d\s(?:and|y|et)\s)?"
    r"|\b(?:under|over|above|below|least|minimum|min|max|plus\sde|moins\sde|menos\sde|m[aá]s\sde)\s)$"
)
_LIMIT_BEHIND: Final = re.compile(
    rf"(?i){_TO}[1-9]\d\b|\s?\+|\s(?:years\sold\s)?(?:or|and|y|et|o)\s(?:older|over|above|up|under|younger|más|plus|mas)\b|\sminimum"
)
_UNIT_BEHIND: Final = re.compile(
    r"(?i)\s?-?(?:y\s?/\s?o|y\.\s?o\.?|yo|yrs?\.?(?:\s?(?:old|young|of\sage))?|years?[\s-]?(?:old|young|of\sage|olds?)|a[nñ]os|a[nñ]itos|ans)"
    rf"(?![{LETTER}0-9])"
)
_BARE_UNITS: Final = frozenset(("yr", "yrs", "años", "anos", "ans"))
_PERSON_OF: Final = re.compile(
    r"(?i)\b(?:lady|woman|man|guy|gentleman|dame|femme|mujer|señora|hombre|chica)\s(?:of|de)\s$"
)
_NAME_OF: Final = re.compile(rf"[{UPPER}][{LOWER}]{{2,}}\sde\s$")
_AMONG: Final = re.compile(r"\s?(?:[.,;)\n]|$|\s(?:y|et)\s)")
# "... airport hotels. Nia. 27. Outcall only": a sentence that is a name, and one that is a number.
_SENTENCES: Final = re.compile(rf"(?:^|[.!?\n]\s)[{UPPER}][{LOWER}]{{2,}}\.\s$")
_HERE: Final = re.compile(rf"[{UPPER}][{LOWER}]{{2,}}\shere,?\s$")
_TWO: Final = re.compile(rf"[{UPPER}]{{2,}}\s(?:and|AND|&)\s[{UPPER}]{{2,}}\W{{1,4}}(?:[1-9]\d\s(?:and|&)\s)?$")
_TWO_BEHIND: Final = re.compile(r"\s(?:and|&)\s[1-9]\d[.,]|\.")
_AT_FIRST: Final = re.compile(rf"^[{UPPER}][{LOWER}]{{2,}}\s$")
_DESCRIBES: Final = re.compile(rf"\s[{LOWER}]{{4,}}[,.]")
_NAME_APART: Final = re.compile(rf"[{UPPER}][{LOWER}]+,\s$")
_YEARS: Final = re.compile(r"(?i)\s(?:years?|a[nñ]os|ans)\b")
# "5 years experience" has no "old"; "20 years in business" and "a 30 years old company" are no person's.
_NOT_A_PERSON: Final = re.compile(
    r"(?i)\W{0,2}(?:company|companies|firms?|business|startup|buildings?|brand|house|car|experience|exp\b|in\s(?:the\s)?(?:business|industry|operation|field|trade|\w{3,12}\swork)|"
    r"of\sexperience|de\sexperiencia|d['’]exp[ée]rience|en\sel|contrac\w{1,3}|warrant\w|history|track|empresa|organi[sz]ation|old\s(?:compan|firm|business|startup)|ago)"
)
_DURATION_BEFORE: Final = re.compile(
    r"(?i)\b(?:experience|experiencia|exp[ée]rience|over|last|past|for|than|since|within|every|hace|durante|desde|pendant|depuis|minimum|least|contrato|"
    r"garant[ií]a|bail|contrat)\s(?:the\s|of\s|de\s|los\s|las\s|m[aá]s\s)?(?:\w{1,10}\s)?$"
)
# The last words of what leads to an age in the patterns below.
_LEADS: Final = frozenset({
    "age", "aged", "ages", "edad", "edades", "âge", "âges", "âgé", "âgée", "agé", "agée", "is", "de", "and", "y",
    "et", "&", "/", "im", "i'm", "i’m", "am", "m", "turned", "she's", "she’s", "shes", "s", "he's", "he’s", "hes",
    "tengo", "ai", "j'ai", "j’ai", "cumplí", "cumpli", "yo", "only", "just", "a", "now",
})  # fmt: skip
_LABEL: Final = re.compile(r"(?i)\b(?:age|aged|edad|[âa]ge|[âa]g[ée]e?\sde)\s?(?:is|:|=|-|de)?\s?$")
_LABELS: Final = re.compile(
    r"(?i)\b(?:ages|edades|[âa]ges)\s?:?\s?(?:[1-9]\d(?:,\s?|\s?/\s?|,?\s(?:and|y|et|&)\s)){0,5}$"
)
_STATED: Final = re.compile(
    r"(?i)\b(?:i\s?['’]?\s?a?m|turned|she\s?['’]?s|she\sis|he\sis|he\s?['’]?s|tengo|j['’]ai|cumpl[íi]|yo)\s(?:only\s|just\s|a\s|now\s)?$"
)
_CLOSES: Final = re.compile(
    rf"(?:[^{LETTER}0-9%$€£/:.,'\"’]|[.,]?(?:\s|$)|$)(?!\s?(?:min|hour|hr|h\b|day|week|month|mile|km|lb|kg|%|girls|rooms))"
)
# "European-trained, 52 and proud".
_PRAISED: Final = re.compile(
    r"(?i)\s?(?:and|&|y|et|but)\s(?:very\s|so\s|still\s|muy\s|tr[eè]s\s)?(?:proud|fabulous|fit|fun|sexy|single|loving|never\sbetter|flirty|free|playful|curvy|"
    r"gorgeous|thriving|wise|independent|ready|soltera|divorced|divorciada|orgullosa|fi[eè]re|libre|holding|young\sat\sheart)(?=\s?(?:[.,;!?)\n]|$)|\s(?:and|to|de|y|et)\b)"
)
_ENDS: Final = re.compile(r"\s?(?:[,.!|\n•·)/]|[^\x00-\x7f\w€£₹]|$)")
# "Hey I'm Lola, 25": who speaks, and a number behind the name.
_NAMED: Final = re.compile(
    rf"\b(?:[Ii]\s?['’]?\s?[Aa]?m|[Nn]ame\s(?:is|'s)|[Ss]oy|[Ll]lamo|[Ss]uis|[Ii]ts|It's|[Mm]eet)\s[{UPPER}][{LOWER}]+,?\s(?:and\s|y\s|et\s)?$"
)
# Any capitalised word may open an ad, "Rosie, 24, new here"; in a row of adjectives the last may be the age.
_OPENS: Final = re.compile(rf"(?:^|[\n.!•|*]\s{{0,3}})(?P<word>[{UPPER}][{LOWER}]+),?\s$")
# "Nya. 29.", "MARIANA // 32 //" at the very beginning.
_SIGNED: Final = re.compile(rf"^[{UPPER}][{LETTER}]{{2,}}(?:\.|\s//|\s\|)\s$")
# "Jasmine 28 & Coco 32", "(Xóchitl 31, Abril 27 y Dalia 40)".
_NAME_RIGHT_BEFORE: Final = re.compile(rf"[{UPPER}][{LOWER}]{{2,}}\s$")
_ANOTHER_BEHIND: Final = re.compile(rf"\s?(?:,|&|and|y|et)\s(?:(?:and|y|et)\s)?[{UPPER}][{LOWER}]{{2,}}\s(?:[1-9]\d)\b")
_ANOTHER_BEFORE: Final = re.compile(rf"[1-9]\d\s?(?:,|&|and|y|et)\s[{UPPER}][{LOWER}]{{2,}}\s$")
_TRAILS: Final = re.compile(rf"(?:[{LOWER}]|\b[{UPPER}]{{3,}}|\b(?:TS|TG|TV)),\s$")
_NAME_BRACKET: Final = re.compile(rf"[{UPPER}][{LOWER}]{{2,}}\s\($")
_NAME_BESIDE: Final = re.compile(rf"[{UPPER}][{LOWER}]{{2,}}\s?[^\w\s:=.,;/$€£&+()'\"-]{{1,3}}\s$")
_DESCRIBED: Final = re.compile(
    r"(?i)\b(?:latinas?|asian|ebony|blond[ea]?|brunette|redhead|brune|rousse|rubia|morena|mature|madura|milf|petite|female|lady|woman|femme|"
    r"mujer|chica|student|babe|goddess|companion|masseuse|man|guy)[,:]?\s\(?$"
)
_GOES_ON: Final = re.compile(r"(?i)\s?(?:[,.!|\n)/•]|$)|\s(?:and|y|et|here|in|new|available|independent)\b")
_SEX_BEFORE: Final = re.compile(r"(?:^|[\s(,|])[Ff]\s?/?$")
_SEX_BEHIND: Final = re.compile(r"\s?/?[Ff](?:[\s),.!|]|$)")
# "New in town. 27, brunette, 5'4": a sentence that begins with the age.
_SEX_EDGES: Final = ("", " ", "(", ",", "|", "\n")
_SENTENCE_BEGINS: Final = re.compile(r"(?:^|[.!?\n]\s{0,2}|[^\w\s.,:;$€£&()/+-]\s?)$")
_DESCRIPTION: Final = re.compile(
    rf"\s?[,/|•]\s?(?:[4-6]\s?(?:['’]|ft|foot)|(?!(?:min|hour|hr|day|week|month|year|hh|half|full(?!\sfigured)|mile)s?\b)[{LETTER}]{{3,}})|\s(?:n|and)\sgrown|\sbut\s(?:told|look|feel)"
)
_HEIGHT_BEHIND: Final = re.compile(r"\s?,?\s(?:height|ht)\b|\s?[,/|•-]?\s?[4-6]\s?['’]\s?(?:[0-9]|1[01])(?!\d)")
_LOOKS_BEHIND: Final = re.compile(
    r"(?i)\s(?:blond[ea]?|brunette|redhead|latina|ebony|asian|petite|curvy|slim|mixed|busty|thick|italian|rubia|morena|brune|rousse)\b"
)
_EMOJI_BEFORE: Final = re.compile(r"[^\W\d_]\s?[^\x00-\x7f\w€£₹฿₱]{1,4}\s?$")
_FROM_BEHIND: Final = re.compile(rf"\sfrom\s[{LETTER}]{{3,}}")
_SOMEBODY_IS: Final = re.compile(rf"(?:^|[.!?\n]\s)[{UPPER}][{LOWER}]{{2,}}\sis\s$")
_ME: Final = re.compile(r"(?i)(?:^|[\s.])(?:about\s)?me\s?:\s?$")
# "Rs 22,000" and "Apt 24." open a sentence like a name and an age.
_NO_NAMES: Final = frozenset({
    "rs", "php", "usd", "eur", "inr", "npr", "no", "apt", "rm", "room", "suite", "top", "over", "age", "only",
    "just", "unit", "exit", "route", "hwy", "highway", "page", "day", "week", "level", "grade", "phase", "block",
    "gate", "rate", "rates", "about", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "call", "text", "open", "since", "need", "needed", "hiring", "from", "deposit", "donation",
    "talla", "talle", "size", "taille", "pointure", "cup", "calle", "rue", "avenida", "km",
    "incall", "outcall", "roses", "special", "specials", "quick", "half", "full", "hour", "hr", "hh",
})  # fmt: skip


def _with_unit(number: Number) -> float:
    unit = _UNIT_BEHIND.match(number.behind)
    if not unit or _NOT_A_PERSON.match(number.behind, unit.end()):
        return 0.0
    is_bare = unit.group().strip(" -.").lower() in _BARE_UNITS
    return 0.0 if is_bare and _DURATION_BEFORE.search(number.before) else 0.85


def _labelled(number: Number) -> float:
    if number.last not in _LEADS and not number.last.isdigit():
        return 0.0
    return 0.85 if _LABEL.search(number.before) else 0.8 if _LABELS.search(number.before) else 0.0


def _of_years(number: Number) -> float:
    years = _YEARS.match(number.behind)
    if not years:
        # "A well-read woman of 47, ...".
        closes = _ENDS.match(number.behind) or number.behind.startswith((" who", " with", " and"))
        return 0.6 if number.last == "of" and _PERSON_OF.search(number.before) and closes else 0.0
    # "I am Mai, 27 years, ...".
    apart = _NAME_APART.search(number.before) and number.behind[years.end() : years.end() + 1] in {",", "."}
    return 0.7 if apart or _PERSON_OF.search(number.before) else 0.0


def _stated(number: Number) -> float:
    is_led = number.last in _LEADS and _STATED.search(number.before)
    return 0.7 if is_led and _CLOSES.match(number.behind) else 0.0


def _named(number: Number) -> float:
    is_led = (number.follows_a_capital or number.last in _LEADS) and _NAMED.search(number.before)
    return 0.7 if is_led and _CLOSES.match(number.behind) else 0.0


def _opening(number: Number) -> float:
    if _SIGNED.search(number.before) and _ENDS.match(number.behind):
        return 0.55
    match = _OPENS.search(number.before) if number.follows_a_capital else None
    return 0.6 if match and match["word"].lower() not in _NO_NAMES and _ENDS.match(number.behind) else 0.0


def _trailing(number: Number) -> float:
    is_praised = number.last not in _NO_NAMES and _PRAISED.match(number.behind)
    closes = is_praised or _ENDS.match(number.behind)
    return 0.55 if closes and _TRAILS.search(number.before) else 0.0


def _beside_a_name(number: Number) -> float:
    if number.follows_a_capital and _NAME_RIGHT_BEFORE.search(number.before):
        in_row = _ANOTHER_BEFORE.search(number.before) or _ANOTHER_BEHIND.match(number.behind)
        if in_row and number.last not in _NO_NAMES:
            return 0.6
    of_a_name = number.last == "de" and _NAME_OF.search(number.before) and _AMONG.match(number.behind)
    at_first = _AT_FIRST.match(number.before) and number.last not in _NO_NAMES and _DESCRIBES.match(number.behind)
    sentence = (
        _SENTENCES.search(number.before) and number.behind[:2] == ". " and number.last.rstrip(".") not in _NO_NAMES
    )
    two = _TWO.search(number.before) and _TWO_BEHIND.match(number.behind)
    if of_a_name or at_first or sentence or two or (number.last == "here" and _HERE.search(number.before)):
        return 0.6
    bracketed = _NAME_BRACKET.search(number.before) and number.behind[:1] == ")"
    return 0.7 if bracketed or (_NAME_BESIDE.search(number.before) and _ENDS.match(number.behind)) else 0.0


def _described(number: Number) -> float:
    return 0.6 if _DESCRIBED.search(number.before) and _GOES_ON.match(number.behind) else 0.0


def _sexed(number: Number) -> float:
    behind = _SEX_BEHIND.match(number.behind) and number.before[-1:] in _SEX_EDGES
    return 0.6 if behind or (_SEX_BEFORE.search(number.before) and _ENDS.match(number.behind)) else 0.0


def _beginning(number: Number) -> float:
    return 0.55 if _SENTENCE_BEGINS.search(number.before) and _DESCRIPTION.match(number.behind) else 0.0


def _measured(number: Number) -> float:
    """ "asia 25 / 5'1", "Me: 33, 5'10": a height right behind, and no other number right before."""
    return 0.6 if _HEIGHT_BEHIND.match(number.behind) and not number.last[-1:].isdigit() else 0.0


def _hailing(number: Number) -> float:
    """ "im chelsea 23 from northampton", "Paris is 24, blonde", "Me: 33,"."""
    looks = number.behind.replace(", ", " ", 1) if number.behind.startswith(", ") else number.behind
    borne = number.last.isalpha() and number.last not in _NO_NAMES
    decorated = _EMOJI_BEFORE.search(number.before) and _LOOKS_BEHIND.match(looks)
    hails = decorated or (borne and (_FROM_BEHIND.match(number.behind) or _LOOKS_BEHIND.match(looks)))
    told = _SOMEBODY_IS.search(number.before) and _DESCRIPTION.match(number.behind)
    return 0.6 if hails or told or _ME.search(number.before) else 0.0


ANYWHERE: Final = (_with_unit, _labelled, _of_years, _stated, _named, _opening)
SIGNALS: Final = {
    "commercial": (*ANYWHERE, _trailing, _beside_a_name, _described, _sexed, _beginning, _measured, _hailing),
    # What a job ad says of ages are its limits; a person who looks for work says "I'm 24".
    "job": (_stated, _named),
}
"""The rules per type of ad; each returns how sure it is that the number is somebody's age, 0 where it says nothing."""


def is_limit(number: Number) -> bool:
    """Whether it bounds the ages of others: "18 to 30", "23 or older"."""
    return bool(_LIMIT_BEFORE.search(number.before) or _LIMIT_BEHIND.match(number.behind))
