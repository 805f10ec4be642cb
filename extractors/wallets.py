"""Cryptocurrency addresses whose checksum is right: what a typing slip or another string of letters is not."""

import hashlib
from typing import Final

import re2
from Cryptodome.Hash import keccak
from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.passage import Passage

NAME: Final = "wallets"
VERSION: Final = "1"

_CANDIDATE: Final = re2.compile(
    r"\b(?:(?:bc1|BC1|ltc1|LTC1)[02-9A-Za-z]{11,87}|0x[0-9A-Fa-f]{40}|[13LMDTX][1-9A-HJ-NP-Za-km-z]{25,34})\b"
)
_BASE58: Final = {
    sign: value for value, sign in enumerate("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
}
_BECH32: Final = {sign: value for value, sign in enumerate("qpzry9x8gf2tvdw0s3jn54khce6mua7l")}
# First byte of the decoded address.
_VERSIONS: Final = {0x00: "BTC", 0x05: "BTC", 0x30: "LTC", 0x32: "LTC", 0x1E: "DOGE", 0x41: "TRX", 0x4C: "DASH"}
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUMS: Final = (1, 0x2BC830A3)  # bech32 (BIP 173) and bech32m (BIP 350)


@Language.component(NAME)
def find_wallets(doc: Doc) -> Doc:
    """Append the wallets of the passage to its mentions."""
    passage: Passage = doc.user_data["passage"]
    for match in _CANDIDATE.finditer(passage.stream.text):
        written = match.group()
        currency = name_currency(written)
        if currency:
            value = written.lower() if written[:2] == "0x" or written[:3].lower() in {"bc1", "ltc"} else written
            passage.record(
                Finding("wallet", value, match.start(), match.end(), 0.99, data={"currency": currency}), NAME, VERSION
            )
    return doc


def name_currency(address: str) -> str:
    """Return the currency of a valid address, empty when its checksum is wrong."""
    if address.startswith("0x"):
        return "ETH" if _is_ethereum(address) else ""
    if address[:3].lower() == "bc1" or address[:4].lower() == "ltc1":
        return {"bc": "BTC", "ltc": "LTC"}[address.lower().partition("1")[0]] if _is_bech32(address) else ""
    return _read_base58(address)


def _is_ethereum(address: str) -> bool:
    """EIP-55: mixed case carries the checksum; one case carries none and is accepted."""
    digits = address[2:]
    if digits.islower() or digits.isupper() or digits.isdigit():
        return len(set(digits)) > 2
    signs = keccak.new(digest_bits=256, data=digits.lower().encode()).hexdigest()
    return all(
        (int(sign, 16) >= 8) == letter.isupper()
        for letter, sign in zip(digits, signs, strict=False)
        if letter.isalpha()
    )


def _is_bech32(address: str) -> bool:
    if address.lower() != address and address.upper() != address:
        return False
    prefix, _, data = address.lower().rpartition("1")
    if any(sign not in _BECH32 for sign in data) or len(data) < 8:
        return False
    expanded = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    check = 1
    for value in [*expanded, *(_BECH32[sign] for sign in data)]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for index, generator in enumerate(_GENERATORS):
            check ^= generator if top >> index & 1 else 0
    return check in _CHECKSUMS


def _read_base58(address: str) -> str:
    number = 0
    for sign in address:
        number = number * 58 + _BASE58[sign]
    if number >> 200:
        return ""
    content = number.to_bytes(25, "big")
    checksum = hashlib.sha256(hashlib.sha256(content[:21]).digest()).digest()[:4]
    return _VERSIONS.get(content[0], "") if checksum == content[21:] else ""
