"""Read the indicator lists of extractors/data/indicators/; an entry without source or limits is refused."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import re2
import yaml

from extractors.faults import IndicatorError
from extractors.indicators.rule import Rule

FOLDER: Final = Path(__file__).resolve().parent.parent / "data" / "indicators"
LANGUAGES: Final = frozenset({"en", "es", "fr"})
"""What the lists cover. A text in another language is "not analysed"."""

_KEYS: Final = frozenset({"code", "name", "sources", "status", "control_rates", "rationale", "against"})
_READS: Final = frozenset({"obfuscated_phone"})
_STATUSES: Final = frozenset({"provisional", "reviewed", "withdrawn"})


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return every indicator of every list. Raises IndicatorError naming file and entry."""
    sources = _read(FOLDER / "sources.yaml")
    return tuple(
        rule
        for path in sorted(FOLDER.glob("*.yaml"))
        if path.name != "sources.yaml"
        for rule in load_list(path, sources)
    )


def load_list(path: Path, sources: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Return the indicators of one list; `sources` is the content of sources.yaml."""
    content = _read(path)
    rules = tuple(_read_rule(entry, content, path, sources) for entry in content["indicators"])
    if len({rule.code for rule in rules}) < len(rules):
        raise IndicatorError(f"{path.name}: two entries have the same code")
    return rules


def load_sources() -> Mapping[str, Mapping[str, Any]]:
    """Return the public sources that indicators cite, by key."""
    return _read(FOLDER / "sources.yaml")


def cite(source: Mapping[str, Any]) -> str:
    """Return one source as a reader cites it."""
    return f"{source['title']} ({source['publisher']}, {source['year']}), {source['where']}"


def _read(path: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    return content


def _read_rule(entry: dict[str, Any], content: dict[str, Any], path: Path, sources: Mapping[str, Any]) -> Rule:
    where = f"{path.name}: {entry.get('code', 'an entry without a code')}"
    if set(entry) - {"patterns", "reads"} != _KEYS or len(entry) != len(_KEYS) + 1 or not all(entry.values()):
        raise IndicatorError(f"{where}: needs {', '.join(sorted(_KEYS))} and either patterns or reads, none empty")
    if unknown := set(entry["sources"]) - set(sources):
        raise IndicatorError(f"{where}: sources.yaml does not know {', '.join(sorted(unknown))}")
    if entry["status"] not in _STATUSES or not set(entry.get("patterns", ())) <= LANGUAGES:
        raise IndicatorError(f"{where}: unknown status or language")
    if entry.get("reads", "obfuscated_phone") not in _READS:
        raise IndicatorError(f"{where}: no extractor gives {entry['reads']}")
    return Rule(
        code=entry["code"],
        name=entry["name"],
        ad_type=content["ad_type"],
        version=content["version"],
        status=entry["status"],
        reviewed_by=content["reviewed_by"],
        sources=tuple(entry["sources"]),
        citation="; ".join(cite(sources[key]) for key in entry["sources"]),
        rationale=entry["rationale"],
        against=entry["against"],
        control_rates=entry["control_rates"],
        patterns=_read_patterns(entry, where),
        reads=entry.get("reads", ""),
    )


def _read_patterns(entry: dict[str, Any], where: str) -> tuple[tuple[str, str], ...]:
    patterns = tuple((language, text) for language, texts in entry.get("patterns", {}).items() for text in texts)
    for _, text in patterns:
        try:
            re2.compile(text)
        except re2.error as fault:
            raise IndicatorError(f"{where}: {text!r} is no RE2 pattern: {fault}") from fault
    return patterns
