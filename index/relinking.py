"""Link what the index holds: everything once, afterwards only what changed, with the same outcome."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Final

from index.engine import Alias, Engine, Relinked, Stale
from index.templates import add_texts, with_templates
from matching.judgement import Judgement, Verdict
from matching.links.around import Change, link_around
from matching.links.inputs import LinkInput, LinkLimits
from matching.links.keys import TEMPLATE, LinkKey
from matching.links.linker import ALGORITHM, link, raise_alarm
from matching.pictures.slices import PICTURE
from matching.text.band_file import DIGEST_CHARACTERS, BandFile

TEXT: Final = "text"
PHOTO: Final = "photo"
WORN: Final = "worn"
_LONG: Final = 20  # keys; an ad with about thirty is a list, and one key more or less then changes them all


@dataclass(frozen=True, slots=True)
class Evidence:
    """What links beyond identifiers: pictures that are one photo, by the first of them, and texts."""

    photo_of: Mapping[str, str]
    texts: BandFile


@dataclass(frozen=True, slots=True)
class Outcome:
    """How things link now. `ads` were read to find out; `alarm` is a sentence or `""`."""

    clusters: int
    hubs: int
    largest_share: float
    alarm: str
    ads: int


@dataclass(frozen=True, slots=True)
class Rules:
    """What a linking keeps to: people's judgements, the limits, and the keys that people called a line of many."""

    judgements: tuple[Judgement, ...]
    limits: LinkLimits
    lines: frozenset[LinkKey] = frozenset()

    def note(self) -> str:
        """Everything but the ads that decides how they link."""
        decided = [[j.left, j.right, j.verdict.value, j.decided_at.isoformat()] for j in self.judgements]
        return json.dumps([[ALGORITHM, *sorted(map(str, self.lines))], asdict(self.limits), sorted(decided)])

    def changed_since(self, note: str) -> tuple[Judgement, ...] | None:
        """Judgements made or taken back since; None when the rules themselves changed."""
        now, before = json.loads(self.note()), json.loads(note or "[null, null, []]")
        if now[:2] != before[:2]:
            return None
        differing = {tuple(j) for j in now[2]} ^ {tuple(j) for j in before[2]}
        return tuple(
            Judgement(left, right, Verdict(verdict), datetime.fromisoformat(at))
            for left, right, verdict, at in sorted(differing)
        )


def relink_everything(engine: Engine, evidence: Evidence, rules: Rules) -> Outcome:
    """Every cluster anew."""
    stale = engine.stale()
    generation = stale.generation if stale else engine.stats().generation
    ads = [name_photos(ad, evidence.photo_of) for ad in engine.link_inputs()]
    group_of: dict[str, str] = {}
    linkage = link(with_templates(engine, ads, evidence.texts, group_of), rules.judgements, rules.limits, rules.lines)
    aliases = {(TEXT, digest): group for digest, group in group_of.items()}
    aliases |= {(PHOTO, picture): photo for picture, photo in evidence.photo_of.items()}
    aliases |= _worn((*linkage.worn, *linkage.hubs), "yes")
    nothing: frozenset[str] = frozenset()
    engine.put_linked(
        Relinked(generation, nothing, linkage.clusters, frozenset(linkage.hubs), frozenset(), aliases, rules.note()),
        linkage.largest_share,
    )
    return Outcome(len(linkage.clusters), len(engine.hubs()), linkage.largest_share, linkage.alarm, len(ads))


def relink(engine: Engine, evidence: Evidence, rules: Rules) -> Outcome:
    """What changed since the last linking, and everything where that would be most of it."""
    stale = engine.stale()
    judged = rules.changed_since(engine.link_note())
    held = engine.stats()
    if stale is None or judged is None or len(stale.ad_ids) * 2 > held.ads:
        return relink_everything(engine, evidence, rules)
    seen = Seen(engine, evidence, stale)
    change = replace(seen.change(), judged=judged)
    around = link_around(seen, change, rules.judgements, rules.limits, rules.lines)
    worn = {**_worn(around.hubs, "yes"), **_worn(around.hubs_no_more, "")}
    largest = engine.put_relinked(
        Relinked(
            stale.generation, around.gone, around.clusters, _shown(around.hubs), _shown(around.hubs_no_more),
            {**seen.aliases, **worn}, rules.note(),
        )
    )  # fmt: skip
    share = largest / max(held.ads, 1)
    count = engine.count_clusters()
    return Outcome(count, len(engine.hubs()), share, raise_alarm(largest, share, rules.limits), around.ads)


class Seen:
    """The index as the linker sees it: one key a photo, one key for nearly equal texts. `aliases` are those that
    changed."""

    def __init__(self, engine: Engine, evidence: Evidence, stale: Stale) -> None:
        self._engine = engine
        self._evidence = evidence
        self._stale = stale
        self._put = engine.inputs_of(stale.ad_ids)
        self._texts = _compare_texts(engine, evidence.texts, self._put, stale.texts)
        self._photos = _compare(engine.aliases(PHOTO), evidence.photo_of)
        self._pictures: dict[str, list[str]] = {}
        for picture, photo in evidence.photo_of.items():
            self._pictures.setdefault(photo, []).append(picture)
        self.aliases: dict[Alias, str] = {(TEXT, text): now for text, (_, now) in self._texts.items()}
        self.aliases |= {(PHOTO, picture): now for picture, (_, now) in self._photos.items()}

    def change(self) -> Change:
        """Everything that may link differently now."""
        pictures = [LinkKey(PICTURE, picture) for picture in self._photos]
        renamed = [*self._engine.inputs_with_texts(self._texts), *self._engine.inputs_with_keys(pictures)]
        near = self._named([*self._put, *renamed])
        long = {key for ad in near if len(ad.keys) > _LONG for key in ad.keys}
        texts = self._stale.texts | {ad.text_digest for ad in self._put}
        groups = {*self._engine.aliases(TEXT, texts).values(), *self._group(texts).values()}
        groups |= {name for pair in self._texts.values() for name in pair if name}
        moved = {LinkKey(TEMPLATE, group) for group in groups}
        moved |= {LinkKey(PICTURE, name or picture) for picture, pair in self._photos.items() for name in pair}
        lost = self._rename(self._stale.lost)
        return Change(
            keys=frozenset({*self._rename(self._stale.keys), *lost, *moved, *(k for ad in near for k in ad.keys)}),
            lost=frozenset({*lost, *moved, *long}),
            ad_ids=frozenset(ad.ad_id for ad in near),
            clusters=self._stale.clusters,
        )

    def with_keys(self, keys: Iterable[LinkKey]) -> list[LinkInput]:
        """Every ad that carries one of these."""
        wanted = set(keys)
        groups = [key.value for key in wanted if key.kind == TEMPLATE]
        texts = {text for text, group in self._members(groups).items() if group in set(groups)}
        plain = {key for key in wanted if key.kind != TEMPLATE}
        plain |= {
            LinkKey(PICTURE, one) for key in wanted if key.kind == PICTURE for one in self._pictures.get(key.value, ())
        }
        found = [*self._engine.inputs_with_keys(plain), *self._engine.inputs_with_texts(texts)]
        named = self._named({ad.ad_id: ad for ad in found}.values())
        return [ad for ad in named if not wanted.isdisjoint(ad.keys)]

    def of(self, ad_ids: Iterable[str]) -> list[LinkInput]:
        """These ads, as far as they are held."""
        return self._named(self._engine.inputs_of(ad_ids))

    def hubs(self) -> frozenset[LinkKey]:
        """Hubs of the last linking, of every kind."""
        return self._engine.hubs() | {LinkKey.parse(name) for name in self._engine.aliases(WORN)}

    def beside(self, ad_ids: Iterable[str], cluster_ids: Iterable[str]) -> Mapping[str, str]:
        """Members of the clusters that hold these ads, and of these clusters."""
        return self._engine.members_beside(ad_ids, cluster_ids)

    def _members(self, groups: Collection[str]) -> dict[str, str]:
        """Texts of these groups as they are now."""
        held = self._engine.aliased(TEXT, groups)
        return {**held, **{text: now for text, (_, now) in self._texts.items()}}

    def _group(self, texts: Collection[str]) -> dict[str, str]:
        """The group of each text as it is now."""
        held = self._engine.aliases(TEXT, texts)
        held |= {text: self._texts[text][1] for text in texts if text in self._texts}
        return {text: group for text, group in held.items() if group}

    def _named(self, ads: Collection[LinkInput]) -> list[LinkInput]:
        group_of = self._group({ad.text_digest for ad in ads})
        named = []
        for ad in ads:
            group = group_of.get(ad.text_digest)
            plain = name_photos(ad, self._evidence.photo_of)
            named.append(replace(plain, keys=(*plain.keys, LinkKey(TEMPLATE, group))) if group else plain)
        return named

    def _rename(self, keys: Iterable[LinkKey]) -> set[LinkKey]:
        of = self._evidence.photo_of
        return {LinkKey(PICTURE, of.get(key.value, key.value)) if key.kind == PICTURE else key for key in keys}


def name_photos(ad: LinkInput, photo_of: Mapping[str, str]) -> LinkInput:
    """Copies of one photo (other bytes, same picture) carry one key: a re-saved copy links like the original."""
    if not any(key.kind == PICTURE and key.value in photo_of for key in ad.keys):
        return ad
    keys = {LinkKey(PICTURE, photo_of.get(key.value, key.value)) if key.kind == PICTURE else key for key in ad.keys}
    return replace(ad, keys=tuple(sorted(keys)))


def _compare_texts(
    engine: Engine, bands: BandFile, put: Sequence[LinkInput], lost: Collection[str]
) -> dict[str, tuple[str, str]]:
    """Texts whose group changed: the name it had and the one it has (`""`: none)."""
    add_texts(engine, bands, put)
    reached = bands.reach({*(ad.text_digest[:DIGEST_CHARACTERS] for ad in put), *lost})
    held = {ad.text_digest for ad in engine.inputs_with_texts(reached)}
    before, now = engine.aliases(TEXT, {*reached, *lost}), bands.groups(held)
    return {text: (before.get(text, ""), now.get(text, "")) for text in reached if before.get(text) != now.get(text)}


def _compare(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    differing = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    return {name: (before.get(name, ""), now.get(name, "")) for name in differing}


def _worn(hubs: Iterable[LinkKey], target: str) -> dict[Alias, str]:
    """Hubs that go by the name of a group: no ad need carry that very key."""
    return {(WORN, str(key)): target for key in hubs if key.kind in (TEMPLATE, PICTURE)}


def _shown(hubs: Iterable[LinkKey]) -> frozenset[LinkKey]:
    return frozenset(key for key in hubs if key.kind != TEMPLATE)
