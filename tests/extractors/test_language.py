"""The language of an ad, offline."""

import pytest

from extractors.language import detect_language
from extractors.source import Source

TEXTS = [
    ("en", "new girl in town call me 212"),
    ("en", "hotel housekeeper needed"),
    ("es", "Se busca camarera para hotel, 8 euros la hora"),
    ("es", "limpieza de casas, pago semanal"),
    ("fr", "femme de ménage logée nourrie"),
    ("fr", "Bonjour, masseuse disponible ce soir à Lyon, appelez-moi"),
    ("de", "Wir suchen Zimmermädchen für unser Hotel in Berlin, Unterkunft vorhanden"),
    ("pt", "Procura-se empregada de limpeza para trabalhar em Lisboa"),
    ("it", "Cercasi cameriera per hotel a Milano"),
    ("pl", "Poszukujemy pracowników do zbioru owoców w Niemczech"),
    ("ro", "Căutăm muncitori pentru ferme din Spania, cazare asigurată"),
    ("tl", "Kailangan namin ng mga manggagawa sa hotel"),
    ("ru", "Требуется уборщица"),
    ("th", "วันนี้ว่าง โทรมา"),
    ("zh", "招聘酒店清洁工"),
    ("und", "hh 100 h 160"),
    ("und", ""),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_the_language_is_told(language, text):
    assert detect_language(text) == language


def test_text_in_a_language_without_lists_is_not_analysed(pipeline):
    extraction = pipeline.extract(
        Source("Wir suchen Zimmermädchen für unser Hotel, Pass wird einbehalten und verwahrt")
    )
    assert (extraction.language, extraction.analysed) == ("de", False)


def test_the_language_that_a_source_brings_wins(pipeline):
    extraction = pipeline.extract(Source("hh 100 h 160", language="en-US"))
    assert (extraction.language, extraction.analysed) == ("en", True)


def test_title_and_text_are_read_together(pipeline):
    assert pipeline.extract(Source("hh 100 h 160", title="new girl in town, call me")).language == "en"
