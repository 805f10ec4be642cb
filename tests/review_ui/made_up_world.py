"""A small index with known truth: one number in seven ads of two cities, linked to an e-mail address."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from crawlers.ad import Ad
from extractors.extraction import Extraction
from extractors.mention import Mention
from index.assemble import assemble
from index.document import Document
from index.open import open_index
from matching.cluster import Cluster, Member, Step
from matching.links.keys import LinkKey

NUMBER: Final = "+12025550134"
SECOND: Final = "+12025550177"
OTHER: Final = "+13035550199"
EMAIL: Final = "rose@example.org"
DENVER: Final = ("Denver, CO, US", 39.74, -104.98)
BOISE: Final = ("Boise, ID, US", 43.61, -116.2)
START: Final = datetime(2026, 9, 1, 12, tzinfo=UTC)
HOSTILE: Final = "<script>alert(1)</script><img src=x onerror=alert(2)> {{ desk.secret_key }}"


def build_index(folder: Path) -> None:
    """Fill `folder` with eleven ads, one cluster and one site state."""
    engine = open_index(folder)
    engine.put(make_documents())
    members = tuple(Member(f"board:{n}", (Step(LinkKey("phone", NUMBER), "both carry this number"),)) for n in range(7))
    keys = (LinkKey("phone", NUMBER), LinkKey("email", EMAIL))
    engine.put_clusters([Cluster("cluster-one", members, keys, template="Sweet company in {slot}")], [], 7 / 11)
    engine.put_site_state("board", START + timedelta(days=60))
    engine.close()


def fill_hotline() -> None:
    """Services of both cities and two earlier tips; inside a process of the hotline desk."""
    from review_ui.hotline.intake import NewTip, add_tip
    from review_ui.resources.directory import NewResource, add_resource

    weekdays = ({"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "09:00", "closes": "17:00"},)
    shelter = NewResource(
        "Front Range Shelter", "+13035550142", "Denver", 39.75, -105.0, admin="CO", timezone="America/Denver",
        is_always_open=True, is_confidential=True, address="1 Hidden Lane", checked_on=date(2026, 10, 1),
    )  # fmt: skip
    legal = NewResource("Mile High Legal Aid", "+13035550143", "Denver", 39.70, -104.9, admin="CO", hours=weekdays)
    centre = NewResource("Boise Family Centre", "+12085550144", "Boise", 43.6, -116.2, admin="ID", hours=weekdays)
    for service in (shelter, legal, centre):
        add_resource(service)
    add_tip(NewTip("The caller saw the number on a card at a motel.", (f"phone:{NUMBER}",), place="Denver"))
    add_tip(NewTip("A friend was promised a cleaning job.", (f"email:{EMAIL}",), exploitation="labour"))


def make_documents() -> list[Document]:
    """The ads: five in Denver, two in Boise, one of another number, one hostile, two of a second number."""
    rows = [(n, DENVER if n < 5 else BOISE, NUMBER) for n in range(7)]
    documents = [make_document(n, place, number) for n, place, number in rows]
    documents.append(make_document(7, DENVER, OTHER))
    documents.append(make_document(8, DENVER, OTHER, extra=HOSTILE))
    documents += [make_document(n, BOISE, SECOND) for n in (9, 10)]
    return documents


def make_document(number: int, place: tuple[str, float, float], phone: str, extra: str = "") -> Document:
    """One ad that names a place, a number and an e-mail address, each mention with its exact span."""
    city = place[0].split(",")[0]
    spelt = f"({phone[2:5]}) {phone[5:8]}-{phone[8:]}"
    mail = EMAIL if phone in (NUMBER, SECOND) else "info@example.com"
    text = f"Sweet company in {city}, day {number}. Call {spelt} or write to {mail}. {extra}".strip()
    seen = START + timedelta(days=7 * number)
    ad = Ad(
        ad_id=f"board:{number}",
        revision=1,
        site="board",
        ad_type="commercial",
        url=f"http://board.example/ads/{number}",
        title=f"Company in {city} {extra}".strip(),
        text=text,
        first_seen_at=seen,
        last_seen_at=seen + timedelta(days=2),
        language="en",
        region="US",
        posted_at=seen,
    )
    mentions = (
        _mention(text, city, ("place", place[0]), {"lat": place[1], "lon": place[2]}),
        _mention(text, spelt, ("phone", phone), {"region": "US"}),
        _mention(text, mail, ("email", mail), {}),
        _mention(
            text, f"{spelt} or write", ("indicator", "third-party-contact"), {"source": "made up", "version": "1"}
        ),
    )
    return assemble(ad, Extraction("en", analysed=True, mentions=mentions))


def _mention(text: str, raw: str, what: tuple[str, str], data: dict[str, object]) -> Mention:
    start = text.index(raw)
    return Mention(
        kind=what[0],  # type: ignore[arg-type]
        value=what[1],
        raw=raw,
        field="text",
        start=start,
        end=start + len(raw),
        confidence=0.95,
        extractor="made-up",
        version="1",
        data=data,
    )
