"""The normalised character stream of a text, with the way back: every character of it knows its span in the source."""

import html
import re
import unicodedata
from array import array
from dataclasses import dataclass
from typing import Final

from extractors.folding import FOLD
from extractors.lookalikes import LOOKALIKES, read_lookalikes

# Element names are listed, and attributes must hold "=", because "<b and c>" or "<3" in prose is no tag.
# Bounded repeats keep the search linear.
_INLINE: Final = (
    "a|abbr|b|big|bdi|bdo|code|em|font|i|ins|del|mark|q|s|small|span|strike|strong|sub|sup|tt|u|wbr|img|label"
)
_BLOCK: Final = (
    "article|aside|blockquote|body|br|button|center|dd|div|dl|dt|figure|footer|form|h[1-6]|head|header|hr|html|input|li|main|nav|ol|"
    "option|p|pre|script|section|select|style|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_ATTRIBUTES: Final = r"(?:\s{0,3}/?|\s[^<>=]{0,60}=[^<>]{0,400})"
_TAG: Final = rf"</?(?:(?P<inline>{_INLINE})|(?P<block>{_BLOCK})){_ATTRIBUTES}>|<!--[^<>]{{0,400}}-->"
_ENTITY: Final = r"&(?:amp;)?(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});"
_UNUSUAL: Final = re.compile(rf"(?:{_TAG})|(?P<entity>{_ENTITY})|(?P<character>(?-i:[^ -~\n]))", re.IGNORECASE)
_MARKUP: Final = re.compile(rf"(?:{_TAG})|{_ENTITY}", re.IGNORECASE)
_TYPED: Final = frozenset(map(chr, range(0x20, 0x7F))) | {"\n"}
_HREF: Final = re.compile(r"""href\s{0,3}=\s{0,3}["']?([^"'<>\s]{1,300})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stream:
    """`text` is normalised; `text[i]` stands for `source[starts[i]:ends[i]]`. Without arrays they are equal."""

    source: str
    text: str
    starts: "array[int] | None" = None
    ends: "array[int] | None" = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of the non-empty stream span `start:end`."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def raw(self, start: int, end: int) -> str:
        """Return the source text behind the stream span `start:end`."""
        left, right = self.span(start, end)
        return self.source[left:right]


class _Writer:
    """Collects stream characters with their source spans."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.starts = array("q")
        self.ends = array("q")

    def copy(self, start: int, end: int) -> None:
        if end > start:
            self.pieces.append(self.source[start:end])
            self.starts.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))

    def put(self, text: str, start: int, end: int) -> None:
        if text:
            self.pieces.append(text)
            self.starts.extend([start] * len(text))
            self.ends.extend([end] * len(text))

    def put_mark(self, mark: str, start: int, end: int) -> None:
        """Compose a mark with its letter, keep it in scripts that spell with marks, drop it where it only disguises."""
        base = self.pieces[-1][-1:] if self.pieces else ""
        # A mark elsewhere than right behind its base (a dropped tag between) disguises nothing.
        if not base or base.isspace():
            return
        composed = unicodedata.normalize("NFC", base + mark) if base.isalpha() else ""
        if len(composed) == 1:
            self.pieces[-1] = self.pieces[-1][:-1] + composed
        elif not base.isascii() and unicodedata.category(base)[0] in "LM" and ord(mark) > 0x0370:
            self.put(mark, start, end)
            return
        self.ends[-1] = end


class _Singles(dict[str, bool]):
    """Whether a character becomes exactly one other, whatever stands beside it; `table` holds those it changes."""

    def __init__(self) -> None:
        super().__init__()
        self.table: dict[int, str] = {}

    def __missing__(self, character: str) -> bool:
        folded = FOLD[character]
        single = len(folded) == 1 and unicodedata.category(folded) != "Mn"
        if single and folded != character:
            self.table[ord(character)] = folded
        self[character] = single
        return single


_SINGLES: Final = _Singles()


def normalise(source: str) -> Stream:
    """Return the stream of `source`, in time linear in its length. Lone surrogates become U+FFFD, one for one."""
    unusual = set(source) - _TYPED
    if ("<" in source or "&" in source) and _MARKUP.search(source):
        return _write(source)
    if not unusual:
        return Stream(source, source)
    # Nine texts in ten that are not ASCII keep their length (accents, emoji, dashes): no map is needed for them.
    if not all(map(_SINGLES.__getitem__, unusual)):
        return _write(source)
    if not _SINGLES.table.keys().isdisjoint(map(ord, unusual)):
        return Stream(source, read_lookalikes(source.translate(_SINGLES.table)))
    return Stream(source, source if LOOKALIKES.isdisjoint(unusual) else read_lookalikes(source))


def _write(source: str) -> Stream:
    writer = _Writer(source)
    done = 0
    for match in _UNUSUAL.finditer(source):
        start, end = match.span()
        writer.copy(done, start)
        if match["character"]:
            _write_character(writer, match["character"], start, end)
        elif match["entity"]:
            _write_entity(writer, match["entity"], start, end)
        else:
            _write_tag(writer, match)
        done = end
    writer.copy(done, len(source))
    return Stream(source, read_lookalikes("".join(writer.pieces)), writer.starts, writer.ends)


def _write_character(writer: _Writer, character: str, start: int, end: int) -> None:
    folded = FOLD[character]
    if len(folded) == 1 and unicodedata.category(folded) == "Mn":
        writer.put_mark(folded, start, end)
    elif folded:
        writer.put(folded, start, end)
    elif unicodedata.category(character) == "Me" and writer.ends:
        # The box of a keycap belongs to its digit.
        writer.ends[-1] = max(writer.ends[-1], end)


def _write_entity(writer: _Writer, entity: str, start: int, end: int) -> None:
    plain = html.unescape(html.unescape(entity))
    if plain == entity:
        writer.copy(start, end)
        return
    for character in plain:
        writer.put(character if " " <= character <= "~" else FOLD[character], start, end)


def _write_tag(writer: _Writer, match: re.Match[str]) -> None:
    """Drop an inline tag, break the line at a block; a link keeps its target, which may be the only `tel:` there is."""
    start, end = match.span()
    if match["block"]:
        writer.put("\n", start, end)
        return
    href = _HREF.search(match.group()) if match["inline"] in ("a", "A") else None
    if href:
        writer.put("\n", start, start + 1)
        writer.copy(start + href.start(1), start + href.end(1))
        writer.put("\n", end - 1, end)
