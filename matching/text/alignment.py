"""Which words two texts have in common, in order; linear but for a sort, whatever the texts hold."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

Pair = tuple[int, int]


def align_words(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """Places of words that stand in both texts in the same order (patience alignment): equal ends, then words that
    occur once in each, then the same again between those. Words repeated everywhere may stay unmatched."""
    matched: list[Pair] = []
    todo = [((0, len(left)), (0, len(right)))]
    while todo:
        (a, b), (c, d) = todo.pop()
        while a < b and c < d and left[a] == right[c]:
            matched.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and left[b - 1] == right[d - 1]:
            b, d = b - 1, d - 1
            matched.append((b, d))
        anchors = [(a + here, c + there) for here, there in _anchors(left[a:b], right[c:d])]
        matched += anchors
        if anchors:
            starts = [(a, c), *[(here + 1, there + 1) for here, there in anchors]]
            todo += [((a, b), (c, d)) for (a, c), (b, d) in zip(starts, [*anchors, (b, d)], strict=True)]
    return sorted(matched)


def _anchors(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """Words that occur once in each, as the longest run of them in the same order."""
    in_left, in_right = Counter(left), Counter(right)
    places = {word: place for place, word in enumerate(right) if in_right[word] == 1}
    pairs = [(place, places[word]) for place, word in enumerate(left) if in_left[word] == 1 and word in places]
    return _rising([right_place for _, right_place in pairs], pairs)


def _rising(values: list[int], pairs: list[Pair]) -> list[Pair]:
    """The pairs of the longest rising run of values."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [place]
    run, place = [], ends[-1] if ends else -1
    while place >= 0:
        run.append(pairs[place])
        place = before[place]
    return run[::-1]
