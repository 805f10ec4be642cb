"""500 payloads in every field become text and nothing else: the page keeps exactly the elements of a harmless one."""

from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from index.open import open_index
from review_ui.evidence import open_engine
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.hotline.models import Case, Disclosure, Tip
from review_ui.resources.directory import NewResource, add_resource
from review_ui.tokens import hide

HARMLESS = "harmless"


class Skeleton(HTMLParser):
    """Counts elements with the names of their attributes, and reads no text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[tuple[str, ...]] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag, *sorted(name for name, _ in attrs)] += 1


def skeleton(client: Client, path: str, posted: dict[str, str] | None = None) -> Counter[tuple[str, ...]]:
    response = client.get(path) if posted is None else client.post(path, posted)
    assert response.status_code == 200, path
    parser = Skeleton()
    parser.feed(response.content.decode())
    return parser.found


@pytest.fixture(scope="module")
def payloads(load_module: Any) -> list[str]:
    """Twenty-five texts of twenty payloads each: 500 in all."""
    found: list[str] = load_module("payloads").make_payloads()
    assert len(set(found)) == 500
    return [" ".join(found[start : start + 20]) for start in range(0, 500, 20)]


def tip_of(text: str) -> Tip:
    return add_tip(NewTip(text, place=text, safe_contact=text, organisation=text, language=text))


def test_tips_and_cases(worker: Client, payloads: list[str]) -> None:
    plain = tip_of(HARMLESS)
    expected = skeleton(worker, f"/tips/{plain.pk}/"), skeleton(worker, f"/cases/{plain.case_id}/").keys()
    for text in payloads:
        tip = tip_of(one_line(text))
        assert skeleton(worker, f"/tips/{tip.pk}/") == expected[0], text
        assert not dangerous(skeleton(worker, f"/cases/{tip.case_id}/")), text


def test_services(worker: Client, payloads: list[str]) -> None:
    plain = add_resource(NewResource(HARMLESS, HARMLESS, HARMLESS, 1.0, 1.0, description=HARMLESS))
    expected = skeleton(worker, f"/services/{plain.pk}/")
    for text in map(one_line, payloads):
        short = NewResource(text[:200], f"x{text}"[:32], text[:120], 1.0, 1.0, description=text, address=text[:300])
        one = add_resource(short)
        assert skeleton(worker, f"/services/{one.pk}/") == expected, text
    assert not dangerous(skeleton(worker, "/services/"))


def test_what_is_typed_comes_back_as_text(worker: Client, payloads: list[str]) -> None:
    for text in payloads:
        for part in text.split(" <")[:2]:
            assert not dangerous(skeleton(worker, "/look-up/", {"typed": "<" + part[:190].lstrip("\x00")})), part


def test_ads_and_results(investigator: Client, payloads: list[str], settings: Any, world: Any, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    settings.THREADLINE_DESK = replace(settings.THREADLINE_DESK, index=folder)
    engine = open_index(folder)
    texts = [HARMLESS, *payloads]
    made = [world.make_document(n, world.DENVER, world.NUMBER) for n in range(len(texts))]
    engine.put(
        replace(one, ad=replace(one.ad, title=text, text=f"{one.ad.text} {text}", url=f"http://x.example/{text}"))
        for one, text in zip(made, texts, strict=True)
    )
    engine.close()
    expected = skeleton(investigator, f"/ads/{hide('ad', 'board:0')}/")
    for number in range(1, len(texts)):
        assert skeleton(investigator, f"/ads/{hide('ad', f'board:{number}')}/") == expected, texts[number]
    assert not dangerous(skeleton(investigator, "/search/", {"text": "company"}))
    open_engine().close()


def test_names_of_recipients(hotline: Any, enter: Any, payloads: list[str]) -> None:
    case = Case.objects.create(number=1)
    supervisor = enter("supervisor")
    for text in payloads:
        asked = {
            "recipient": one_line(text)[:199], "jurisdiction": one_line(text)[:119], "legal_basis": "court",
            "fields_shared": ["place"], "is_new_recipient_meant": "1",
        }  # fmt: skip
        supervisor.post(f"/cases/{case.pk}/disclose/", {f"disclosure-{name}": value for name, value in asked.items()})
    assert Disclosure.objects.count() > 10
    assert not dangerous(skeleton(supervisor, f"/cases/{case.pk}/"))


def one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ").replace("\x00", "")


def dangerous(found: Counter[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Elements that no page of ours has, scripts without a source, and handlers on anything."""
    never = {"img", "iframe", "object", "base", "style", "video", "math", "body onload", "embed"}
    return [
        key
        for key in found
        if key[0] in never
        or (key[0] == "script" and "src" not in key)
        or any(name.startswith(("on", "hx-on")) or name == "style" for name in key[1:])
    ]
