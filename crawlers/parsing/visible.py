"""The text a reader of the page sees, with line breaks where blocks end."""

import re
from typing import Any, Final

_HIDDEN: Final = frozenset({"script", "style", "template", "noscript", "head", "title", "svg", "select", "textarea"})
_BLOCK_NAMES: Final = (
    "address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section summary table tbody tfoot thead tr ul"
)
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_CELLS: Final = frozenset({"td", "th"})
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")


def visible_text(element: Any) -> str:
    """Text of an lxml element: scripts and hidden parts left out, blocks on lines of their own, spaces squeezed.

    Walks with its own stack: pages with 200,000 nested elements exist, and recursion would end the process.
    """
    parts: list[str] = []
    stack: list[tuple[Any, bool]] = [(element, True)]
    while stack:
        node, is_entry = stack.pop()
        tag = node.tag
        if not is_entry:
            _append_after(parts, node, tag)
            continue
        if node is not element:
            stack.append((node, False))
        if not isinstance(tag, str) or tag in _HIDDEN or _is_hidden(node):
            continue
        if tag in _BLOCKS:
            parts.append("\n")
        if node.text:
            parts.append(node.text)
        stack.extend((child, True) for child in reversed(node))
    return squeeze("".join(parts))


def _append_after(parts: list[str], node: Any, tag: Any) -> None:
    if tag in _BLOCKS:
        parts.append("\n")
    elif tag in _CELLS:
        parts.append(" ")
    if node.tail:
        parts.append(node.tail)


def _is_hidden(node: Any) -> bool:
    return node.get("hidden") is not None or "display:none" in (node.get("style") or "").replace(" ", "").lower()


def squeeze(text: str) -> str:
    """Runs of spaces become one space, runs of empty lines one line break; nothing at the ends."""
    return _BREAKS.sub("\n", _SPACES.sub(" ", text)).strip()
