"""Every word of the pages is there in Spanish, and the compiled file is that of the source."""

import gettext
import re
from pathlib import Path
from typing import Any

from django.test import Client
from django.utils import translation

from review_ui.django_settings import desk_settings
from review_ui.every_app import THREADLINE_DESK  # type: ignore[attr-defined]
from review_ui.link_reasons import why
from review_ui.templatetags.shown import role_name

FOLDER = Path(desk_settings(THREADLINE_DESK)["LOCALE_PATHS"][0]) / "es" / "LC_MESSAGES"


def test_nothing_is_left_untranslated_or_doubtful() -> None:
    text = (FOLDER / "django.po").read_text(encoding="utf-8")
    assert "#, fuzzy" not in text
    assert re.findall(r'msgid "[^\n]*\nmsgstr(?:\[\d\])? ""\n(?!")', text) == []
    assert text.count("\nmsgid ") > 450


def test_the_compiled_file_is_that_of_the_source() -> None:
    with (FOLDER / "django.mo").open("rb") as handle:
        compiled = gettext.GNUTranslations(handle)
    text = (FOLDER / "django.po").read_text(encoding="utf-8")
    single = [block.split('msgid "')[1].split('"\n')[0] for block in text.split("\n\n") if 'msgid "' in block]
    known = [one for one in single if one and "\\" not in one]
    assert len(known) > 300
    assert all(compiled.gettext(one) for one in known)
    assert compiled.gettext("Look-up") == "Consulta"


def test_a_desk_speaks_spanish_when_asked(worker: Client, world: Any) -> None:
    worker.post("/language/", {"language": "es"})
    page = worker.post("/look-up/", {"typed": world.NUMBER}).content.decode()
    assert "No diga a quien llama nada de esta pantalla." in page
    assert '<html lang="es">' in page
    assert 'data-figure="ads">7<' in page
    assert "anuncios llevan ambos, en " in page
    assert "carry both" not in page


def test_an_unknown_language_changes_nothing(worker: Client) -> None:
    worker.post("/language/", {"language": "tlh"})
    assert '<html lang="en">' in worker.get("/look-up/").content.decode()


def test_roles_and_reasons_of_links_are_in_spanish_too() -> None:
    with translation.override("es"):
        assert role_name("child_safety") == "protección de menores"
        assert role_name("operating system") == "operating system"
        assert "carry both" not in why("3 ads carry both, in 2 different wordings")
        assert why("told by the operator") == "told by the operator"
