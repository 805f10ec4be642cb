"""Words by which pages label what an ad says, in the languages that we draft for (en, es, fr, de, pt, it, nl)."""

import re
from typing import Final

LABELS: Final = {
    "phone": (
        "phone|phone number|telephone|tel|tél|cell|mobile|call|contact|contact number|whatsapp|teléfono|telefono|móvil|"
        "movil|celular|contacto|téléphone|telephone|portable|telefon|handy|rufnummer|telefone|telemóvel|cellulare|telefoon"
    ),
    "price": (
        "price|rate|rates|pay|salary|wage|fee|cost|donation|precio|tarifa|tarifas|salario|sueldo|prix|tarif|tarifs|salaire|"
        "preis|lohn|gehalt|preço|valor|prezzo|tariffa|prijs|tarief"
    ),
    "place": (
        "location|city|place|town|area|region|where|address|ciudad|lugar|localidad|zona|provincia|población|ubicación|ville|"
        "lieu|localité|localisation|secteur|ort|stadt|cidade|local|localização|città|luogo|zona|plaats|stad|locatie"
    ),
    "posted_at": (
        "posted|posted on|date|date posted|published|published on|added|created|listed|publicado|fecha|publicado el|"
        "publiée? le|date de publication|mise en ligne|ajoutée?|parue?|datum|veröffentlicht|eingestellt|online seit|"
        "data|inserito|pubblicato|geplaatst"
    ),
}
IS_LABEL: Final = {name: re.compile(rf"(?:{words})\s*[:：]?", re.IGNORECASE) for name, words in LABELS.items()}

PLACE_NAME: Final = re.compile(
    r"(?:^|[-_])(?:location|city|place|town|region|area|address|locality|ville|lieu|ciudad|ort)(?:$|[-_])",
    re.IGNORECASE,
)
CONTACTS: Final = re.compile(r"phone|contact|tel:|mobile|price|salary|wage|location|posted|seller", re.IGNORECASE)
RELATED_HEADING: Final = re.compile(
    r"\b(?:related|similar|see also|more (?:ads|jobs|listings|posts|from)|you (?:may|might) (?:also )?like|"
    r"others? (?:ads|also)|recommended|otros anuncios|anuncios (?:similares|relacionados)|también te|"
    r"annonces (?:similaires|proches)|"
    r"autres annonces|dans la même|vous aimerez|ähnliche|weitere anzeigen|anúncios (?:semelhantes|relacionados)|"
    r"annunci simili|vergelijkbare)\b",
    re.IGNORECASE,
)

PHONE: Final = r"\(?\+?\d[\d ().\-/]{6,17}\d"
PRICE: Final = r"(?:US)?[$€£]\s?\d[\d.,]*(?:\s?/\s?\w+)?|\d[\d.,]*\s?(?:€|£|\$|EUR|USD|GBP|CHF)(?:\s?/\s?\w+)?"

_MONTHS: Final = r"[A-Za-zéûäç]{3,10}\.?"
DATES: Final = (
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?",
    r"(?:an?|\d{1,3})\s(?:second|minute|min|hour|hr|day|week|month|year)s?\sago|just now|yesterday|today",
    r"hace\s(?:unos\s)?(?:una?|\d{1,3})\s(?:segundo|minuto|hora|día|dia|semana|mes|año)\w{0,2}|ayer|hoy",
    r"il y a\s(?:une?|\d{1,3})\s(?:seconde|minute|heure|jour|semaine|mois|an)s?|hier|aujourd.hui",
    r"vor\s(?:einer?|einem|\d{1,3})\s(?:Sekunde|Minute|Stunde|Tag|Woche|Monat|Jahr)\w{0,2}|gestern|heute",
    rf"{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}",
    rf"\d{{1,2}}\.? (?:de )?{_MONTHS} (?:de )?\d{{4}}",
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}",
)

STOP_WORDS: Final = {
    "en": frozenset(["the", "and", "for", "with", "you", "are", "from", "this", "your", "have", "more"]),
    "es": frozenset(["de", "la", "que", "el", "en", "los", "del", "para", "con", "una", "por", "las"]),
    "fr": frozenset(["le", "la", "les", "des", "et", "pour", "avec", "une", "dans", "vous", "sur", "est"]),
    "de": frozenset(["der", "die", "und", "das", "für", "mit", "ist", "ein", "eine", "nicht", "von", "auf"]),
    "pt": frozenset(["de", "que", "em", "para", "com", "uma", "os", "não", "por", "mais", "das", "são"]),
    "it": frozenset(["di", "che", "il", "con", "una", "gli", "della", "non", "sono", "del", "più"]),
    "nl": frozenset(["de", "het", "een", "van", "en", "voor", "met", "op", "niet", "zijn", "is", "aan"]),
}
