"""The words beside a number that say what it is: to be called, labelled as an id, counted in a unit, mere filler."""

import tomllib
from importlib.resources import files
from typing import Final

_TABLE: Final = tomllib.loads((files("extractors") / "data" / "phone_cues.toml").read_text("utf-8"))

CONTACT: Final = frozenset(_TABLE["contact"].split())
LABEL: Final = frozenset(_TABLE["label"].split())
WEAK_LABEL: Final = frozenset(_TABLE["weak_label"].split())
UNIT: Final = frozenset(_TABLE["unit"].split())
LEAD: Final = frozenset(_TABLE["lead"].split())
FILLER: Final = LEAD | frozenset(_TABLE["filler"].split())
RATE: Final = frozenset(_TABLE["rate"].split())
CONNECTOR: Final = frozenset(_TABLE["connector"].split())
IDENTIFYING: Final = frozenset(_TABLE["identifying"].split())
FATE: Final = frozenset(_TABLE["fate"].split())
