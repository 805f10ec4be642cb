"""Words beside a name that speak for a place, or for a person, a firm, a thing; without accents unless said."""

from typing import Final

PREPOSITIONS: Final = frozenset({
    "in", "near", "from", "around", "to", "outside", "visiting", "serving", "across", "throughout", "toward",
    "towards", "leaving", "downtown", "greater", "metro", "central", "midtown", "uptown", "en", "cerca", "desde",
    "hacia", "zona", "centro", "a", "dans", "vers", "pres", "sur", "depuis", "ciudad", "cd", "ville", "area", "north",
    "south", "east", "west", "northern", "southern", "eastern", "western", "inside", "into", "then", "bound",
    "between", "entre",
})  # fmt: skip
STRONG: Final = frozenset({
    "in", "near", "outside", "visiting", "serving", "downtown", "greater", "metro", "en", "desde", "dans", "cerca",
    "midtown", "uptown", "around", "from", "between", "entre",
})  # fmt: skip
LABELS: Final = frozenset({
    "location", "locations", "city", "town", "place", "ubicacion", "lugar", "lieu", "localisation", "located",
    "based", "site", "where", "address", "direccion", "adresse", "offices", "office", "branches", "cities", "region",
    "workplace", "poblacion", "localidad", "interview", "interviews", "entrevista", "entrevistas", "hosting", "incall",
    "outcall", "outcalls", "incalls", "touring", "base",
})  # fmt: skip
PLACE_AFTER: Final = frozenset({
    "area", "incall", "outcall", "downtown", "metro", "suburbs", "airport", "hotel", "hotels", "based", "region",
    "tonight", "today", "now", "only", "centro", "office", "location", "resident", "residents", "vicinity", "nearby",
    "north", "south", "east", "west", "central", "motel", "midtown", "uptown", "centre", "capital", "side",
    "born", "bred", "raised", "native", "branch", "zona",
})  # fmt: skip
# "Lakeside Hotels" is a firm; "dallas hotel" and "DALLAS HOTEL" are a venue there.
INNS: Final = frozenset({"hotel", "hotels", "motel", "motels", "inn", "suites", "resort", "resorts", "lodge"})
NOT_PLACE_AFTER: Final = frozenset({
    "university", "college", "school", "group", "bank", "street", "avenue", "ave", "road", "rd", "drive", "dr",
    "blvd", "boulevard", "lane", "ln", "hospital", "inc", "llc", "ltd", "plc", "gmbh", "corp", "corporation",
    "company", "co", "press", "times", "post", "journal", "globe", "herald", "chronicle", "gazette", "tribune",
    "county", "parish", "fc", "red", "united", "business", "law", "institute", "consulting", "partners", "capital",
    "ventures", "media", "foundation", "church", "way", "court", "ct", "pl", "square", "bridge", "river", "lake",
    "valley", "bay", "beach", "park", "hills", "sauce", "style", "massage", "escorts", "jeans", "girl", "girls",
    "island", "islands", "state", "creek", "marathon", "casino", "avenida",
    "calle", "rue", "theatre", "theater", "stadium", "tower", "towers", "plaza", "mall", "sands",
    "mint", "manual", "dyeing", "cup", "derby",
})  # fmt: skip
# "I am a Drogheda woman".
NATIVES: Final = frozenset({"woman", "girl", "lady", "man", "lass", "lad", "guy", "native", "boy", "based"})
# Where a town ends and its shore begins: "fort lauderdale beach".
LANDSCAPES: Final = frozenset({"beach", "bay", "park", "hills", "valley", "lake", "river", "island", "county"})
# "London fans", "Philly steak": no matter how either word is written.
THINGS: Final = frozenset({
    "fan", "fans", "fashion", "steak", "cheesesteak", "pizza", "style", "accent", "broil", "ham", "terrier", "terriers",
    "omelette", "omelet", "supporter", "supporters", "cocktail",
    "cocktails", "mule", "mules", "martini", "roll", "rolls", "wings", "cheesecake", "sour", "boots",
    "exit", "freeway", "hwy", "highway", "type", "trained", "inspired", "themed",
    "cream", "cabinet", "bean", "beans", "cat", "cats", "dog", "dogs",
})  # fmt: skip
PERSON_BEFORE: Final = frozenset({
    "am", "im", "m", "name", "is", "call", "text", "ask", "mr", "mrs", "ms", "miss", "dr", "dear", "hi", "with", "by",
    "hello", "hey", "me", "i", "names", "its",
    "demandez", "pregunta", "pregunte", "appelez", "contactez", "contact", "attn", "soy", "llamo", "suis", "meet",
    "manager", "sr", "sra", "madame", "monsieur", "named",
})  # fmt: skip
# "Our cat Phoenix", "le chat s'appelle Berlin": the name is theirs.
PETS: Final = frozenset({
    "cat", "kitty", "kitten", "dog", "doggo", "puppy", "pup", "doodle", "goldendoodle", "labradoodle", "poodle",
    "retriever", "labrador", "husky", "terrier", "beagle", "bulldog", "corgi", "dachshund", "pug", "chihuahua",
    "parrot", "parakeet", "rabbit", "bunny", "hamster", "pony", "mare", "gelding", "goat", "tortoise", "turtle", "gato",
    "gata", "gatito", "perro", "perra", "perrito", "perrita", "cachorro", "yegua", "loro", "chat", "chatte", "chaton",
    "chien", "chienne", "chiot", "jument", "lapin", "appelle", "llama", "llamada", "llamado", "nomme", "nommee",
    "named",
})  # fmt: skip
KIN: Final = frozenset({
    "daughter", "son", "sister", "brother", "niece", "nephew", "grandson", "granddaughter", "wife", "husband", "friend",
    "boyfriend", "girlfriend", "bestie", "toddler", "hija", "hijo", "hermana", "hermano", "sobrina", "sobrino", "amiga",
    "esposa", "esposo", "fille", "fils", "soeur", "frere", "copine", "roommate", "coworker", "colleague", "buddy",
    "assistant",
})  # fmt: skip
"""Read so behind "my" or "our": an ad's "fille Paris" is a girl in Paris."""
POSSESSIVES: Final = frozenset({
    "my", "our", "his", "her", "their", "mi", "nuestra", "nuestro", "su", "mon", "ma", "notre",
})  # fmt: skip
POSSESSORS: Final = frozenset({"the", "our", "your", "my"})
DEEDS: Final = frozenset(
    {
        "sent",
        "says",
        "said",
        "told",
        "recommended",
        "referred",
        "wrote",
        "snores",
        "barks",
        "purrs",
        "runs",
        "leads",
        "manages",
        "answers",
        "handles",
        "drives",
        "picks",
    }
)
FANS: Final = frozenset({
    "fan", "fans", "supporter", "supporters", "jersey", "jerseys", "shirt", "tickets", "cap", "hoodie", "coins",
})  # fmt: skip
FIRM_VERBS: Final = frozenset({"seeks", "needs", "hires", "wants", "offers", "pays"})
FIRM_DOINGS: Final = frozenset({"hiring", "looking", "seeking", "recruiting", "expanding", "growing"})
# "Houston Heights is quiet" speaks of a part of the town, "Chicago Deep Dish is hiring" of a firm.
QUARTERS: Final = frozenset({
    "heights", "strip", "village", "beach", "airport", "galleria", "suburbs", "side", "loop", "area", "downtown",
})  # fmt: skip
WEEKS: Final = frozenset({"week", "weekend", "month"})
TILL: Final = frozenset({"till", "until", "thru", "tonight"})
# "Call Austin Mon-Fri".
CALLS: Final = frozenset({"call", "text", "ask", "contact", "see", "message", "email", "llama", "appelez", "llame"})
DAYS: Final = frozenset({
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec",
})  # fmt: skip
ARTICLES: Final = frozenset({"a", "an"})
# "Cerca de Elche", "près de Lyon".
NEAR_OF: Final = frozenset({
    "cerca", "afueras", "alrededores", "cercanias", "proche", "pres", "lado", "cote",
})  # fmt: skip
PERSON_AFTER: Final = frozenset({"here", "aqui", "ici"})
NAME_BEFORE: Final = frozenset({"im", "soy", "llamo", "suis", "named", "called", "meet"})
TITLES: Final = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "sr", "sra", "srta", "mme", "madame", "monsieur", "maam", "sir", "senora", "senor",
    "senorita", "dona", "don", "father", "padre", "lic", "ing", "prof", "dra", "chef", "coach", "manager",
})  # fmt: skip
ASKING: Final = frozenset({
    "ask", "asking", "asks", "talk", "speak", "write", "answers", "answer", "responds", "pregunta", "pregunte",
    "preguntar", "preguntad", "habla", "hablar", "atiende", "responde",
})  # fmt: skip
ASKING_IN_FRENCH: Final = frozenset({"envoyez", "ecrivez", "parlez", "demandez", "adressez", "mot", "message"})
# "Soy de culiacan", "somos de Medellín".
ORIGINS: Final = frozenset(
    {
        "soy",
        "somos",
        "vengo",
        "eres",
        "originaria",
        "originario",
        "nacida",
        "nativa",
        "viens",
        "salimos",
        "salgo",
        "salen",
        "saliendo",
        "partimos",
        "partons",
    }
)
STREETS: Final = frozenset({"dr", "rd", "ave", "blvd", "ln", "hwy", "st", "ct", "pkwy"})
# "Toledo area" needs nothing more.
AREAS: Final = frozenset({"area", "vicinity", "metro", "suburbs", "incall", "outcall"})
NEARBY: Final = frozenset({"downtown", "near", "off", "centro", "close", "just"})
OF: Final = frozenset({"de", "du", "del", "of", "la"})
STATIONS: Final = frozenset({"métro", "rue", "calle", "avenida", "barrio", "colonia"})
# "For Abu Dhabi: cleaner", "Also Kochi branch", "Next Augsburg": their capital is that of the sentence.
OPENING: Final = frozenset({
    "for", "also", "next", "now", "at", "back", "tambien", "luego", "ahora", "para", "puis", "aussi", "pour", "and",
    "y", "et", "or", "plus", "our", "chinatown", "koreatown", "welcome",
})  # fmt: skip
NOT_CONTRARY: Final = PREPOSITIONS | LABELS | OPENING
# "I dont do Kelowna", "no longer in Reno".
REFUSALS: Final = frozenset({"dont", "t", "not", "never", "no", "longer", "except"})
ORGANISATION_BEFORE: Final = frozenset(
    {"university", "bank", "college", "diocese", "museum", "hotel", "hilton", "port", "st"}
)
