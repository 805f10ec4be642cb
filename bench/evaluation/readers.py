"""What is measured: our pipeline, and phonenumbers alone as the yardstick of the field."""

from collections.abc import Callable

import phonenumbers

from bench.evaluation.cases import Case
from extractors.mention import ASSERTED
from extractors.pipeline import load_pipeline
from extractors.source import Source

Reader = Callable[[Case], dict[str, frozenset[str]]]


def our_reader() -> Reader:
    """Return a reader that gives the asserted values of each kind of mention."""
    pipeline = load_pipeline()

    def read(case: Case) -> dict[str, frozenset[str]]:
        source = Source(case.text, case.title, case.ad_type, case.region)
        found: dict[str, set[str]] = {}
        for mention in pipeline.extract(source).mentions:
            if mention.confidence >= ASSERTED:
                found.setdefault(mention.kind, set()).add(mention.value)
        return {kind: frozenset(values) for kind, values in found.items()}

    return read


def phonenumbers_alone(case: Case) -> dict[str, frozenset[str]]:
    """Return what libphonenumber's own matcher finds (leniency VALID), the case's region given."""
    matcher = phonenumbers.PhoneNumberMatcher(f"{case.title}\n{case.text}", case.region or None)
    e164 = phonenumbers.PhoneNumberFormat.E164
    return {"phone": frozenset(phonenumbers.format_number(match.number, e164) for match in matcher)}
