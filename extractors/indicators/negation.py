"""Whether a phrase is denied or only spoken of ("we never keep your passport", "report anyone who ...")."""

from typing import Final

import re2

_DENIAL: Final = (
    r"no|not|never|without|nobody|nor|don['’]?t|doesn['’]?t|do\snot|does\snot|won['’]?t|will\snot|cannot|can['’]?t|isn['’]?t|aren['’]?t|"
    r"free\sof|refuse\sto|avoid|nunca|jam[aá]s|ning[uú]n|ninguna|nadie|sin|tampoco|pas|jamais|aucune?|personne\sne|sans|ni|ne"
)
# An ad or a notice that warns of the thing does not do it.
_WARNING: Final = (
    r"report|beware|watch\sout|warning|if\s(?:an?y?\s?)?(?:one|employer|agency|recruiter|somebody|someone|body)|illegal|against\sthe\slaw|"
    r"denuncia|denuncie|cuidado|si\s(?:alguien|un\sempleador|te\spiden)|m[eé]fiez|attention|signalez|si\s(?:quelqu['’]un|un\semployeur|on\svous)"
)
_BEFORE: Final = re2.compile(rf"(?i)\b(?:{_DENIAL}|{_WARNING})\b")
_AFTER: Final = re2.compile(
    r"(?i)^\s?(?:is|are|was|will\sbe|es|son|est|sont)?\s?(?:not|never|nunca|no|jamais|pas)\b\s?(?:\w{1,12}\s?)?"
    r"(?:required|needed|asked|charged|taken|kept|allowed|necessary|wanted|requerid\w|necesari\w|demand\w{1,3}|exig\w{1,4})?"
)
_AFTER_ILLEGAL: Final = re2.compile(
    r"(?i)^[\s\w,]{0,30}\b(?:is|are|es|son|est|sont)\s(?:illegal|against\sthe\slaw|a\sscam|ilegal|interdit)"
)
_STOPS: Final = ".!?;:\n•|"
_LAST_TURN: Final = re2.compile(r"(?s)^.*\b(?:but|however|although|pero|aunque|mais|cependant)\b")
_WINDOW: Final = 60


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the phrase `text[start:end]` stands in the scope of a denial or a warning within its clause."""
    before = text[max(0, start - _WINDOW) : start]
    clause = before[max(map(before.rfind, _STOPS)) + 1 :]
    turn = _LAST_TURN.match(clause)
    if _BEFORE.search(clause[turn.end() :] if turn else clause):
        return True
    after = text[end : end + _WINDOW]
    return _AFTER.match(after) is not None or _AFTER_ILLEGAL.match(after) is not None
