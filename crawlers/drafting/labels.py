"""Values that stand behind a label: `<dt>Price</dt><dd>...`, `<td>Price:</td><td>...`, `<b>Price:</b> ...`."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from crawlers.drafting.links import literal
from crawlers.drafting.words import IS_LABEL
from crawlers.parsing.visible import visible_text


def labelled(elements: Iterable[Any], field: str) -> Iterator[str]:
    """Selectors of what stands behind each label of this field."""
    is_label = IS_LABEL[field]
    for one in elements:
        text = visible_text(one) if len(one) < 3 else ""
        if text and len(text) < 40 and is_label.fullmatch(text):
            yield from _behind(one, text)
        elif len(one) == 0 and one.text and (hit := is_label.match(one.text.strip())) and ":" in hit[0]:
            yield f"regex: {_spelt(hit[0])}\\s*([^\\n]+)"


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
