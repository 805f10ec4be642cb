"""Marking an ad's text changes nothing of it, whatever the spans."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.mention import Mention
from review_ui.ads.segments import cut, mask
from review_ui.masking import mask_text

SPANS = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=12)


def mention(start: int, end: int, kind: str = "phone") -> Mention:
    return Mention(kind, "+12025550134", "x", "text", start, end, 0.9, "made-up", "1")  # type: ignore[arg-type]


@given(st.text(max_size=50), SPANS)
def test_the_pieces_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    pieces = cut(text, [mention(*span) for span in spans])
    assert "".join(piece.text for piece in pieces) == text


@given(st.text(min_size=1, max_size=50), SPANS)
def test_each_character_carries_exactly_the_mentions_over_it(text: str, spans: list[tuple[int, int]]) -> None:
    fitting = [span for span in spans if 0 <= span[0] < span[1] <= len(text)]
    position = 0
    for piece in cut(text, [mention(*span) for span in spans]):
        for _ in piece.text:
            covering = sum(start <= position < end for start, end in fitting)
            assert len(piece.mentions) == covering
            position += 1


def test_masking_hides_marked_and_unmarked_contacts() -> None:
    text = "Call two-oh-two 555 0134 now, or 202-555-0177, or rose@example.org"
    shown = "".join(piece.text for piece in mask(cut(text, [mention(5, 24)])))
    for contact in ("0134", "0177", "rose"):
        assert contact not in shown
    assert shown.startswith("Call ")


def test_masked_text_stays_readable() -> None:
    assert mask_text("señal: 202-555-0134, después") == "señal: ••••••, después"


def test_masking_hides_the_value_a_mention_was_read_as() -> None:
    (piece,) = mask(cut("202-555-0134", [mention(0, 12)]))
    assert "0134" not in piece.title
