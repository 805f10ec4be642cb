"""One way to find a value on a page, as a definition spells it."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

import re2
from cssselect.parser import SelectorSyntaxError
from cssselect.xpath import ExpressionError
from parsel import Selector as Document
from parsel.csstranslator import HTMLTranslator

SelectorKind = Literal["css", "xpath", "jsonld", "microdata", "meta", "regex", "url"]
KINDS: Final[tuple[str, ...]] = get_args(SelectorKind)

_TRANSLATOR = HTMLTranslator()
_EMPTY = Document("<html></html>")


@dataclass(frozen=True, slots=True)
class Selector:
    """`kind` and `expression` find text; of that, `match` (RE2, if given) keeps its first group or its whole hit.

    css, xpath: inside the scope. jsonld: `Type.key.key` in the page's JSON-LD. microdata: an itemprop inside the scope.
    meta: name or property of a meta element. regex: on the scope's visible text. url: on the page's address.
    """

    kind: SelectorKind
    expression: str
    match: str = ""


def read_selector(entry: object) -> Selector:
    """A Selector from a definition's string or inline table. Raises ValueError with the reason.

    A bare string is CSS; `kind: expression` names another kind; `{css = "p", match = "..."}` adds a pattern.
    """
    if isinstance(entry, str):
        selector = _from_string(entry)
    elif isinstance(entry, dict):
        selector = _from_table(entry)
    else:
        message = f"expected a string or an inline table, got {type(entry).__name__}"
        raise ValueError(message)  # noqa: TRY004 - callers turn every ValueError into one message with file and line
    _check(selector)
    return selector


def _from_string(entry: str) -> Selector:
    kind, colon, expression = entry.partition(":")
    if colon and kind.strip() in KINDS:
        return Selector(kind.strip(), expression.strip())  # type: ignore[arg-type]
    return Selector("css", entry.strip())


def _from_table(entry: dict[str, object]) -> Selector:
    kinds = [key for key in entry if key in KINDS]
    unknown = sorted(set(entry) - set(KINDS) - {"match"})
    if unknown:
        message = f"unknown key {unknown[0]!r} (known: {', '.join(KINDS)}, match)"
        raise ValueError(message)
    if len(kinds) != 1:
        message = f"needs exactly one of {', '.join(KINDS)}"
        raise ValueError(message)
    expression, match = entry[kinds[0]], entry.get("match", "")
    if not isinstance(expression, str) or not isinstance(match, str):
        message = f"{kinds[0]} and match must be strings"
        raise ValueError(message)  # noqa: TRY004 - as above
    return Selector(kinds[0], expression.strip(), match)  # type: ignore[arg-type]


def _check(selector: Selector) -> None:
    if not selector.expression:
        message = f"{selector.kind} selector is empty"
        raise ValueError(message)
    patterns = [selector.match] if selector.match else []
    if selector.kind in ("regex", "url"):
        patterns.append(selector.expression)
    for pattern in patterns:
        check_pattern(pattern)
    if selector.kind in ("css", "xpath"):
        to_xpath(selector)


def check_pattern(pattern: str) -> None:
    """Raises ValueError when RE2 cannot compile the pattern (look-around and back-references are not in RE2)."""
    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        message = f"not an RE2 pattern: {pattern!r} ({error})"
        raise ValueError(message) from error


def to_xpath(selector: Selector) -> str:
    """The XPath of a css or xpath selector. Raises ValueError when it does not parse."""
    expression = selector.expression
    if selector.kind == "css":
        try:
            expression = _TRANSLATOR.css_to_xpath(expression)
        except (SelectorSyntaxError, ExpressionError) as error:
            message = f"not a CSS selector: {selector.expression!r} ({error})"
            raise ValueError(message) from error
    try:
        _EMPTY.xpath(expression)
    except ValueError as error:
        message = f"not an XPath: {expression!r} ({error})"
        raise ValueError(message) from error
    return expression
