"""The made-up world: repeatable, harmless, and as varied as the real one is."""

import re
import tracemalloc
from collections import Counter, defaultdict
from datetime import UTC, datetime

import pytest

from threadline.demo import wording
from threadline.demo.demo_ad import DemoAd
from threadline.demo.numbers import is_reserved
from threadline.demo.options import DemoOptions
from threadline.demo.spelling import OBFUSCATED, PLAIN
from threadline.demo.world import HUBS, World

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
FORBIDDEN = {"victim", "victims", "trafficker", "minor", "girl", "girls", "teen", "child", "young", "school", "sex"}


def ads_of(count: int, seed: int = 7) -> list[DemoAd]:
    return list(World(DemoOptions(ads=count, seed=seed, now=NOW)).ads())


@pytest.fixture(scope="module")
def ads() -> list[DemoAd]:
    return ads_of(4000)


def test_the_same_seed_makes_the_same_world() -> None:
    first, again = (World(DemoOptions(ads=400, now=NOW)).digest() for _ in range(2))
    assert first == again
    assert World(DemoOptions(ads=400, seed=8, now=NOW)).digest() != first


def test_a_longer_world_begins_like_a_shorter_one() -> None:
    assert ads_of(500)[:200] == ads_of(200)


def test_every_number_is_reserved_for_invention(ads: list[DemoAd]) -> None:
    assert all(is_reserved(number, 4000) for ad in ads for number in ad.phones)
    lines = [
        line for ad in ads for line in re.findall(r"\d{3}\W{0,2}555\W{0,2}(\d{4})(?!\d)", f"{ad.text} {ad.phone_shown}")
    ]
    assert len(lines) > 3000
    assert all(line.startswith("01") for line in lines)


def test_wording_is_tame_and_nobody_is_young(ads: list[DemoAd]) -> None:
    sentences = [text for name, pool in vars(wording).items() if name.isupper() for text in pool]
    for text in sentences + [ad.title for ad in ads]:
        words = set(re.findall(r"[a-zé]+", text.lower()))
        assert not words & FORBIDDEN, text
    ages = [int(age) for ad in ads for age in re.findall(r"(\d+) (?:yrs|años)", ad.text)]
    assert ages
    assert min(ages) >= 21


def test_native_ids_are_unique(ads: list[DemoAd]) -> None:
    assert len({ad.ad_id for ad in ads}) == len(ads)


def test_the_world_holds_everything_that_makes_linking_hard(ads: list[DemoAd]) -> None:
    assert {ad.kind for ad in ads} == {"independent", "organisation", "employer", "doubtful_agency"}
    assert {ad.language for ad in ads} == {"en", "es"}
    assert all(any(hub in ad.hub_phones for ad in ads) for hub in HUBS)
    assert any(ad.stolen_phones for ad in ads)
    assert any(ad.repost_of for ad in ads)
    numbers, cities, agencies = defaultdict(set), defaultdict(set), defaultdict(set)
    for ad in ads:
        cities[ad.poster].add(ad.city)
        numbers[ad.organisation or ad.poster].update(ad.own_phones)
        for line in ad.agency_phones:
            agencies[line].add(ad.poster)
    assert max(map(len, cities.values())) >= 3
    assert max(map(len, numbers.values())) >= 3
    assert max(map(len, agencies.values())) >= 5


def test_a_job_agencys_number_also_stands_in_personal_ads(ads: list[DemoAd]) -> None:
    jobs = {number for ad in ads if ad.kind == "doubtful_agency" for number in ad.own_phones}
    personal = {number for ad in ads if ad.ad_type == "commercial" for number in ad.own_phones}
    assert jobs
    assert jobs <= personal


def test_each_number_belongs_to_one_poster_or_organisation(ads: list[DemoAd]) -> None:
    owners = defaultdict(set)
    for ad in ads:
        for number in ad.own_phones:
            owners[number].add(ad.organisation or ad.poster)
    assert all(len(found) == 1 for found in owners.values())


def test_a_repost_repeats_an_earlier_ad_of_the_same_poster(ads: list[DemoAd]) -> None:
    by_id = {ad.native_id: ad for ad in ads}
    reposts = [ad for ad in ads if ad.repost_of]
    for ad in reposts:
        original = by_id[ad.repost_of]
        assert (original.poster, original.text) == (ad.poster, ad.text)
        assert original.posted_at <= ad.posted_at


def test_every_way_to_spell_a_number_occurs(ads: list[DemoAd]) -> None:
    used = Counter(ad.spelling for ad in ads)
    assert set(used) == {name for name, _ in PLAIN + OBFUSCATED}


def test_smallest_world_has_one_ad_and_bad_sizes_are_refused() -> None:
    assert len(ads_of(1)) == 1
    for count in (0, -5, 1_000_001):
        with pytest.raises(ValueError, match="1 to 1,000,000"):
            DemoOptions(ads=count)


def test_a_large_world_streams_in_little_memory() -> None:
    options = DemoOptions(ads=12_000, now=NOW)
    tracemalloc.start()
    lines = {number[-4:] for ad in World(options).ads() for number in ad.own_phones}
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12 << 20
    assert len(lines) > 100, "a world above 10,000 ads uses all lines of 555"


@pytest.mark.soak
def test_a_million_ads_come_with_numbers_enough() -> None:
    options = DemoOptions(ads=1_000_000, now=NOW)
    count = 0
    for ad in World(options).ads():
        count += 1
        assert all(is_reserved(number, options.ads) for number in ad.phones)
    assert count == options.ads
