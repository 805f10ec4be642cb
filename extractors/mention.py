"""A value found in an ad, with its exact place."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

MentionKind = Literal[
    "phone", "helpline", "email", "url", "domain", "wallet", "handle", "place", "price", "age",
    "organisation", "address", "person_name", "indicator",
]  # fmt: skip

ASSERTED: Final = 0.5
"""Confidence from which a mention asserts; below it is an alternative reading, never a link key."""

IDENTIFIER_KINDS: Final = ("phone", "email", "handle", "url", "domain", "wallet")
"""Kinds that can link ads; every other kind is shown and searched, never traversed."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One fact: `kind` and canonical `value`, and where it stands.

    `field` is `text`, `title` or `image:SHA256`; `start` and `end` are code points of that field as given, so that
    `text[start:end] == raw`. `obfuscated` says that the reading needed more than plain grouping.
    """

    kind: MentionKind
    value: str
    raw: str
    field: str
    start: int
    end: int
    confidence: float
    extractor: str
    version: str
    obfuscated: bool = False
    data: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @property
    def is_identifier(self) -> bool:
        """Whether this mention may become a link key."""
        return self.kind in IDENTIFIER_KINDS and self.confidence >= ASSERTED
