"""Values that stand behind a label: `<dt>Price</dt><dd>...`, `<td>Price:</td><td>...`, `<b>Price:</b> ...`."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from crawlers.drafting.links import literal
from crawlers.drafting.words import IS_LABEL
from crawlers.parsing.visible import visible_text

_LONGEST_LINE: Final = 100


def labelled(elements: Iterable[Any], field: str) -> Iterator[str]:
    """Selectors of what stands behind each label of this field."""
    is_label = IS_LABEL[field]
    for one in elements:
        text = visible_text(one) if len(one) < 3 else ""
        if text and len(text) < 40 and is_label.fullmatch(text):
            yield from _behind(one, text)
        elif all(child.tag == "br" for child in one):
            lines = visible_text(one).split("\n")
            hits = (is_label.match(line) for line in lines if len(line) < _LONGEST_LINE)
            yield from (f"regex: {_spelt(hit[0])}\\s*([^\\n]+)" for hit in hits if hit and hit[0].endswith((":", "：")))


def _behind(element: Any, text: str) -> Iterator[str]:
    words = f"[normalize-space(.)={literal(text)}]"
    if element.tag == "dt":
        yield f"xpath: .//dt{words}/following-sibling::dd[1]"
    elif element.tag in ("td", "th"):
        yield f"xpath: .//{element.tag}{words}/following-sibling::td[1]"
    elif (element.tail or "").strip():
        yield f"regex: {_spelt(text)}\\s*([^\\n]+)"
    elif element.getnext() is not None:
        yield f"xpath: .//{element.tag}{words}/following-sibling::*[1]"


def _spelt(label: str) -> str:
    return re.sub(r"\\([ ,/'é-])", r"\1", re.escape(label.rstrip(":： "))) + r"\s*:?"
