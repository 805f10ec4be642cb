"""Our tokenizer loses nothing and keeps exact offsets."""

import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractors.stream import normalise
from extractors.tokenizer import LinearTokenizer, split

TOKENIZER = LinearTokenizer(spacy.blank("xx").vocab)


def test_letters_digits_and_signs_are_parted() -> None:
    assert split("text773-555, ok")[0] == ["text", "773", "-", "555", ",", "ok"]


@given(st.text())
def test_the_doc_is_the_text_and_offsets_are_exact(source: str) -> None:
    text = normalise(source).text
    doc = TOKENIZER(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token.text)] == token.text for token in doc)
