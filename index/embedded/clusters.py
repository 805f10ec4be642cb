"""Clusters and hubs as the linker last found them."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import apsw
import zstandard

from index.embedded.keyring import find_keys
from index.embedded.reading import get_documents, rows
from index.engine import Relinked
from index.results import Count
from index.templates import draft_shared
from matching.cluster import Cluster, Member, Step
from matching.links.keys import LinkKey

_DRAFTED_FROM: Final = 60


def replace_clusters(connection: apsw.Connection, clusters: Iterable[Cluster], hubs: Iterable[LinkKey]) -> None:
    """Replace all clusters and hubs; call inside a transaction. Members and hubs that are not held are left out of the
    look-up."""
    for table in ("hub_key", "cluster", "cluster_ad"):
        connection.execute(f"DELETE FROM {table}")
    add_hubs(connection, hubs)
    add_clusters(connection, clusters)


def add_hubs(connection: apsw.Connection, hubs: Iterable[LinkKey]) -> None:
    """Call these keys hubs, as far as they are held."""
    numbers = [(number,) for number, _, _ in find_keys(connection, hubs).values()]
    connection.executemany("INSERT OR IGNORE INTO hub_key VALUES(?)", numbers)


def drop_hubs(connection: apsw.Connection, hubs: Iterable[LinkKey]) -> None:
    """These keys are hubs no more."""
    numbers = [(number,) for number, _, _ in find_keys(connection, hubs).values()]
    connection.executemany("DELETE FROM hub_key WHERE key = ?", numbers)


def add_clusters(connection: apsw.Connection, clusters: Iterable[Cluster]) -> None:
    """Clusters whose ads are in no other."""
    add = "INSERT OR REPLACE INTO cluster_ad SELECT ad, ? FROM ad WHERE ad_id = ?"
    for cluster in clusters:
        connection.execute("INSERT OR REPLACE INTO cluster VALUES(?,?)", (cluster.cluster_id, pack_cluster(cluster)))
        connection.executemany(add, [(cluster.cluster_id, member.ad_id) for member in cluster.members])


def replace_some(connection: apsw.Connection, relinked: Relinked) -> tuple[int, float]:
    """Replace some clusters and hubs; call inside a transaction. Returns the ads of the largest cluster, and their
    share of all."""
    drop_hubs(connection, relinked.hubs_no_more)
    add_hubs(connection, relinked.hubs)
    drop_clusters(connection, relinked.gone)
    add_clusters(connection, relinked.found)
    held = rows(connection, "SELECT count(*) AS ads FROM cluster_ad GROUP BY cluster_id ORDER BY ads DESC LIMIT 1")
    largest = int(held[0][0]) if held else 0
    ads = int(rows(connection, "SELECT count(*) FROM ad")[0][0])
    return largest, largest / max(ads, 1)


def drop_clusters(connection: apsw.Connection, cluster_ids: Iterable[str]) -> None:
    """Clusters that hold no longer."""
    for cluster_id in cluster_ids:
        connection.execute("DELETE FROM cluster WHERE cluster_id = ?", (cluster_id,))
        connection.execute("DELETE FROM cluster_ad WHERE cluster_id = ?", (cluster_id,))


def read_cluster(connection: apsw.Connection, cluster_id: str) -> Cluster | None:
    """The cluster of that id, without members that were deleted since it was found; its template is drafted from the
    members' texts as it is read (3 ms, where drafting all at once took minutes)."""
    found = rows(connection, "SELECT packed FROM cluster WHERE cluster_id = ?", (cluster_id,))
    if not found:
        return None
    cluster = unpack_cluster(found[0][0])
    members = connection.executemany("SELECT ad_id FROM ad WHERE ad_id = ?", [(m.ad_id,) for m in cluster.members])
    held = {ad_id for (ad_id,) in members}
    present = tuple(member for member in cluster.members if member.ad_id in held)
    documents = get_documents(connection, [member.ad_id for member in present[:_DRAFTED_FROM]])
    template = cluster.template or draft_shared(documents.values())
    share = rows(connection, "SELECT value FROM meta WHERE name = 'largest_share'")
    return replace(
        cluster, members=present, template=template, largest_share=share[0][0] if share else cluster.largest_share
    )


def cluster_of(connection: apsw.Connection, ad_id: str) -> str:
    """The id of the ad's cluster, or `""`."""
    found = connection.execute(
        "SELECT cluster_id FROM cluster_ad JOIN ad USING(ad) WHERE ad_id = ?", (ad_id,)
    ).fetchall()
    return str(found[0][0]) if found else ""


def largest_clusters(connection: apsw.Connection, limit: int) -> list[Count]:
    """Cluster ids with the ads they hold, the largest first, equals by id."""
    found = rows(
        connection,
        "SELECT cluster_id, count(*) AS ads FROM cluster_ad GROUP BY cluster_id ORDER BY ads DESC, cluster_id LIMIT ?",
        (limit,),
    )
    return [Count(str(cluster_id), int(ads)) for cluster_id, ads in found]


def pack_cluster(cluster: Cluster) -> bytes:
    """zstd over positional JSON."""
    body = [
        cluster.cluster_id,
        [[member.ad_id, [[str(step.key), step.reason] for step in member.path]] for member in cluster.members],
        [str(key) for key in cluster.keys],
        [str(key) for key in cluster.hubs],
        cluster.template,
        cluster.largest_share,
    ]
    return zstandard.compress(json.dumps(body, separators=(",", ":")).encode(), 3)


def unpack_cluster(packed: bytes) -> Cluster:
    """The cluster that was packed."""
    cluster_id, members, keys, hubs, template, share = json.loads(zstandard.decompress(packed))
    return Cluster(
        cluster_id,
        tuple(Member(ad_id, tuple(Step(LinkKey.parse(key), why) for key, why in path)) for ad_id, path in members),
        tuple(map(LinkKey.parse, keys)),
        tuple(map(LinkKey.parse, hubs)),
        template,
        share,
    )
