"""The keys under which ads are looked up and linked."""

from dataclasses import dataclass
from typing import Final, Self

from extractors.mention import IDENTIFIER_KINDS


@dataclass(frozen=True, slots=True, order=True)
class LinkKey:
    """`kind:value`, for instance `phone:+12125550134` or `email:rose@example.org`."""

    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `kind:value`. Raises ValueError when either part is missing."""
        kind, colon, value = text.partition(":")
        if not (kind and colon and value):
            message = f"not a link key (kind:value): {text!r}"
            raise ValueError(message)
        return cls(kind, value)


TEMPLATE: Final = "template"
"""Kind of the keys that nearly equal texts share; made for each linking, never stored with an ad."""

LINKING_KINDS: Final = (*IDENTIFIER_KINDS, "picture")
"""Kinds of key that can hold ads together. Others (hash slices, text bands) only find candidates."""
