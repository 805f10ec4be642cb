"""Draw the answer with Jinja, which compiles its templates to Python: a tenth of the time Django's own take."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext
from jinja2 import BaseLoader, Environment, FileSystemLoader
from markupsafe import Markup

from review_ui.desk import current_desk
from review_ui.link_reasons import why
from review_ui.lookup import phrases
from review_ui.templatetags import shown

_FOLDER: Final = Path(__file__).parent.parent / "jinja2"
_MAPS: Final = {"US": "vendor/us-atlas-3.0.1/states-10m.json"}
_WORLD: Final = "vendor/world-atlas-2.0.2/countries-110m.json"


def draw_answer(request: HttpRequest, context: Mapping[str, object]) -> Markup:
    """The fragment under the field, in the language of the request."""
    template = _environment(get_language() or "").get_template("lookup/answer.html")
    shared = {"csrf_input": csrf_input(request), "pictures_on": current_desk().pictures}
    return Markup(template.render({**context, **shared}))  # noqa: S704  # the template escapes by itself


class _Translated(FileSystemLoader):
    """Templates whose fixed words are translated when they are loaded, not at every drawing."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source with each `{{ _("...") }}` replaced by its translation, escaped."""
        source, path, is_fresh = super().get_source(environment, template)
        first, *rest = source.split('{{ _("')
        return first + "".join(map(_translate_head, rest)), path, is_fresh


def _translate_head(piece: str) -> str:
    words, _end, after = piece.partition('") }}')
    return escape(gettext(words)) + after


@cache
def _environment(language: str) -> Environment:
    """One for each language: its templates are translated, and its dates written, in that one."""
    del language  # it tells the cache which; Django has it active
    loader: BaseLoader = _Translated(_FOLDER)
    environment = Environment(
        autoescape=True, loader=loader, auto_reload=False, trim_blocks=True, lstrip_blocks=True, cache_size=-1
    )
    environment.globals |= {"url": _address, "phrases": phrases, "shapes": _shapes}
    environment.filters |= {
        "why": why,
        "as_number": shown.as_number,
        "as_beginning": shown.as_beginning,
        "identifier_value": shown.identifier_value,
        "kind_name": cache(shown.kind_name),
        "day": shown.day,
        "moment": shown.moment,
        "plain_day": _plain_day,
        "kilometres": _kilometres,
        "shortened": _shortened,
        "typed_again": _typed_again,
    }
    return environment


def _address(route: str, *values: object) -> str:
    return reverse(route, args=values)


def _shapes() -> str:
    return static(_MAPS.get(current_desk().country, _WORLD))


def _plain_day(value: object) -> str:
    return date_format(value, "DATE_FORMAT") if value else "–"  # type: ignore[arg-type]


def _kilometres(distance: float) -> str:
    return str(number_format(round(distance, 1), 0 if float(round(distance, 1)).is_integer() else 1))


def _shortened(text: str, length: int) -> str:
    return text if 0 < len(text) <= length else Truncator(text).chars(length) or "–"


def _typed_again(identifier: str) -> str:
    """An identifier as the field takes it: a number grouped, anything else with its kind."""
    kind, _colon, value = identifier.partition(":")
    return shown.as_number(value if kind == "phone" else identifier)
