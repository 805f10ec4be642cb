"""Everything the answer shows, put together from the index and the hotline's own records."""

from collections.abc import Sequence
from dataclasses import dataclass

from crawlers.ad import Ad
from extractors.mention import IDENTIFIER_KINDS
from index.answer import Answer
from index.engine import Engine
from index.results import Count, LinkedKey, PlaceSpan
from matching.links.keys import LinkKey
from review_ui.charts import Chart, draw_weeks
from review_ui.hotline.placing import Placing
from review_ui.lookup.earlier import EarlierTip, find_earlier
from review_ui.lookup.help import Help, find_help
from review_ui.lookup.points import list_points
from review_ui.templatetags import shown
from review_ui.tokens import hide

_PLACES_SHOWN = 12
_LINKED_SHOWN = 12
_ADS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ShownKey:
    """A linked identifier as it is shown: kind, value, whether it may be looked up."""

    kind: str
    value: str
    linked: LinkedKey


@dataclass(frozen=True, slots=True)
class ShownAd:
    """One of the newest ads, with the address of its page."""

    ad: Ad
    token: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """The answer, the newest ads, the drawing of its weeks, earlier tips, and the services near its first place."""

    answer: Answer
    key: LinkKey | None
    places: Sequence[PlaceSpan]
    more_places: int
    linked: Sequence[ShownKey]
    more_linked: int
    cluster: str
    pictures: int
    ads: Sequence[ShownAd]
    chart: Chart | None
    earlier: Sequence[EarlierTip]
    help: Help
    points: str

    @property
    def is_found(self) -> bool:
        """Whether the answer is about something that was named, not a list of candidates."""
        return self.key is not None or bool(self.answer.terms)

    @property
    def title(self) -> str:
        """What the answer is about: the identifier, or all that was typed as it was read."""
        if self.answer.terms:
            return " + ".join(shown.as_number(term) for term in self.answer.terms)
        return shown.as_number(self.key.value) if self.key else ""

    @property
    def is_held(self) -> bool:
        """Whether any ad we hold carries what was asked."""
        return self.answer.ads > 0


def put_together(engine: Engine, answer: Answer, placing: Placing | None) -> AnswerPage:
    """The page's content; reads the key store and this desk's database alone."""
    key = LinkKey.parse(answer.identifier) if answer.identifier else None
    is_found = key is not None or bool(answer.terms)
    near = find_help(answer.places if is_found else (), placing)
    return AnswerPage(
        answer=answer,
        key=key,
        places=answer.places[:_PLACES_SHOWN],
        more_places=max(answer.place_count - _PLACES_SHOWN, 0),
        linked=_linked(answer.linked),
        more_linked=max(answer.linked_count - len(answer.linked), 0),
        cluster=hide("cluster", answer.cluster_id) if answer.cluster_id and not answer.hub else "",
        pictures=_count_pictures(answer.linked),
        ads=_newest(engine, answer.ad_ids[:_ADS_SHOWN]),
        chart=_chart(answer.weeks),
        earlier=find_earlier(asked, answer.linked) if (asked := _asked(answer)) else (),
        help=near,
        points=list_points(answer.places[:_PLACES_SHOWN], near) if is_found else "",
    )


def _asked(answer: Answer) -> list[LinkKey]:
    """What tips are looked for under: everything that was named; a city names too many."""
    named = answer.asked or ((answer.identifier,) if answer.identifier else ())
    return [key for key in map(LinkKey.parse, named) if key.kind != "place"]


def _linked(found: Sequence[LinkedKey]) -> list[ShownKey]:
    keys = [(LinkKey.parse(linked.key), linked) for linked in found]
    readable = [ShownKey(key.kind, key.value, linked) for key, linked in keys if key.kind in IDENTIFIER_KINDS]
    return readable[:_LINKED_SHOWN]


def _count_pictures(found: Sequence[LinkedKey]) -> int:
    return sum(LinkKey.parse(linked.key).kind == "picture" for linked in found)


def _newest(engine: Engine, ad_ids: Sequence[str]) -> list[ShownAd]:
    held = engine.get(list(ad_ids))
    return [ShownAd(held[ad_id].ad, hide("ad", ad_id)) for ad_id in ad_ids if ad_id in held]


def _chart(weeks: Sequence[Count]) -> Chart | None:
    return draw_weeks(weeks) if len(weeks) > 1 else None
