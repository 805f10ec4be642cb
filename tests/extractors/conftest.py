"""One pipeline for all tests of this room; it is slow to make and keeps nothing between ads."""

from collections.abc import Callable

import pytest

from extractors.mention import ASSERTED, Mention
from extractors.pipeline import Pipeline, load_pipeline
from extractors.source import Source


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return load_pipeline()


@pytest.fixture(scope="session")
def mentions_of(pipeline: Pipeline) -> Callable[..., list[Mention]]:
    """`mentions_of(kind, text, **fields of Source)`: the asserted mentions, each checked against its span."""

    def read(kind: str, text: str, **source: str) -> list[Mention]:
        extraction = pipeline.extract(Source(text, **source))
        for mention in extraction.mentions:
            field = text if mention.field == "text" else source["title"]
            assert field[mention.start : mention.end] == mention.raw
        return [found for found in extraction.mentions if found.kind == kind and found.confidence >= ASSERTED]

    return read


@pytest.fixture(scope="session")
def values_of(mentions_of: Callable[..., list[Mention]]) -> Callable[..., list[str]]:
    """`values_of(kind, text, **fields of Source)`: the values asserted, in reading order."""

    def read(kind: str, text: str, **source: str) -> list[str]:
        return [mention.value for mention in mentions_of(kind, text, **source)]

    return read
