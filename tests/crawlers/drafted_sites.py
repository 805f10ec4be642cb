"""Pages of sites that are built differently, each with a list and ads that carry other people's ads."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from crawlers.parsing.page import Page

HOST = "http://board.example"
COUNT = 9


@dataclass(frozen=True)
class Truth:
    """What ad number `n` says; in `words`' language."""

    n: int
    title: str
    text: str
    phone: str
    price: str
    place: str


def english(n: int) -> Truth:
    text = f"Friendly and careful work, references on request, number {n}. Ring any day between nine and six."
    return Truth(n, f"Garden help {n}", text, f"(303) 555-01{n:02d}", f"${20 + n}", ("Denver", "Austin")[n % 2])


def spanish(n: int) -> Truth:
    text = f"Trabajo serio y cuidadoso, con referencias, número {n}. Llame cualquier día de nueve a seis."
    return Truth(n, f"Limpieza de casas {n}", text, f"600 000 0{n:02d}", f"{20 + n} €", ("Sevilla", "Málaga")[n % 2])


def french(n: int) -> Truth:
    text = f"Travail soigné et sérieux, références sur demande, dossier {n}. Appelez tous les jours."
    return Truth(n, f"Cours de piano {n}", text, f"06 39 98 00 {n:02d}", f"{20 + n} €", ("Lyon", "Lille")[n % 2])


def others(n: int) -> list[int]:
    """Three other ads, shown beside this one."""
    return [(n + step - 1) % COUNT + 1 for step in (1, 3, 5)]


@dataclass(frozen=True)
class DraftedSite:
    """How a site writes itself down: `words` makes the truth, `rest` names fields that its ads have."""

    name: str
    words: Callable[[int], Truth]
    address: Callable[[int], str]
    row: Callable[[Truth, str], str]
    ad: Callable[[Truth, str], str]
    pages: str
    encoding: str = "utf-8"
    start: str = "/list"
    lacks: tuple[str, ...] = ()
    picture: str = "/full/{n}.png"

    def listing(self) -> Page:
        rows = "".join(self.row(self.words(n), self.address(n)) for n in range(1, COUNT + 1))
        return self._page(self.start, f"<h1>The Site</h1><div>{rows}</div>{self.pages}")

    def page(self, n: int) -> Page:
        related = "".join(self.row(self.words(m), self.address(m)) + self.words(m).phone for m in others(n))
        return self._page(self.address(n), self.ad(self.words(n), related))

    def _page(self, path: str, body: str) -> Page:
        content = f"<!doctype html><title>The Site</title><body>{body}</body>".encode(self.encoding)
        return Page(HOST + path, content, "text/html")


def _table_ad(it: Truth, related: str) -> str:
    rows = [("Precio:", it.price), ("Teléfono:", it.phone), ("Ciudad:", it.place), ("Publicado:", "hace 3 días")]
    cells = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    picture = f'<a href="/full/{it.n}.png"><img src="/t/{it.n}.png"></a>'
    rest = f"<tr><td>{it.text}</td></tr><tr><td>{picture}</td></tr>"
    own = f"<table><tr><td><b>{it.title}</b></td></tr>{cells}{rest}</table>"
    outside = "<h1>El Sitio</h1>Atención al cliente: 902 000 111"
    return f"{outside}<table><tr><td>{own}<hr><b>Otros anuncios</b><table>{related}</table></td></tr></table>"


def _definitions_ad(it: Truth, related: str) -> str:
    rows = [("Prix", it.price), ("Ville", it.place), ("Téléphone", it.phone), ("Mise en ligne", "il y a 2 jours")]
    cells = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows)
    picture = f'<img src="/blank.gif" data-srcset="/s/{it.n}.png 120w, /full/{it.n}.png 900w">'
    return (
        f"<header><h1>Le Site</h1>01 99 00 00 00</header><div id=page><h2>{it.title}</h2>{picture}<dl>{cells}</dl>"
        f"<div><p>{it.text}</p></div><aside><h3>Dans la même rubrique</h3>{related}</aside></div>"
    )


def _machine_ad(it: Truth, related: str) -> str:
    def told(one: Truth) -> str:
        place = {"@type": "Place", "address": {"addressLocality": one.place}}
        item = {
            "@type": "Product",
            "name": one.title,
            "description": one.text,
            "image": [f"/full/{one.n}.png"],
            "url": f"{HOST}/listing/{one.n * 2654435761 % 2**32:08x}",
            "offers": {"price": one.price, "availableAtOrFrom": place},
        }
        return f'<script type="application/ld+json">{json.dumps(item)}</script>'

    scripts = "".join(told(english(n)) for n in (*others(it.n), it.n))
    number = "".join(filter(str.isdigit, it.phone))
    return (
        f'{scripts}<div class="css-1a9x"><div class="css-t5q">{it.title}</div><div class="css-d7r">{it.text}</div>'
        f'<a href="tel:{number}">Show number</a><div data-posted="2026-11-0{it.n}T08:00:00Z"></div></div>'
        f'<div class="css-r2z"><div>You may also like</div>{related}</div>'
    )


def _split_ad(it: Truth, related: str) -> str:
    digits = "".join(filter(str.isdigit, it.phone))
    phone = f"<span>{digits[:3]}</span><i>-</i><span style='display:none'>99</span><span>{digits[3:6]}</span><i>-</i>"
    return (
        f'<div>Call us 800-555-0199</div><div class="posting"><h1>{it.title}</h1>'
        f'<div class="facts" data-price="{it.price}">Posted on November {it.n}, 2026 in <b>{it.place}</b></div>'
        f'<div class="body">{it.text}<br>And more.</div>'
        f'<span class="tel">{phone}<span>{digits[6:]}</span></span><picture><source srcset="/s/{it.n}.png 1x, '
        f'/full/{it.n}.png 2x"><img src="/t/{it.n}.png"></picture><h4>Similar posts</h4><ul>{related}</ul></div>'
    )


def _thread(it: Truth, related: str) -> str:
    del related
    first = (
        f'<div class="post"><a class="username">user{it.n}</a> <time datetime="2026-11-0{it.n}T10:00:00Z">Nov</time>'
        f'<div class="content">{it.text} Call {it.phone}.</div></div>'
    )
    replies = "".join(
        f'<div class="post"><a class="username">user{m}</a><div class="content">Me too: {english(m).phone}</div></div>'
        for m in others(it.n)
    )
    return f"<h1>Forum</h1><h2>{it.title}</h2>{first}{replies}"


def _paragraphs(it: Truth, related: str) -> str:
    facts = f"City: {it.place}<br>Price: {it.price}<br>Phone: {it.phone}<br>Posted: 2026-11-0{it.n}T10:00:00"
    picture = f'<p><img src="ad/t.png" data-origin="/full/{it.n}.png"></p>'
    return f"<div id=main><h1>{it.title}</h1><p>{facts}</p><p>{it.text}</p>{picture}</div><aside>{related}</aside>"


def _linked(it: Truth, address: str) -> str:
    return f'<li><a href="{address}"><img src="/t/{it.n}.png">{it.title}</a></li>'


SITES = (
    DraftedSite(
        "tables without a class, Spanish, Windows-1252",
        spanish,
        lambda n: f"/ver.asp?id={n}&sec=2",
        lambda it, to: (
            f'<tr><td><a href="{to}"><img src="/t/{it.n}.png"></a></td><td><a href="{to}">{it.title}</a></td></tr>'
        ),
        _table_ad,
        '<p><a href="/list?pag=2">Siguiente »</a>',
        encoding="cp1252",
    ),
    DraftedSite(
        "definition lists, French, lazy pictures",
        french,
        lambda n: f"/annonces/cours-de-piano-{n}-a{1000 + n}.html",
        _linked,
        _definitions_ad,
        '<p><a href="/list?o=9">Voir plus d’annonces</a>',
    ),
    DraftedSite(
        "JSON-LD, made-up classes, codes for numbers",
        english,
        lambda n: f"/listing/{n * 2654435761 % 2**32:08x}",
        _linked,
        _machine_ad,
        '<a class="css-b8w" href="/list?page=2">Load more</a>',
    ),
    DraftedSite(
        "phone in pieces, price in an attribute",
        english,
        lambda n: f"/board/{5000 + n}-garden-help",
        _linked,
        _split_ad,
        '<div class="pages"><a href="/list?start=0">1</a> <a href="/list?start=9">2</a></div>',
    ),
    DraftedSite(
        "facts in one paragraph, text in the next",
        english,
        lambda n: f"/#/ad/{n}",
        _linked,
        _paragraphs,
        '<p><a href="/list?page=2">Next</a>',
    ),
    DraftedSite(
        "forum threads with a session in every address",
        english,
        lambda n: f"/viewtopic.php?f=3&amp;t={200 + n}&amp;sid=9f{n}c",
        _linked,
        _thread,
        '<a rel="next" href="/list?start=9">Next</a>',
        lacks=("price", "place", "images"),
    ),
)
