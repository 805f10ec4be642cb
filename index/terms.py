"""Several things typed at once (a number, a city, a hotel, an address) as terms that narrow one answer."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import re2

from extractors.extraction import Extraction
from extractors.pipeline import Pipeline, load_pipeline
from extractors.source import Source
from index.engine import Engine
from index.names import NAME_KINDS, name_key
from index.typed import read_number
from matching.links.keys import LinkKey

_LONGEST: Final = 200
_ALTERNATIVES: Final = 10
_LEAST_HANDLE: Final = 3
_KEY: Final = re2.compile(r"\b(email|handle|url|domain|wallet):(\S+)")
_EMAIL: Final = re2.compile(r"[^\s@<>()\"',;:]+@[^\s@<>()\"',;]+\.[^\s@<>()\"',;.]+")
_HANDLE: Final = re2.compile(r"(?:^|\s)@([\w.]{2,40})")
_NUMBER: Final = re2.compile(r"\+?\(?\d(?:[ ().\-/]{0,3}\d){3,19}")
_ONE_AT_A_TIME: Final = threading.Lock()
"""spaCy's pipeline is not for several threads at once."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that was typed: keys of which an ad must carry one, and how it is shown."""

    keys: tuple[LinkKey, ...]
    shown: str


def read_terms(engine: Engine, typed: str, region: str) -> tuple[Term, ...]:
    """The terms of what was typed; empty where it is one number, address or key, or nothing of these."""
    text = " ".join(typed.split())[:_LONGEST]
    if "@" not in text and not any(map(str.isalpha, text)) and len(_NUMBER.findall(text)) < 2:
        return ()
    found, words = _take_addresses(engine, text)
    numbers, words = _take_numbers(engine, words, region)
    named = _read_names(engine, words, region) if any(map(str.isalpha, words)) else []
    terms = (*numbers, *found, *named)
    return terms if named or found or len(terms) > 1 else ()


def read_words(words: str, region: str) -> Extraction:
    """Everything our extractors find in words that somebody typed; one thread at a time."""
    with _ONE_AT_A_TIME:
        return _pipeline().extract(Source(words, ad_type="other", region=region))


def _take_addresses(engine: Engine, text: str) -> tuple[list[Term], str]:
    found = []
    for kind, value in _KEY.findall(text):
        found.append(Term((LinkKey(kind, value),), value))
    text = str(_KEY.sub(" ", text))
    found += [Term((LinkKey("email", one.casefold()),), one) for one in _EMAIL.findall(text)]
    text = str(_EMAIL.sub(" ", text))
    found += [_read_handle(engine, one) for one in _HANDLE.findall(text)]
    return found, str(_HANDLE.sub(" ", text))


def _read_handle(engine: Engine, name: str) -> Term:
    """A handle without its platform: whatever platforms are held with it."""
    held = engine.count_keys("handle", f":{name}", _ALTERNATIVES) if len(name) >= _LEAST_HANDLE else []
    return Term(tuple(key for key, _ads in held) or (LinkKey("handle", f"any:{name}"),), f"@{name}")


def _take_numbers(engine: Engine, text: str, region: str) -> tuple[list[Term], str]:
    found = []
    for one in _NUMBER.findall(text):
        typed = read_number(one, region)
        if typed.form == "whole":
            found.append(Term(typed.keys, typed.keys[0].value))
        elif typed.form == "partial":
            near = engine.count_keys("phone", typed.digits, _ALTERNATIVES)
            found.append(
                Term(tuple(key for key, _ads in near) or (LinkKey("phone", typed.digits),), f"…{typed.digits}")
            )
    return found, str(_NUMBER.sub(" ", text))


def _read_names(engine: Engine, words: str, region: str) -> list[Term]:
    """Places and organisations that the words name; what is left over is a name where ads carry one like it."""
    found, left = [], words
    for kind, value, raw in _mentions(words, region):
        if key := name_key(kind, value):
            found.append(Term((key,), value))
            left = left.replace(raw, " ", 1)
    key = name_key("organisation", left)
    if key is not None and engine.by_key(key, 1):
        found.append(Term((key,), " ".join(left.split())))
    return found


def _mentions(words: str, region: str) -> Sequence[tuple[str, str, str]]:
    # Names are told by their capitals, and who types in a hurry sets none.
    for spelling in (words, words.title()):
        found = [one for one in read_words(spelling, region).mentions if one.kind in NAME_KINDS]
        if found:
            return [(one.kind, one.value, words[one.start : one.end]) for one in found]
    return ()


@cache
def _pipeline() -> Pipeline:
    return load_pipeline()
