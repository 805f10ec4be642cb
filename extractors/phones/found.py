"""A telephone number found in a stream text."""

from dataclasses import dataclass

from extractors.phones.numbers import Number


@dataclass(frozen=True, slots=True)
class Found:
    """`start:end` are stream offsets; `disguised` says that the path needed more than plain digits and separators."""

    number: Number
    start: int
    end: int
    confidence: float
    disguised: bool
