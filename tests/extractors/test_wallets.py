"""Wallets are read only with a right checksum. All addresses are the examples of BIP 173, BIP 350 and EIP-55."""

import pytest

from extractors.wallets import name_currency

VALID = [
    ("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "BTC"),
    ("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "BTC"),
    ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "BTC"),
    ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "BTC"),
    ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "BTC"),
    ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "ETH"),
    ("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", "ETH"),
    ("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "ETH"),
]


@pytest.mark.parametrize(("address", "currency"), VALID)
def test_a_right_checksum_is_a_wallet(mentions_of, address, currency):
    [mention] = mentions_of("wallet", f"pay to {address} please")
    assert mention.data == {"currency": currency}


@pytest.mark.parametrize("address", [address for address, _ in VALID])
def test_one_changed_sign_is_no_wallet(address):
    last = "b" if address.lower()[-1] != "b" else "d"
    assert name_currency(address[:-1] + (last.upper() if address[-1].isupper() else last)) == ""
