"""The URL of a search cluster: what it may say, and what a wrong one is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.elastic.address import ServerAddress
from index.faults import BadAddressError
from index.open import open_index


def test_a_full_url_names_everything() -> None:
    url = "elasticsearch+https://us%40r:p%3Ass@node-a,[::1]:9201/team-one?ca_certs=/etc/ca.pem&shards=3&patience=5&timeout=7"
    assert ServerAddress.parse(url) == ServerAddress(
        kind="elasticsearch",
        hosts=("https://node-a:9200", "https://[::1]:9201"),
        user="us@r",
        password="p:ss",
        prefix="team-one",
        ca_certs=Path("/etc/ca.pem"),
        shards=3,
        patience_seconds=5,
        timeout_seconds=7,
    )


def test_a_short_url_leaves_the_rest_as_it_is() -> None:
    assert ServerAddress.parse("opensearch+http://localhost") == ServerAddress("opensearch", ("http://localhost:9200",))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://localhost:9200", "must begin with"),
        ("solr+http://localhost", "must begin with"),
        ("elasticsearch+ftp://localhost", "must begin with"),
        ("elasticsearch+http://", "must begin with"),
        ("elasticsearch+http://host:port", "a host that is none"),
        ("elasticsearch+http://host:99999", "a host that is none"),
        ("elasticsearch+http://host/Upper", "prefix"),
        ("elasticsearch+http://host/-dash", "prefix"),
        ("elasticsearch+http://host/*", "prefix"),
        ("elasticsearch+http://host?shards=0", "above 0"),
        ("elasticsearch+http://host?shards=-1", "above 0"),
        ("elasticsearch+http://host?patience=long", "above 0"),
        ("elasticsearch+http://host?verify=no", "nothing else"),
    ],
)
def test_a_wrong_url_is_told_what_is_wrong(url: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(BadAddressError, match=told):
        ServerAddress.parse(url)
    with pytest.raises(BadAddressError):
        open_index(tmp_path / "index", url)


@given(st.text(max_size=60))
def test_no_url_breaks_the_reader(tail: str) -> None:
    try:
        address = ServerAddress.parse(f"elasticsearch+http://{tail}")
    except BadAddressError:
        return
    assert all(host.startswith("http://") for host in address.hosts)
    assert address.hosts


def test_the_password_is_in_no_message() -> None:
    secret = "open-sesame"
    address = ServerAddress.parse(f"elasticsearch+http://me:{secret}@host")
    assert secret not in repr(address)
    for url in (
        f"elastic+http://me:{secret}@host",
        f"elasticsearch+http://me:{secret}@host:x",
        f"opensearch+http://me:{secret}@h?a=b",
        f"opensearch+http://me:{secret}/@h",
    ):
        with pytest.raises(BadAddressError) as told:
            ServerAddress.parse(url)
        assert secret not in str(told.value)
