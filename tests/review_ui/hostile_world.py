"""A hotline desk whose every field holds payloads: ads, tips, services, names of accounts; run as a program.

Prints the addresses of the pages that show them.
"""

import importlib.util
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Final

TOGETHER: Final = 20


def load(name: str) -> ModuleType:
    """A module beside this file."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def number_of(group: int) -> str:
    """The number on the ad that holds this group of payloads."""
    return f"+1303555{110 + group:04}"


def fill(texts: list[str]) -> list[str]:
    """Write every text into every field that shows words; the addresses of their pages."""
    from index.open import open_index
    from review_ui.desk import current_desk
    from review_ui.hotline.intake import NewTip, add_tip
    from review_ui.resources.directory import NewResource, add_resource
    from review_ui.tokens import hide

    world = load("made_up_world")
    pages = ["/services/", "/services/gaps/", "/supervision/", "/tips/", "/cases/"]
    documents = []
    for group, text in enumerate(texts):
        tip = add_tip(
            NewTip(
                text, (f"phone:{number_of(group)}",), place=text, safe_contact=text, organisation=text,
                language=text[:20], involves_minor=True,
            )
        )  # fmt: skip
        service = add_resource(
            NewResource(
                text[:180], "x" + text[:30], text[:80], 39.7, -105.0, admin=text[:40], description=text,
                address=text[:300], languages=(text[:20],), services=(text,), genders=(text[:20],),
                organisation=text[:100],
            )
        )  # fmt: skip
        one = world.make_document(100 + group, world.DENVER, number_of(group))
        ad = replace(one.ad, title=text, text=f"{one.ad.text} {text}", url=f"http://board.example/{group}?{text}")
        documents.append(replace(one, ad=ad))
        pages += [f"/tips/{tip.pk}/", f"/tips/{tip.pk}/edit/", f"/cases/{tip.case_id}/", f"/services/{service.pk}/"]
        pages.append(f"/ads/{hide('ad', ad.ad_id)}/")
    engine = open_index(current_desk().index)
    engine.put(documents)
    engine.close()
    return pages


if __name__ == "__main__":
    import django

    django.setup()
    made: list[str] = load("payloads").make_payloads()
    clean = [one.replace("\x00", "").replace("\n", " ").replace("\r", " ") for one in made]
    groups = [" ".join(clean[start : start + TOGETHER]) for start in range(0, len(clean), TOGETHER)]
    print("\n".join(fill(groups)))  # noqa: T201  # what the test reads
