"""Rates as tables, rows, ellipses and labels in front: the families that a third blind set showed to be missed."""

import pytest

from extractors.pipeline import load_pipeline
from extractors.source import Source

LEADERS_AND_TABLES = [
    (
        "Half hour ........ 160\nHour ............. 260\n90 min ........... 375",
        "US",
        "160/half_hour 260/hour 375/90min",
    ),
    ("30 min ....... 120\n1 hour ....... 200\n2 hours ...... 380", "US", "120/half_hour 200/hour 380/120min"),
    ("HH______150\nHR______250", "US", "150/half_hour 250/hour"),
    ("hour . . . see below\nhalf hour..........90\nfull hour.........170", "US", "90/half_hour 170/hour"),
    ("Media hora ....... 60\nHora ............. 100\nNoche ............ 600", "ES", "60/half_hour 100/hour 600/night"),
    ("Demi-heure ....... 90\nHeure ............ 150\nNuit ............. 900", "FR", "90/half_hour 150/hour 900/night"),
    (
        "30' .......... 35 euros\n60' .......... 55 euros\n90' .......... 75 euros",
        "ES",
        "35/half_hour 55/hour 75/90min",
    ),
    ("30' - 40€\n45' - 55€\n60' - 70€", "ES", "40/half_hour 55/45min 70/hour"),
    ("60’ : 80€, 90’ : 110€, 120’ : 140€", "FR", "80/hour 110/90min 140/120min"),
    ("| 30m | 180 |\n| 60m | 280 |\n| 120m | 520 |", "US", "180/half_hour 280/hour 520/120min"),
    ("| 1 hr | 220 |\n| 2 hr | 400 |\n| overnight | 1,400 |", "US", "220/hour 400/120min 1400/night"),
    ("45m: 140\n60m: 180\n120m: 340", "GB", "140/45min 180/hour 340/120min"),
    ("60 min | $90\n90 min | $130\n120 min | $170", "US", "90/hour 130/90min 170/120min"),
    ("15/30/60 = 70/110/180. Cash only", "US", "70/15min 110/half_hour 180/hour"),
    ("30/60/90: $100/$180/$250", "US", "100/half_hour 180/hour 250/90min"),
    ("hh/hr 120/200", "US", "120/half_hour 200/hour"),
    ("qv/hh/hr = 80/120/200", "US", "80/visit 120/half_hour 200/hour"),
    ("30min/1hr/2hr - 150/250/450", "US", "150/half_hour 250/hour 450/120min"),
    ("half/full 90/160 incall", "GB", "90/half_hour 160/hour"),
    ("15 / 30 / 60 min = £50 / £80 / £120", "GB", "50/15min 80/half_hour 120/hour"),
    ("30|60|90 -> 130|220|310", "US", "130/half_hour 220/hour 310/90min"),
    ("hr/2hr/overnight: 300/550/1500", "US", "300/hour 550/120min 1500/night"),
]
LABELS_BESIDE = [
    ("Donation 300/hh, 450/hr, dinner date (3 hours) 1,100", "US", "300/half_hour 450/hour 1100/180min"),
    ("200/hh, 350/hr, overnight (8 hours) 1,800", "US", "200/half_hour 350/hour 1800/night"),
    ("1/2 h 80€, 1 h 140€, 2 h 250€", "FR", "80/half_hour 140/hour 250/120min"),
    ("1/2h : 70 €, 1h : 120 €, nuit : 700 €", "FR", "70/half_hour 120/hour 700/night"),
    ("½ h 60€ / 1 h 100€", "BE", "60/half_hour 100/hour"),
    (
        "Rato de media hora $150.000, hora $250.000, amanecida $1.200.000",
        "CO",
        "150000/half_hour 250000/hour 1200000/night",
    ),
    ("Hora 200 mil pesos, amanecida 900 mil pesos", "CO", "200000/hour 900000/night"),
    ("Overnights at 1,500. hr 250", "US", "1500/night 250/hour"),
    ("Hour 250, overnights 1,600", "US", "250/hour 1600/night"),
    ("Overnight guests: $1,800, breakfast included", "US", "1800/night"),
    ("Overnight stays: £900. Hour: £150", "GB", "900/night 150/hour"),
    ("$275 first hour; each extra half hour $120", "US", "275/hour 120/half_hour"),
    ("£150 for the first hour, £100 each extra hour", "GB", "150/hour 100/hour"),
    ("100€ la première heure", "FR", "100/hour"),
    ("120 euros la primera hora", "ES", "120/hour"),
    ("$300 for the whole day, $45 an hour", "US", "300/day 45/hour"),
    ("£250 for the entire day", "GB", "250/day"),
    ("1500 pesos por todo el día", "MX", "1500/day"),
    ("$2000 for the full night", "US", "2000/night"),
    ("$160 short stay (half hour), $240 hour", "US", "160/half_hour 240/hour"),
    ("$120 quick visit (15 min), $200 half hour", "US", "120/15min 200/half_hour"),
    ("Two hours of slow tantric massage, 180 pounds; ninety minutes, 140 pounds.", "GB", "180/120min 140/90min"),
    ("One hour of deep tissue, $90. Ninety minutes, $130.", "US", "90/hour 130/90min"),
    ("Half hour, £70; full hour, £120", "GB", "70/half_hour 120/hour"),
    ("Une heure de massage relaxant, 80 euros", "FR", "80/hour"),
    ("300 flowers / hour 🌹 180 flowers / 30 🌹 two refs", "US", "300/hour 180/half_hour"),
    ("30 minutes for $140 and 60 minutes for $220", "US", "140/half_hour 220/hour"),
    ("1 hour for $200 and 2 hours for $380", "US", "200/hour 380/120min"),
    ("$60 or 80, you choose", "US", "60 80"),
]
ELLIPSES = [
    ("$100 for thirty minutes, $180 for sixty.", "US", "100/half_hour 180/hour"),
    ("$180 hh / $280 hr / $400 for 90.", "CA", "180/half_hour 280/hour 400/90min"),
    ("£60 for 30 mins, £110 for 60, £150 for 90", "GB", "60/half_hour 110/hour 150/90min"),
    ("80€ pour trente minutes, 140€ pour soixante.", "FR", "80/half_hour 140/hour"),
    ("60 euros por treinta minutos, 100 euros por sesenta", "ES", "60/half_hour 100/hour"),
    ("$200 for one hour, $350 for two.", "US", "200/hour 350/120min"),
    ("$220 an hour or $400 for two, your choice", "US", "220/hour 400/120min"),
    ("£130 an hour, £240 for two and £340 for three", "GB", "130/hour 240/120min 340/180min"),
    ("one hundred fifty for the hour or two fifty for two.", "US", "150/hour 250/120min"),
    ("two hundred for an hour, three fifty for two", "US", "200/hour 350/120min"),
    ("One-fifty/half, two-fifty/full hour", "US", "150/half_hour 250/hour"),
    ("one-twenty/half, two hundred/hour", "US", "120/half_hour 200/hour"),
    ("one-eighty per half, three hundred per hour", "US", "180/half_hour 300/hour"),
    ("$250 for one, $325 for two, one hour each time.", "US", "250/hour 325/hour"),
    ("£100 for him, £150 for couples, half an hour each", "GB", "100/half_hour 150/half_hour"),
    # Guests, not hours.
    ("$250 an hour for one, $400 for two guests", "US", "250/hour 400"),
    ("$250 an hour, couples $400 for two", "US", "250/hour 400"),
    ("$40 for 60 photos, $5 a minute", "US", "40 5/1min"),
    ("Dinner for two, $90. Table of four, $170", "US", "90 170"),
]
OFFERS = [
    ("Companionship for gentlemen. Starting at 220. I drive to you", "US", "220"),
    ("Rates starting at 150, ask for more", "US", "150"),
    ("My time starts at 180.", "GB", "180"),
    ("Citas desde 120, pregunta sin pena", "ES", "120"),
    ("À mon rythme, à partir de 150.", "FR", "150"),
    ("Open starting at 900.", "US", ""),
    ("Girls starting at 9 and ready", "US", ""),
    ("Late shift starting at 11 pm, door code 220", "US", ""),
    ("Starting at 100% effort", "US", ""),
    ("Desde 2019 en la ciudad", "ES", ""),
    ("Exit 220 then starting at 455 Main Street", "US", ""),
    ("Every day from 15/30 to 16/30, bus 70/110", "US", ""),
    ("Visits 11/30 - 12/15", "US", ""),
    ("dimension 30/60/90 = 120/150/180 cm", "US", ""),
    ("score 15/30 - 40/50", "US", ""),
    ("15/20 : 30/40 people", "US", ""),
    ("Classes starting at 830. Bring water", "US", ""),
    ("half day $200, full day $350", "US", "200 350/day"),
    ("One night, $80. Month, $900.", "US", "80/night 900/month"),
    ("Height 5'4\", weight 120, size 34/24/36", "US", ""),
]


@pytest.mark.parametrize(("text", "region", "expected"), [*LEADERS_AND_TABLES, *LABELS_BESIDE, *ELLIPSES, *OFFERS])
def test_amounts_keep_their_times(text: str, region: str, expected: str) -> None:
    source = Source(text, "Private visits", ad_type="commercial", region=region)
    prices = [mention.value for mention in load_pipeline().extract(source).mentions if mention.kind == "price"]

    assert {_without_currency(price) for price in prices} == set(expected.split())


def _without_currency(price: str) -> str:
    amount, _, rest = price.partition(" ")
    return amount + rest[3:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hostel bed $210/week, bond $150, bus $8 per day", "210/week 150 8/day"),
        ("Room $200 a week, deposit $180", "200/week 180"),
        ("$20/hour, sign-on bonus $25", "20/hour 25"),
        ("Chambre 420 € par mois, caution 420 €", "420/month 420"),
        ("$17.35/hr, goes to $18.10 after 90 days", "17.35/hour 18.1/hour"),
    ],
)
def test_what_is_paid_once_has_not_the_unit_of_the_wage(text: str, expected: str) -> None:
    prices = [one.value for one in load_pipeline().extract(Source(text, ad_type="job", region="US")).mentions]

    assert {_without_currency(price) for price in prices} == set(expected.split())
