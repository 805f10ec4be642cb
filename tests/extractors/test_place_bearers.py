"""Nicknames, hashtags and codes of towns; names that somebody or something else than a town bears."""

import pytest

from extractors.pipeline import load_pipeline
from extractors.source import Source

TOWNS = [
    ("philly this weekend only", "US", ("Philadelphia",)),
    ("Back in Philly till Monday", "US", ("Philadelphia",)),
    ("vegas till sunday", "US", ("Las Vegas",)),
    ("Visiting SLC Mon to Thu", "US", ("Salt Lake City",)),
    ("studio in slc, parking", "US", ("Salt Lake City",)),
    ("now hosting in okc all week", "US", ("Oklahoma City",)),
    ("Upscale companion PHX", "US", ("Phoenix",)),
    ("pdx is far but I am in pdx till Friday", "US", ("Portland",)),
    ("in stl through Sunday", "US", ("St. Louis",)),
    ("flying into ABQ, incall in abq", "US", ("Albuquerque",)),
    ("chi town this weekend", "US", ("Chicago",)),
    ("Back in Chitown", "US", ("Chicago",)),
    ("htown tonight, outcalls", "US", ("Houston",)),
    ("Hotlanta until Friday", "US", ("Atlanta",)),
    ("In Indy for the race", "US", ("Indianapolis",)),
    ("LA tonight", "US", ("Los Angeles",)),
    ("NYC this week", "US", ("New York City",)),
    ("hosting now\n#dallas #plano #frisco #texas", "US", ("Dallas", "Plano", "Frisco")),
    ("call me #reno #sparks #nevada", "US", ("Reno", "Sparks")),
    ("#miami #hialeah #florida latina", "US", ("Miami", "Hialeah")),
    ("x #phoenix #scottsdale #tempe #mesa", "US", ("Phoenix", "Scottsdale", "Tempe")),
    ("#leeds #bradford #escort", "GB", ("Leeds", "Bradford")),
    ("new girl #toronto #mississauga", "CA", ("Toronto", "Mississauga")),
    ("masaje #sevilla #malaga", "ES", ("Sevilla", "Málaga")),
    ("#tacoma | #seattle | #everett", "US", ("Tacoma", "Seattle", "Everett")),
    ("Cairns QLD. A$450 for 3 hours", "AU", ("Cairns",)),
    ("Geelong VIC and Ballarat VIC", "AU", ("Geelong", "Ballarat")),
    ("Orange NSW incall", "AU", ("Orange",)),
    ("Hobart TAS", "AU", ("Hobart",)),
    ("Visto cerca de Elche, partida de", "ES", ("Elche",)),
    ("a las afueras de Burgos", "ES", ("Burgos",)),
    ("près de Lyon", "FR", ("Lyon",)),
    ("Nous sommes proche de Nantes.", "FR", ("Nantes",)),
    ("Dallas Incall Available", "US", ("Dallas",)),
    ("Chicago is hot tonight and the rates are low", "US", ("Chicago",)),
    ("A weekend in Denver. Just the two of us", "US", ("Denver",)),
    ("I live with my cat in Boise, Idaho", "US", ("Boise",)),
    ("My sister and I are in Tampa, the two of us", "US", ("Tampa",)),
    ("My friend visits Omaha on Mondays", "US", ("Omaha",)),
    ("a quick drive to Tulsa, the cheap way", "US", ("Tulsa",)),
    ("Seattle has rain", "US", ("Seattle",)),
    ("an hour from Fresno, the farm", "US", ("Fresno",)),
    ("Perth WA, quiet flat", "AU", ("Perth",)),
    ("Darwin NT, quiet flat", "AU", ("Darwin",)),
    ("Adelaide SA", "AU", ("Adelaide",)),
    ("Canberra ACT", "AU", ("Canberra",)),
]
NO_TOWNS = [
    ("Good vibes only, what a lovely day", "US"),
    ("#blonde #busty #sweet #nice #mobile #summit", "US"),
    ("#love #latina #sunset #hermosa", "US"),
    ("Our cat Phoenix sleeps elsewhere", "US"),
    ("Our golden doodle Denver comes along", "US"),
    ("Le chat s'appelle Berlin et dort", "FR"),
    ("El perro se llama Roma y es dulce", "ES"),
    ("My daughter Charlotte is at school", "US"),
    ("my dog Boston will greet you", "US"),
    ("Call my assistant Paris before noon", "US"),
    ("Lost: husky Dallas, blue eyes", "US"),
    ("Perdido gato Milán, chip", "ES"),
    ("tell him Cleveland sent you", "US"),
    ("Ask for Austin when you come", "US"),
    ("my roommate Orlando is quiet", "US"),
    ("Our parrot Cairo speaks", "US"),
    ("Notre chienne Florence adore les enfants", "FR"),
    ("the pony Dakota and the mare Geneva", "US"),
    ("Denver says hi. My boss Denver is fun", "US"),
    ("our puppy Memphis sleeps", "US"),
    ("My sister Savannah works too", "US"),
    ("his son Houston is two", "US"),
    ("Mi hija Valencia estudia", "ES"),
    ("a beagle named Toledo", "US"),
    ("and I make an honest Manhattan. the best", "US"),
    ("a Chicago Manual of Style that isn't falling, the good one", "US"),
    ("I'm a Leicester City fan for my sins", "GB"),
    ("Perth Mint coins not accepted", "AU"),
    ("4th floor above the Bombay Dyeing showroom", "IN"),
    ("Two Melbourne Cup winners used to graze here", "AU"),
    ("Chicago Deep Dish is hiring cooks", "US"),
    ("Denver Roofing needs two hands", "US"),
    ("Boston cream pie and Philly cheesesteak on the menu", "US"),
    ("Lifelong Manchester United supporter", "GB"),
    ("I have a Dallas Cowboys jersey, the blue one", "US"),
    ("Buffalo wings on the menu", "US"),
    ("New York cheesecake is my weakness", "US"),
    ("University of San Diego graduate", "US"),
    ("taught at the University of Phoenix", "US"),
    ("Chelsea boots off at the door", "GB"),
    ("We serve a Singapore Sling, the cold one", "US"),
    ("a strong Moscow mule for the guests", "US"),
    ("123 Houston Street, ring twice", "US"),
    ("Houston says hello, the girls", "US"),
]


def read_towns(text: str, region: str) -> set[str]:
    source = Source(text, "Hello there", ad_type="commercial", region=region)
    found = load_pipeline().extract(source).mentions
    return {one.value.partition(",")[0] for one in found if one.kind == "place" and one.confidence >= 0.5}


@pytest.mark.parametrize(("text", "region", "towns"), TOWNS)
def test_a_town_is_read_by_nickname_hashtag_or_code(text: str, region: str, towns: tuple[str, ...]) -> None:
    assert read_towns(text, region) == set(towns)


@pytest.mark.parametrize(("text", "region"), NO_TOWNS)
def test_what_somebody_or_something_else_bears_is_no_town(text: str, region: str) -> None:
    assert read_towns(text, region) == set()
