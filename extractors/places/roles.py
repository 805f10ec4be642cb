"""Whether a place in a job ad is where people are recruited or where they would work."""

from typing import Final

import re2

_RECRUITING: Final = (
    r"interviews?|interviewing|recruit(?:ing|ment|er|ers|s)?|hiring\s(?:event|office|fair)|job\sfair|agency|agencia|apply\s(?:at|in)|applicants?\sfrom|"
    r"candidates?\sfrom|workers?\sfrom|people\sfrom|pick\s?up\s(?:in|from|at)|we\sare\slooking\sin|our\soffice|oficina|entrevistas?|reclut\w{2,12}|"
    r"entretiens?|bureau|recrut\w{2,10}|embauche\s[àa]|headquarter(?:s|ed)|hq|leaving\sfrom|transport\sfrom|salida|contratando\sen|departs?\sfrom"
)
_WORK: Final = (
    r"work(?:ing)?\s(?:in|at|site|place|location)|jobs?\s(?:in|at|site|located|location)|positions?\s(?:in|at|available|located)|placed?\sin|located\sin|"
    r"based\sin|location|our\s(?:hotel|restaurant|farm|store|site|salon|warehouse|club)s?\sin|trabajo\sen|trabajar\sen|empleo\sen|vacantes?\sen|plazas?\sen|"
    r"puestos?\sen|ubicaci[oó]n|travail\s[àa]|poste\s(?:bas[ée]\s)?[àa]|emploi\s[àa]|lieu|needed\sin|wanted\sin|openings?\sin|in|en|[àa]|to|for|at"
)
_CUES: Final = re2.compile(rf"(?i)\b(?:(?P<recruiting>{_RECRUITING})|(?P<work>{_WORK}))\b")
_WINDOW: Final = 70


def read_role(text: str, start: int) -> str:
    """Return `recruiting`, `work`, or an empty string where nothing before `start` says which."""
    window = text[max(0, start - _WINDOW) : start]
    for end in (". ", "\n", "! ", "? ", "; "):
        window = window.rpartition(end)[2]
    roles = ["recruiting" if match["recruiting"] else "work" for match in _CUES.finditer(window)]
    # "our office in", "interviews in": the recruiting word rules the preposition behind it.
    return "recruiting" if "recruiting" in roles else "work" if roles else ""
