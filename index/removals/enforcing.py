"""Take what was just removed out of a running index."""

from typing import Final

from index.engine import Engine
from index.removals.listing import RemovalList
from index.removals.removal import Removal, Request
from matching.links.keys import LinkKey

_ALL: Final = 1 << 31


def remove(engine: Engine, removals: RemovalList, request: Request) -> Removal:
    """Put a removal on the list, then take it out of the index. A kill in between shows nothing: every answer is
    screened."""
    kind, _, value = request.name.partition(":")
    carriers = [value] if kind == "ad" else engine.by_key(LinkKey(kind, value), _ALL)
    removal = removals.add(request)
    enforce(engine, carriers)
    return removal


def enforce(engine: Engine, ad_ids: list[str]) -> None:
    """Write these ads again as the list now wants them; ads that are removed altogether are deleted."""
    held = engine.get(ad_ids)
    engine.put(held.values())
    engine.delete([ad_id for ad_id in ad_ids if ad_id not in held])
    engine.forget_changes(ad_ids)
