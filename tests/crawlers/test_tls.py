"""Evidence comes from whom it claims to come from: certificates are checked, and what was refused is said."""

import datetime
import ipaddress
import json
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from warcio.archiveiterator import ArchiveIterator

from tests.crawlers.board import Board
from tests.crawlers.crawling import Setting, crawl


def _certificate(folder: Path, address: str) -> tuple[ssl.SSLContext, Path]:
    """A server's context with a certificate for that address, signed by itself, and the certificate's file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "board.example")])
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path, key_path = folder / "certificate.pem", folder / "key.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = serialization.PrivateFormat.PKCS8
    key_path.write_bytes(key.private_bytes(serialization.Encoding.PEM, private, serialization.NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, key_path)
    return context, path


@pytest.mark.parametrize(
    ("address", "trust", "reason"),
    [("127.0.0.1", "", "certificate verify failed"), ("127.0.0.2", "SSL_CERT_FILE", "another host")],
    ids=["signed by nobody we know", "made out to another"],
)
def test_a_certificate_that_proves_nothing_is_refused(tmp_path: Path, address: str, trust: str, reason: str) -> None:
    """Not one page is taken, and the fault says what is wrong with the certificate."""
    context, path = _certificate(tmp_path, address)
    with Board(count=2, tls=context) as board:
        environment = {trust: str(path)} if trust else {}
        outcome = crawl(tmp_path / "archive", board.definition(tmp_path), setting=Setting(environment=environment))
        assert board.pages_served == 0
    assert outcome.exit_code == 9
    assert any("TLS certificate refused" in fault and reason in fault for fault in outcome.faults)


def test_a_good_certificate_is_in_the_evidence(tmp_path: Path) -> None:
    """Its digest stands in the record of every page."""
    context, path = _certificate(tmp_path, "127.0.0.1")
    with Board(count=2, tls=context) as board:
        setting = Setting(environment={"SSL_CERT_FILE": str(path)})
        outcome = crawl(tmp_path / "archive", board.definition(tmp_path), setting=setting)
    assert outcome.exit_code == 0, outcome.faults
    segment = next((tmp_path / "archive" / "warc").rglob("*.warc.gz"))
    with segment.open("rb") as stream:
        told = [json.loads(one.raw_stream.read()) for one in ArchiveIterator(stream) if one.rec_type == "metadata"]
    assert len({facts["certificate_sha256"] for facts in told}) == 1
    assert len(told[0]["certificate_sha256"]) == 64
