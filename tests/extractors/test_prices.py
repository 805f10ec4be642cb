"""Amount, currency and unit, with or without a currency sign; silence on what is no price."""

import pytest

SIGNED = [
    ("$120/hr", "US", ["120 USD/hour"]),
    ("$80 qv $120 hh $200 h", "US", ["80 USD/visit", "120 USD/half_hour", "200 USD/hour"]),
    ("hh $100 h $160", "US", ["100 USD/half_hour", "160 USD/hour"]),
    ("100 roses half hour, 160 roses hour", "US", ["100 USD/half_hour", "160 USD/hour"]),
    ("£60 30 min, £100 1 hour", "GB", ["60 GBP/half_hour", "100 GBP/hour"]),
    ("two hours $380", "US", ["380 USD/120min"]),
    ("90 min $130", "US", ["130 USD/90min"]),
    ("overnight $900", "US", ["900 USD/night"]),
    ("$18-22/hr", "US", ["18 USD/hour", "22 USD/hour"]),
    ("$45k - $60k a year", "US", ["45000 USD/year", "60000 USD/year"]),
    ("annual pay of £40-65,000", "GB", ["40000 GBP/year", "65000 GBP/year"]),
    ("weekly pay: $700 and a $500 bonus", "US", ["700 USD/week", "500 USD"]),
    ("$0.35 per piece", "US", ["0.35 USD/piece"]),
    ("150€ la hora", "ES", ["150 EUR/hour"]),
    ("1.200 € al mes", "ES", ["1200 EUR/month"]),
    ("7,50 € la hora", "ES", ["7.5 EUR/hour"]),
    ("sueldo $8,000 pesos mensuales", "MX", ["8000 MXN/month"]),
    ("80 € la demi-heure, 1 800 € par mois", "FR", ["80 EUR/half_hour", "1800 EUR/month"]),
    ("11,65 € de l'heure, 30 000 € par an", "FR", ["11.65 EUR/hour", "30000 EUR/year"]),
    ("Rs 15000/month", "IN", ["15000 INR/month"]),
    ("HK$4,870 per month", "PH", ["4870 HKD/month"]),
    ("$17 an hour", "CA", ["17 CAD/hour"]),
]
BARE = [
    ("hh 100 h 160", ["100 USD/half_hour", "160 USD/hour"]),
    ("1hr 200 / 30min 120", ["200 USD/hour", "120 USD/half_hour"]),
    ("Rates: 120 hh 200 hr", ["120 USD/half_hour", "200 USD/hour"]),
    ("80 qv / 140 hh / 220 hr", ["80 USD/visit", "140 USD/half_hour", "220 USD/hour"]),
    ("donation 180 for an hour, 110 for half an hour", ["180 USD/hour", "110 USD/half_hour"]),
]
WORDED = [
    ("two hundred fifty roses an hour, four hundred for two hours", "US", ["250 USD/hour", "400 USD/120min"]),
    ("una hora cien euros", "ES", ["100 EUR/hour"]),
    ("cent cinquante euros l'heure", "FR", ["150 EUR/hour"]),
]
FAMILIES = [
    ("$5 a minute", "US", "commercial", ["5 USD/1min"]),
    ("2000 baht short time, 4500 baht long time", "TH", "commercial", ["2000 THB/visit", "4500 THB/night"]),
    ("1 hour 3000 rs, full night Rs 8000", "IN", "commercial", ["3000 INR/hour", "8000 INR/night"]),
    ("P500 per hour", "PH", "commercial", ["500 PHP/hour"]),
    ("incall 160 an hour, outcall 200", "US", "commercial", ["160 USD/hour", "200 USD"]),
    ("100 roses the half hour, 180 the hour", "US", "commercial", ["100 USD/half_hour", "180 USD/hour"]),
    ("Pay $17.35/hr, goes to $18.10 after 90 days", "US", "job", ["17.35 USD/hour", "18.1 USD/hour"]),
    ("weekends + $2. Shift differential", "US", "job", ["2 USD"]),
    ("Day rate of $210", "US", "job", ["210 USD/day"]),
    ("salary 12,500 per month", "IN", "job", ["12500 INR/month"]),
    ("Rs. 25 thousand monthly", "NP", "job", ["25000 NPR/month"]),
    ("Rs.12,000/- per month", "IN", "job", ["12000 INR/month"]),
    ("30 min ...... $45\n60 min ...... $65", "US", "commercial", ["45 USD/half_hour", "65 USD/hour"]),
    ("All night (9pm to 7am) $2.5k", "US", "commercial", ["2500 USD/night"]),
    (
        "start at one hundred dollars (half an hour). Hour is $175",
        "US",
        "commercial",
        ["100 USD/half_hour", "175 USD/hour"],
    ),
    ("1 hour massage 600 THB", "TH", "commercial", ["600 THB/hour"]),
    ("200 an hour or 120 for thirty min", "US", "commercial", ["200 USD/hour", "120 USD/half_hour"]),
    ("30 min 80 euros / 1h 150 euros", "FR", "commercial", ["80 EUR/half_hour", "150 EUR/hour"]),
    ("800 pesitos la media hora y 1400 la hora", "MX", "commercial", ["800 MXN/half_hour", "1400 MXN/hour"]),
    ("incall 200 outcall 250", "US", "commercial", ["200 USD", "250 USD"]),
    ("braids $160, silk press $85, cornrows 25.", "US", "commercial", ["160 USD", "85 USD", "25 USD"]),
    ("£500pw, £30 a week for room", "GB", "job", ["500 GBP/week", "30 GBP/week"]),
    ("85k-95k a year base", "US", "job", ["85000 USD/year", "95000 USD/year"]),
    ("making 500 to 900 a night", "US", "job", ["500 USD/night", "900 USD/night"]),
    ("Servers 2.83/hr", "US", "job", ["2.83 USD/hour"]),
    ("1.400 netos al mes", "ES", "job", ["1400 EUR/month"]),
]
TRAPS = [
    "pas de texto après 22 h, départ 6h50",
    "mido 1.60 peso 55 kilos",
    "open 24 hr, 7 days",
    "34 26 36, 120 lbs, 5 ft 4",
    "call 212-555-0134 h",
    "we closed a $12 million round",
    "5m USD in revenue",
    "lift 50 pounds",
    "Room 120, building 4",
    "24 hour notice needed",
    "lift fifty pounds",
    "seven days a week, twenty staff",
    "a 100 percent real",
]


@pytest.mark.parametrize(("text", "region", "wanted"), SIGNED)
def test_a_price_with_a_sign_or_a_currency_word_is_read_with_its_unit(values_of, text, region, wanted):
    assert values_of("price", text, region=region, ad_type="commercial") == wanted


@pytest.mark.parametrize(("text", "wanted"), BARE)
def test_a_bare_rate_is_read_where_others_or_a_rate_word_stand_beside_it(values_of, text, wanted):
    assert values_of("price", text, region="US", ad_type="commercial") == wanted


@pytest.mark.parametrize(("text", "region", "wanted"), WORDED)
def test_amounts_in_words_are_read_beside_a_currency_or_a_unit(values_of, text, region, wanted):
    assert values_of("price", text, region=region, ad_type="commercial") == wanted


@pytest.mark.parametrize(("text", "region", "ad_type", "wanted"), FAMILIES)
def test_ways_of_writing_that_unseen_ads_showed(values_of, text, region, ad_type, wanted):
    assert values_of("price", text, region=region, ad_type=ad_type) == wanted


@pytest.mark.parametrize("text", TRAPS)
def test_numbers_that_are_no_price_stay_silent(values_of, text):
    for ad_type in ("commercial", "job", "other"):
        assert values_of("price", text, region="US", ad_type=ad_type) == []


def test_a_wage_without_a_sign_needs_a_word_for_pay(values_of):
    assert values_of("price", "paid 20 per hour cash", region="US", ad_type="job") == ["20 USD/hour"]
    assert values_of("price", "packs 20 boxes per hour", region="US", ad_type="job") == []


def test_a_florists_roses_are_not_money(values_of):
    assert values_of("price", "You bind 100 roses an hour", region="US", ad_type="job") == []


def test_the_region_of_the_place_decides_an_ambiguous_sign(mentions_of):
    [mention] = mentions_of("price", "Calgary, AB: $160 hh", region="US", ad_type="commercial")
    assert mention.data == {"amount": 160, "currency": "CAD", "per": "half_hour"}
