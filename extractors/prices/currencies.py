"""Currency words and signs, and which currency an ambiguous one means in a region."""

from typing import Final

DOLLAR_REGIONS: Final = {
    "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "MX": "MXN", "CL": "CLP", "CO": "COP",
    "AR": "ARS", "PR": "USD", "EC": "USD", "SV": "USD", "PA": "USD", "JM": "JMD", "TT": "TTD", "BB": "BBD", "TW": "TWD",
}  # fmt: skip

_EURO_REGIONS: Final = (
    "AT", "BE", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PT", "SI",
    "SK",
)  # fmt: skip

REGION_CURRENCIES: Final = {
    **DOLLAR_REGIONS,
    **dict.fromkeys(_EURO_REGIONS, "EUR"),
    "GB": "GBP", "CH": "CHF", "IN": "INR", "NP": "NPR", "PH": "PHP", "TH": "THB", "AE": "AED", "PK": "PKR", "JP": "JPY",
    "DO": "DOP", "PE": "PEN", "BR": "BRL", "ZA": "ZAR", "NG": "NGN", "KE": "KES", "MY": "MYR", "ID": "IDR", "VN": "VND",
    "CN": "CNY", "KR": "KRW", "PL": "PLN", "RO": "RON", "CZ": "CZK", "SE": "SEK", "NO": "NOK", "DK": "DKK", "TR": "TRY",
    "QA": "QAR", "SA": "SAR", "KW": "KWD", "BH": "BHD", "OM": "OMR", "LK": "LKR", "BD": "BDT", "UA": "UAH", "RU": "RUB",
}  # fmt: skip

FIXED: Final = {
    "€": "EUR", "£": "GBP", "₹": "INR", "฿": "THB", "₱": "PHP", "₦": "NGN", "₫": "VND", "₩": "KRW", "₺": "TRY",
    "₽": "RUB", "¥": "JPY", "us$": "USD", "ca$": "CAD", "c$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "mx$": "MXN", "r$": "BRL", "usd$": "USD", "cad$": "CAD", "euro": "EUR", "euros": "EUR",
    "eu": "EUR", "quid": "GBP", "sterling": "GBP", "baht": "THB", "bahts": "THB", "dirham": "AED", "dirhams": "AED",
    "dhs": "AED", "yen": "JPY", "reais": "BRL", "soles": "PEN", "riyals": "SAR", "riyal": "SAR", "francs": "CHF",
    "zloty": "PLN", "naira": "NGN", "p": "PHP", "php": "PHP", "piso": "PHP", "nrs": "NPR", "nrs.": "NPR",
    "rm": "MYR", "ringgit": "MYR", "cop": "COP", "sar": "SAR",
    "euritos": "EUR",
    # Three-letter codes that are no everyday word in English, Spanish or French ("try", "cop" and "ron" are).
    **{code.lower(): code for code in REGION_CURRENCIES.values() if code not in {"TRY", "COP", "RON", "SAR"}},
}  # fmt: skip

_DOLLAR_SIGNS: Final = ("$", "💲")
_DOLLAR_WORDS: Final = (
    "dollar", "dollars", "dólar", "dólares", "dolar", "dolares", "bucks", "buck", "dlls", "dlrs", "dls",
)  # fmt: skip
_RUPEES: Final = ("rs", "rs.", "rupees", "rupee", "rupias")
_SLANG: Final = (
    "roses", "rose", "rosas", "rosa", "🌹", "kisses", "besos", "bisous", "donation", "donations", "tributes", "flowers",
    "candies",
)  # fmt: skip

_PESO_REGIONS: Final = frozenset({"MX", "CL", "CO", "AR"})
_WHERE_DOLLARS_ARE_LOCAL: Final = {
    region: code for region, code in DOLLAR_REGIONS.items() if region not in _PESO_REGIONS
}

REGIONAL: Final = {
    # In Mexico "$" is a peso, and who says "dólares" means those of the United States.
    **dict.fromkeys(_DOLLAR_WORDS, (_WHERE_DOLLARS_ARE_LOCAL, "USD")),
    **dict.fromkeys(_DOLLAR_SIGNS, (DOLLAR_REGIONS, "USD")),
    **dict.fromkeys(_RUPEES, ({"IN": "INR", "NP": "NPR", "PK": "PKR", "LK": "LKR"}, "INR")),
    **dict.fromkeys(
        ("pesos", "peso", "pesitos"),
        ({"MX": "MXN", "PH": "PHP", "CO": "COP", "CL": "CLP", "AR": "ARS", "DO": "DOP"}, "MXN"),
    ),
    **dict.fromkeys(("pounds", "pound"), ({"GB": "GBP"}, "GBP")),
    # Ads say "roses" and the like for the local money; the region tells which.
    **dict.fromkeys(_SLANG, (REGION_CURRENCIES, "USD")),
}

SLANG: Final = frozenset(_SLANG)


def name_currency(sign: str, region: str) -> str:
    """The ISO 4217 code that `sign` (a symbol, code or word) means in `region` (ISO 3166 alpha-2, or empty)."""
    key = sign.lower().strip()
    if key in FIXED:
        return FIXED[key]
    table, default = REGIONAL[key]
    return table.get(region, default)
