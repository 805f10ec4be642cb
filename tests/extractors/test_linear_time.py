"""Every extractor is linear on hostile text: CPU time at 2n is at most 2.5 times CPU time at n.

The one test of this repository that looks at a clock: at CPU time, the best of several runs, since other work on the
machine only ever makes a run slower.
"""

import gc
from collections.abc import Iterator
from time import process_time

import pytest

from extractors.pipeline import EXTRACTORS, Pipeline
from extractors.source import Source
from extractors.tokenizer import split

UNITS = ("[", "🌹", "7", "7 ", "é̀", "a.a.a.", "seven", "<b ", "a@", "$5 ", "then 555 and ")
COUNT = 25_000
MOST_RUNS = 8
# Below this the clock's grain and the allocator decide, not the algorithm.
LEAST_SECONDS = 0.05


def seconds(pipeline: Pipeline, text: str) -> dict[str, float]:
    spent = pipeline.timed(Source(text, region="US"))
    begun = process_time()
    pipeline.begin(Source(text, region="US"))
    read = process_time()
    split(text)
    return {**spent, "stream": read - begun, "tokenizer": process_time() - read}


@pytest.fixture(autouse=True)
def no_collection() -> Iterator[None]:
    """The collector walks the whole process, tests and all, whenever enough was allocated: not the extractors' time."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def lower(known: dict[str, float], run: dict[str, float]) -> dict[str, float]:
    return {name: min(known.get(name, spent), spent) for name, spent in run.items()}


def slow_ones(once: dict[str, float], twice: dict[str, float]) -> dict[str, tuple[float, float]]:
    return {
        name: (once[name], twice[name])
        for name in once
        if twice[name] > LEAST_SECONDS and twice[name] > 2.5 * once[name]
    }


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_takes_at_most_two_and_a_half_times_as_long(pipeline: Pipeline, unit: str) -> None:
    once: dict[str, float] = {}
    twice: dict[str, float] = {}
    for run in range(MOST_RUNS):
        once = lower(once, seconds(pipeline, unit * COUNT))
        twice = lower(twice, seconds(pipeline, unit * 2 * COUNT))
        if run >= 1 and not slow_ones(once, twice):
            break
    assert not slow_ones(once, twice)


def test_every_extractor_is_measured(pipeline: Pipeline) -> None:
    assert set(EXTRACTORS) <= seconds(pipeline, "x").keys()
