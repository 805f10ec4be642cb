"""Keys of a cluster on its page: told apart when masked, written for people when not."""

from matching.links.keys import LinkKey
from review_ui.clusters.key_names import KeyNames

ONE, OTHER = LinkKey("phone", "+12025550134"), LinkKey("phone", "+12025550177")
SENTENCE = f"stands with {OTHER} in 3 different texts"


def test_two_masked_numbers_of_one_area_have_different_letters_everywhere() -> None:
    names = KeyNames((ONE, OTHER), is_masked=True)
    assert names.show(ONE).value.endswith(" A")
    assert names.show(OTHER).value.endswith(" B")
    assert names.reword(SENTENCE) == "stands with phone +1202••••••• B in 3 different texts"
    assert not names.show(ONE).token


def test_the_twenty_seventh_key_has_a_letter_of_its_own() -> None:
    keys = [LinkKey("handle", f"board:name{number}") for number in range(30)]
    names = KeyNames(keys, is_masked=True)
    assert len({names.show(key).value.split()[-1] for key in keys}) == 30


def test_a_number_in_a_reason_is_grouped_for_reading(casework: object) -> None:
    names = KeyNames((ONE, OTHER), is_masked=False)
    assert names.reword(SENTENCE) == "stands with phone +1 202-555-0177 in 3 different texts"


def test_a_key_of_another_kind_in_a_reason_is_left_as_it_is() -> None:
    names = KeyNames((ONE,), is_masked=False)
    assert names.reword("the ad's text is nearly the same") == "the ad's text is nearly the same"
