"""The removal list as the crawlers see it: handed in from above, asked before anything is fetched or stored."""

from dataclasses import dataclass
from typing import Final, Protocol

from crawlers.parsing.found import Found


class RemovalList(Protocol):
    """Whoever owns the list decides; a legal hold is its business, not ours."""

    def holds_ad(self, ad_id: str) -> bool:
        """Whether this ad must not be fetched or stored again."""
        ...

    def holds_content(self, ad_id: str, found: Found) -> bool:
        """Whether what was read carries an identifier that must not be stored again."""
        ...


@dataclass(frozen=True, slots=True)
class NothingRemoved:
    """The list where none is handed in."""

    def holds_ad(self, ad_id: str) -> bool:  # noqa: ARG002 - the protocol's signature
        """Always False."""
        return False

    def holds_content(self, ad_id: str, found: Found) -> bool:  # noqa: ARG002 - the protocol's signature
        """Always False."""
        return False


NOTHING_REMOVED: Final = NothingRemoved()
