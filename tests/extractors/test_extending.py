"""The worked example of docs/extending.md runs as printed."""

import re
from pathlib import Path

import pytest
from spacy.language import Language

from extractors.passage import Passage
from extractors.pipeline import load_components
from extractors.source import Source
from extractors.stream import normalise

PAGE = Path(__file__).parents[2] / "docs" / "extending.md"


@pytest.fixture
def example() -> Language:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    exec(compile(code, str(PAGE), "exec"), {})  # noqa: S102 (our own page)
    nlp = load_components()
    nlp.add_pipe("vehicles")
    return nlp


def test_the_extractor_of_the_page_finds_what_the_page_says(example: Language) -> None:
    text = "Look for the ｗｈｉｔｅ van or a van"
    passage = Passage("text", text, normalise(text), Source(text))
    doc = example.tokenizer(passage.stream.text)
    doc.user_data["passage"] = passage
    example.get_pipe("vehicles")(doc)
    (mention,) = passage.mentions
    assert (mention.value, mention.raw) == ("white van", "ｗｈｉｔｅ van")


def test_every_file_the_page_names_is_there() -> None:
    page = PAGE.read_text("utf-8")
    root = PAGE.parents[1]
    named = [*re.findall(r"`((?:extractors|tests|bin)/[\w./-]+)`", page), *re.findall(r"`(data/[\w./-]+)`", page)]
    new = {"extractors/vehicles.py", "tests/extractors/test_vehicles.py", "data/numerals/pt.toml"}
    missing = [
        name
        for name in named
        if name not in new
        and not name.endswith("_dev.jsonl")
        and not any((base / name).exists() for base in (root, root / "extractors"))
    ]
    assert missing == []
