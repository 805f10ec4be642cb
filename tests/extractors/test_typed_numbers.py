"""What a hotline worker types is read in any spelling."""

import pytest

from extractors.phones.typed import TypedNumber, read_typed


@pytest.mark.parametrize(
    "typed",
    [
        "312-555-0147",
        "(312) 555 0147",
        "+1 312 555 0147",
        "three one two five five five oh one four seven",
        "tres uno dos 555 0147",
        "3 1 2 5 5 5 0 1 4 7",
        "٣١٢٥٥٥٠١٤٧",
        "id 312-555-0147",
    ],
)
def test_a_whole_number_in_any_spelling(typed: str) -> None:
    assert read_typed(typed, "US") == TypedNumber("whole", "+13125550147", "13125550147")


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("0147", "0147"), ("555 0147", "5550147"), ("last four 0 1 4 7", "0147"), ("oh one forty seven", "0147")],
)
def test_the_last_digits_are_partial(typed: str, digits: str) -> None:
    assert read_typed(typed, "US") == TypedNumber("partial", digits=digits)


@pytest.mark.parametrize("typed", ["312", "(312)", "area code 312"])
def test_an_area_code_alone_is_told_apart(typed: str) -> None:
    assert read_typed(typed, "US") == TypedNumber("area_code", digits="312")


@pytest.mark.parametrize("typed", ["", "hello", "12", "\ud800\x00"])
def test_nothing_to_look_up(typed: str) -> None:
    assert read_typed(typed, "US").form == "none"


def test_a_range_not_in_service_is_still_looked_up() -> None:
    assert read_typed("312-100-0147", "US").e164 == "+13121000147"
