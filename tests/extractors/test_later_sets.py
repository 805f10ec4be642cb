"""Families that the fourth to the ninth blind set showed to be missed, in wordings of our own."""

import pytest

from extractors.pipeline import load_pipeline
from extractors.source import Source

DATED = [
    ("Dubbo till Friday, Orange on Sat, then home", "AU", "Dubbo, New South Wales, AU"),
    ("Body rub in Shrewsbury. Also Telford on Tuesdays, same prices", "GB", "Telford, England, GB"),
    ("NOLA 2/8-2/11 then home", "US", "New Orleans, LA, US"),
    ("New in Cork city centre. Limerick from Monday", "IE", "Limerick, Munster, IE"),
    ("Interviews in Cebu City June 4 to 6 and Manila June 9", "PH", "Manila, Metro Manila, PH"),
    ("For Abu Dhabi: cleaner 40 nos", "AE", "Abu Dhabi, Abu Dhabi, AE"),
    ("Wrexham and Chester rounds", "GB", "Chester, England, GB"),
    ("incall manchester city centre", "GB", "Manchester, England, GB"),
    ("Hotel near Dubai Marina, incall only", "AE", "Dubai, Dubai, AE"),
    ("I'm in fort mac until the 22nd", "CA", "Fort McMurray, AB, CA"),
    ("landing YEG wed-fri", "CA", "Edmonton, AB, CA"),
    ("📍79902 📍 real pics", "US", "El Paso, TX, US"),
    ("weekends i drive to 88001", "US", "Las Cruces, NM, US"),
    ("89109 🎰 33rd floor", "US", "Las Vegas, NV, US"),
    ("Happy to fly to you in Denver, SLC or Dallas", "US", "Salt Lake City, UT, US"),
    ("Portland, 503. Studio in Beaverton", "US", "Portland, OR, US"),
    ("bus ticket from Chinatown Chicago", "US", "Chicago, IL, US"),
    ("Brissy girl in Mackay", "AU", "Brisbane, Queensland, AU"),
    ("tulsa, okc, then wichita next week", "US", "Tulsa, OK, US"),
    ("sacramento / roseville / folsom", "US", "Sacramento, CA, US"),
    ("Wed Bakersfield, Thu Visalia", "US", "Bakersfield, CA, US"),
    ("fort lauderdale beach", "US", "Fort Lauderdale, FL, US"),
    ("leeds ls1 or bradford bd1", "GB", "Leeds, England, GB"),
    ("Hamilton NZ near the base", "NZ", "Hamilton, Waikato, NZ"),
    ("Deira Dubai", "AE", "Dubai, Dubai, AE"),
    ("H-TOWN galleria incall", "US", "Houston, TX, US"),
    ("TJ zona rio near the Costco", "MX", "Tijuana, Baja California, MX"),
    ("private apt 79761. clean", "US", "Odessa, TX, US"),
    ("Mar 6-7 Cedar Rapids | Mar 10-12 Madison", "US", "Madison, WI, US"),
    ("Salimos de Pasco a las 4:30 am", "US", "Pasco, WA, US"),
    ("SLC now thru the 9th", "US", "Salt Lake City, UT, US"),
    ("hub is Amarillo, jobs all over", "US", "Amarillo, TX, US"),
    ("mtl plateau near metro Laurier", "CA", "Montréal, QC, CA"),
    ("prairie girl, moose jaw most days, regina on request", "CA", "Moose Jaw, SK, CA"),
    ("Kelowna ~ Vernon ~ Penticton", "CA", "Vernon, BC, CA"),
    ("I am a Drogheda woman, all the best", "IE", "Drogheda, Leinster, IE"),
    ("In Timaru till sat, then ChCh", "NZ", "Christchurch, Canterbury, NZ"),
    ("Thamel Kathmandu", "NP", "Kathmandu, Bagmati Province, NP"),
]
NO_PLACES = [
    ("Call Austin Mon-Fri", "US", "Austin, TX, US"),
    ("Brooklyn, 25, 5'7, Italian mix", "CA", "Brooklyn, NY, US"),
    ("names Cheyenne (thats me) 28 y/o", "US", "Cheyenne, WY, US"),
    ("Rome, the crew boss 770-555-0166", "US", "Rome, GA, US"),
    ("I dont do Kelowna so don't ask", "CA", "Kelowna, BC, CA"),
    ("LMIA available (Mauritius, Mexico, Philippines)", "CA", "Mexico, Central Luzon, PH"),
    ("Hampton-type property hiring", "US", "Hampton, VA, US"),
    ("Entrevistas con Lic. Mérida, de lunes a viernes", "MX", "Mérida, Yucatán, MX"),
    ("Text ROSES to 78355 for the coupon", "US", "Falfurrias, TX, US"),
    ("Open 24/7, Reno 24/7", "GB", "Reno, NV, US"),
    ("Sydney runs the roster, she is nicer", "AU", "Sydney, New South Wales, AU"),
    ("Look for Ma'am Rose Cebu.", "PH", "Cebu City, Central Visayas, PH"),
    ("retired, one old cat (Memphis)", "US", "Memphis, TN, US"),
    ("Hello c'est Paris, 30 ans", "FR", "Paris, Île-de-France, FR"),
    ("cali girl with manners", "US", "Cali, Valle del Cauca, CO"),
    ("60 freeway Nogales exit", "US", "Nogales, AZ, US"),
    ("Jobs in Midland and Odessa, West Texas", "US", "West, TX, US"),
    ("Hello gents! Brooklyn here, prairie girl", "CA", "Brooklyn, NY, US"),
    ("Visiting Boise ID near the greenbelt", "US", "Greenbelt, MD, US"),
    ("Salisbury MD near the university, US-13 side", "US", "University, FL, US"),
    ("my 2 girl w/ Austin (shes 27)", "US", "Austin, TX, US"),
    ("back in opelousas ask 4 Brooklyn", "US", "Brooklyn, NY, US"),
    ("I know the wine, a Burgundy from a Bordeaux", "US", "Bordeaux, Nouvelle-Aquitaine, FR"),
]
COMMERCIAL = [
    ("8o hh ... 14o hr", "US", "80/half_hour 140/hour"),
    ("Half is 1OO, hr is 17O", "US", "100/half_hour 170/hour"),
    ("80 les 20 min, 130 les 30 min, 200 l'heure", "FR", "80/20min 130/half_hour 200/hour"),
    ("150 la demi heure - 250 l heure - 450 les 2h", "FR", "150/half_hour 250/hour 450/120min"),
    ("30/200 45/250 60/300", "CA", "200/half_hour 250/45min 300/hour"),
    ("400 / 60, 600 / 90", "US", "400/hour 600/90min"),
    ("met on 10/15 11/20", "US", ""),
    ("incall $180/30 $260/60", "US", "180/half_hour 260/hour"),
    ("15mins £60, 30 £90, 60 £150", "GB", "60/15min 90/half_hour 150/hour"),
    ("45 min is 220, hr 260, 90 is 380", "CA", "220/45min 260/hour 380/90min"),
    ("15 min $90 — 30 min $140 — hr $220", "US", "90/15min 140/half_hour 220/hour"),
    ("1h 200€ // 1h30 280€", "FR", "200/hour 280/90min"),
    ("€180 1 hour, €250 hour and half", "IE", "180/hour 250/90min"),
    ("hh 200 hr 320 hr n half 450", "CA", "200/half_hour 320/hour 450/90min"),
    ("$150 the half hour, $250 for a full one", "CA", "150/half_hour 250/hour"),
    ("full hr £140, stay over £600", "GB", "140/hour 600/night"),
    ("250 hh, 400 hr, 2000 overnite", "CA", "250/half_hour 400/hour 2000/night"),
    ("$400 min 1 hr / $700 2hrs", "US", "400/hour 700/120min"),
    ("Intro session 75 min $160, regular hour $140", "US", "160/75min 140/hour"),
    ("bono de 5 sesiones 220€", "ES", "220"),
    ("🌹150 🌹🌹250", "US", "150 250"),
    ("🌹25 years old, kisses", "US", ""),
    ("06 39 98 14 27 bisous", "FR", ""),
    ("1 hour two twenty, 90 mins three ten", "US", "220/hour 310/90min"),
    ("💲40 to verify", "US", "40"),
    ("$160 for 60, $90 for 30", "US", "160/hour 90/half_hour"),
    ("£100 thirty mins, £160 sixty, £700 overnight", "GB", "100/half_hour 160/hour 700/night"),
    ("200 half / 320 hr / 90 mins 450", "AU", "200/half_hour 320/hour 450/90min"),
    ("I thought 200 each visit would be fair", "US", "200/visit"),
    ("one hr 300, I ask a 50 deposit", "US", "300/hour 50"),
    ("incall 140 half 220 full hr. outcall with 60 for gas", "US", "140/half_hour 220/hour 60"),
    ("Session of 90 minutes, $280. Couples, two hours, $450", "US", "280/90min 450/120min"),
    ("100 short visit, 200 hour", "US", "100/visit 200/hour"),
    ("$140 half, $200 whole hour, $20 extra for outcall", "US", "140/half_hour 200/hour 20"),
    ("size 4, 26\n1h 320 / 90m 450 / 2h 580", "CA", "320/hour 450/90min 580/120min"),
    ("150ph, 100 half", "GB", "150/hour 100/half_hour"),
    ("400ph min 1hr, all nighter 1500", "AU", "400/hour 1500/night"),
    ("60 media hora, 100 la hora, 500 toda la noche", "ES", "60/half_hour 100/hour 500/night"),
    ("100 for 30 mins, extra 40 if i come to you", "CA", "100/half_hour 40"),
    ("80 for 15, 140 half, 240 full hr", "US", "80/15min 140/half_hour 240/hour"),
    ("usd 200 per hour or 3500 pesos", "MX", "200/hour 3500/hour"),
    ("$60 el servicio de 20 minutos, $150 hora completa", "US", "60/20min 150/hour"),
    ("Tribute 300 per hour, couples +100", "US", "300/hour 100"),
    ("150€ / 1h, 80€ / 30mn", "FR", "150/hour 80/half_hour"),
    ("80 le quart d'heure, 120 la demie, 200 l'heure", "FR", "80/15min 120/half_hour 200/hour"),
    ("60€ media, 100€ entera", "ES", "60/half_hour 100/hour"),
    ("1k short time 2k long time", "TH", "1000/visit 2000/night"),
]
JOBS = [
    ("Starting pay $22.75 an hour, trim jobs $24.10. Vans $4 each way", "US", "22.75/hour 24.1/hour 4"),
    ("Pickers $23.15 p/h. Packhouse $24. Campsite $90 pw", "NZ", "23.15/hour 24/hour 90/week"),
    ("Attendants $14.50, houseman $15, bakers $17.25 all hourly", "US", "14.5/hour 15/hour 17.25/hour"),
    ("pickers $15.25, reach truck $17.75 - per hour", "US", "15.25/hour 17.75/hour"),
    ("$30.35/hr casual, shed nights $34.90", "AU", "30.35/hour 34.9/hour"),
    ("$17.75/hr days, $19 nights", "US", "17.75/hour 19/hour"),
    ("$18.85 hr +$1.50 night diff", "US", "18.85/hour 1.5/hour"),
    ("14.75/hr start then 15.50 after 60 days. Open 9.30 to 5.45", "US", "14.75/hour 15.5/hour"),
    ("17-20/hr DOE", "US", "17/hour 20/hour"),
    ("finish guys 24-26 an hr, doors 3.25 each", "US", "24/hour 26/hour 3.25/piece"),
    ("I pay 75 per cabin, two beds per room", "US", "75/piece"),
    ("Laborers 180/day, roofers 280 a day", "US", "180/day 280/day"),
    ("drivers 0.62 per mile", "US", "0.62"),
    ("£12.90 ph, 35p a mile", "GB", "12.9/hour 0.35"),
    ("from 6p to 35p of these", "GB", ""),
    ("bonus 250 if you stay", "US", "250"),
    ("chef £650 p/w", "GB", "650/week"),
    ("AED 2,500 fixed per month", "AE", "2500/month"),
    ("pido 18 la hora", "US", "18/hour"),
    ("laborers ($18/hr). Per diem 75/day", "US", "18/hour 75/day"),
    ("$18.25 plus $1.50 shift diff per hour", "US", "18.25/hour 1.5/hour"),
    ("House fee 40 a night", "US", "40/night"),
    ("Sixteen dollars and up, weekend bonus $100", "US", "16 100"),
    ("Staff room for 450 a month", "CA", "450/month"),
    ("38/hr, $1200 safety bonus each year", "CA", "38/hour 1200/year"),
    ("140 per cottage, you do about 2 a day", "CA", "140/piece"),
    ("mason 1400 AED, steel fixer 1500 AED, helper 1000 AED, all per month", "AE", "1400/month 1500/month 1000/month"),
    ("2nd shift 18.25 hr, 3rd shift 19 hr", "US", "18.25/hour 19/hour"),
    ("Hostel bed 215 per week w/ transport", "AU", "215/week"),
    ("Bunkhouse available 55/week", "CA", "55/week"),
    ("retention bonus 2,500 at christmas", "US", "2500"),
    ("dorm by the plant $60 wkly", "US", "60/week"),
    ("$25/hr cash, pizza + $40 tip each", "US", "25/hour 40"),
    ("35k brut annuel", "FR", "35000/year"),
    ("50€ por jornada", "ES", "50/day"),
    ("pago diario de 400 pesos", "MX", "400/day"),
    ("salary 25000/-", "IN", "25000"),
    ("16.50hr", "US", "16.5/hour"),
    ("piece rate .45 per tray", "US", "0.45/piece"),
    ("$200/night shift", "US", "200/night"),
    ("$20.15/hr to start, after 6 mo $21.90, bunk $480 per mth", "CA", "20.15/hour 21.9/hour 480/month"),
    ("Hostel $210/week, bond $150, $1 more an hour", "AU", "210/week 150 1/hour"),
]
AGES = [
    ("asia 25 / 5'1 / 36-26-40", "25"),
    ("Me: 33, 5'10, real nails", "33"),
    ("hiya im chelsea 23 from northampton", "23"),
    ("Paris is 24, blonde", "24"),
    ("Jasmine 28 & Coco 32, incall", "28 32"),
    ("(Lola 31, Ana 27 y Dalia 40)", "31 27 40"),
    ("Nya. 29. Chocolate", "29"),
    ("MARIANA // 32 // nueva", "32"),
    ("I am Mai from Bangkok, Mai, 27 years, staying near", "27"),
    ("Pas de moins de 35 ans", ""),
    ("Ms Riya 24, height 5.5", "24"),
    ("somos dos, Karina de 25 y Sol de 31. si trae", "25 31"),
    ("Camila 26 brazilian, in Drogheda", "26"),
    ("Talla 42, 1,65", ""),
    ("TS Monique, 35 and holding, Houma", "35"),
    ("I am a well-read woman of 47, lately come", "47"),
    ("ashley 29 blonde n easy going", "29"),
    ("Ruby 33, redhead", "33"),
    ("hey its sydney 😘 29 blonde size 8", "29"),
    ("Staying in Minot. 36, full figured, DD", "36"),
    ("Married couple (he is 48, she is 43)", "48 43"),
    ("Half Filipina. 39 but told I look younger", "39"),
    ("KIM and JADE, 24 and 27. best friends", "24 27"),
    ("Kaylee here 28 in a nice room", "28"),
    ("airport hotels. Nia. 27. Outcall only", "27"),
    ("just a nice woman of 52 who likes talk", "52"),
    ("Main St. Unit. 27. Parking", ""),
    ("Verona, 20 yrs in therapy work", ""),
    ("insured, 18 years, 4.9 stars", ""),
]


def _read(text: str, region: str, ad_type: str, kind: str) -> set[str]:
    mentions = load_pipeline().extract(Source(text, "Private", ad_type=ad_type, region=region)).mentions
    return {one.value for one in mentions if one.kind == kind and one.confidence >= 0.5}


def _without_currency(price: str) -> str:
    amount, _, rest = price.partition(" ")
    return amount + rest[3:]


@pytest.mark.parametrize(("text", "region", "place"), DATED)
def test_a_place_is_known_by_what_stands_beside_it(text: str, region: str, place: str) -> None:
    assert place in _read(text, region, "commercial", "place")


@pytest.mark.parametrize(("text", "region", "place"), NO_PLACES)
def test_people_refusals_and_styles_are_no_places(text: str, region: str, place: str) -> None:
    assert place not in _read(text, region, "commercial", "place")


@pytest.mark.parametrize(("text", "region", "expected"), COMMERCIAL)
def test_rates_of_a_commercial_ad(text: str, region: str, expected: str) -> None:
    prices = {_without_currency(price) for price in _read(text, region, "commercial", "price")}
    assert prices == set(expected.split())


@pytest.mark.parametrize(("text", "region", "expected"), JOBS)
def test_wages_of_a_job_ad(text: str, region: str, expected: str) -> None:
    prices = {_without_currency(price) for price in _read(text, region, "job", "price")}
    assert prices == set(expected.split())


@pytest.mark.parametrize(("text", "expected"), AGES)
def test_ages_by_their_neighbours(text: str, expected: str) -> None:
    assert _read(text, "US", "commercial", "age") == set(expected.split())


def test_dollars_in_words_are_those_of_the_united_states_where_the_sign_is_a_peso() -> None:
    assert _read("Pago 16.08 dólares la hora, renta $900 al mes", "MX", "job", "price") == {
        "16.08 USD/hour",
        "900 MXN/month",
    }
