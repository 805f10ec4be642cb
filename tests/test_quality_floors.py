"""The labelled cases hold the extractors to their floors; below one the build fails."""

import pytest

from bench.evaluate import below_floor, read_floors
from bench.evaluation.cases import Case, load_cases
from bench.evaluation.measuring import Table, measure
from bench.evaluation.readers import our_reader, phonenumbers_alone
from bench.evaluation.real_ads import measure_real_ads


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return load_cases()


@pytest.fixture(scope="module")
def measured(cases: list[Case]) -> Table:
    return measure([case for case in cases if case.part == "test"], our_reader())[0] | measure_real_ads()


def test_every_floor_holds_on_the_test_part(measured: Table) -> None:
    assert below_floor(measured, read_floors()) == []


def test_a_figure_below_its_floor_is_told(measured: Table) -> None:
    told = below_floor(measured, {"phone": {"f1": 1.01}, "nothing of this kind": {"f1": 0.5}})
    assert len(told) == 2


def test_ours_is_better_than_phonenumbers_alone(cases: list[Case], measured: Table) -> None:
    peer = measure([case for case in cases if case.part == "test"], phonenumbers_alone)[0]
    name = "phone, obfuscated mix with traps"
    assert measured[name].f1 > peer[name].f1 + 0.4


def test_the_set_is_as_large_as_promised(cases: list[Case]) -> None:
    phones = [case for case in cases if "phone" in case.expected and case.case_id.startswith("phone-")]
    assert len(phones) >= 400
    assert sum(case.is_trap for case in phones) >= 120
    ads = [case for case in cases if not case.case_id.startswith("phone-")]
    assert len(ads) >= 120
    assert sum(case.ad_type == "job" for case in ads) >= 40
    assert len({case.case_id for case in cases}) == len(cases)


def test_no_case_of_the_test_part_stands_in_the_dev_part(cases: list[Case]) -> None:
    texts = {part: {case.text for case in cases if case.part == part} for part in ("dev", "test")}
    assert texts["dev"].isdisjoint(texts["test"])
