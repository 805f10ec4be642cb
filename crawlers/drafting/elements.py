"""Names for elements: by id or class where these look as if people had chosen them, else by place or content."""

import re
from collections.abc import Iterable
from typing import Any, Final

_CLASS_NAME = re.compile(r"^[A-Za-z][\w-]{1,40}$")
# Build tools make names like css-1x9ab, sc-bdVaJa, Card_root__3fX2a: another build, another name.
_MADE_UP = re.compile(
    r"^(?:css|sc|jsx?|jss|emotion|svelte|data-v)-|__\w*\d|\d[a-z]\w*\d|^[a-z]{1,2}\d|[a-z][A-Z]\w*[A-Z]\w*[a-z]$"
)
_STATES: Final = frozenset({"active", "clearfix", "row", "col", "hidden", "show", "odd", "even", "first", "last"})


def class_names(element: Any) -> list[str]:
    """Classes of an lxml element that CSS can name."""
    return [name for name in (element.get("class") or "").split() if _CLASS_NAME.match(name)]


def is_stable(name: str) -> bool:
    """Whether a class looks chosen by a person and says something."""
    return not _MADE_UP.search(name) and name.lower() not in _STATES and not re.search(r"\d{2}", name)


def named(element: Any) -> str:
    """`tag.class`, by a stable class where there is one."""
    stable = [name for name in class_names(element) if is_stable(name)]
    return str(element.tag) + "".join(f".{name}" for name in (stable or class_names(element))[:1])


def selectors_of(element: Any) -> list[str]:
    """CSS selectors that may mean this element, the most telling first; only stable names."""
    found = []
    own_id = element.get("id") or ""
    if _CLASS_NAME.match(own_id) and not re.search(r"\d", own_id):
        found.append(f"#{own_id}")
    found += [f"{element.tag}.{name}" for name in class_names(element) if is_stable(name)]
    if element.get("itemprop"):
        found.append(f"[itemprop~='{element.get('itemprop').split()[0]}']")
    return found


def path_of(element: Any, root: Any) -> str:
    """XPath by position from `root` (exclusive), `.` for itself."""
    steps = []
    while element is not root and element is not None:
        parent = element.getparent()
        if parent is None:
            break
        same = [child for child in parent if child.tag == element.tag]
        steps.append(f"{element.tag}[{same.index(element) + 1}]" if len(same) > 1 else str(element.tag))
        element = parent
    return "./" + "/".join(reversed(steps)) if steps else "."


def elements_of(root: Any) -> list[Any]:
    """Every element below, comments and scripts left out."""
    return [one for one in root.iter() if isinstance(one.tag, str) and one.tag not in ("script", "style", "noscript")]


def own_text(element: Any) -> str:
    """Text of the element outside its block children."""
    inline = ("a", "b", "i", "em", "strong", "span", "font", "br", "u", "small")
    parts = [element.text or ""]
    for child in element:
        if child.tag in inline:
            parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def common_ancestor(elements: Iterable[Any]) -> Any:
    """The innermost element that holds all of them."""
    first, *others = elements
    kept = [first, *first.iterancestors()]
    for other in others:
        above = {id(one) for one in (other, *other.iterancestors())}
        kept = [one for one in kept if id(one) in above]
    return kept[0]


def holds(outer: Any, inner: Any) -> bool:
    """Whether `inner` is `outer` or lies in it."""
    return inner is outer or any(one is outer for one in inner.iterancestors())
