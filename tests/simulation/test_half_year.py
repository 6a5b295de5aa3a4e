"""Through half a year no two messages of a kind to one person say the same, whatever they do about them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.cards import Card
from bot.core.identity import MemberId
from tests.simulation.half_year import HalfYear, by_itself, live, page, words_of
from tests.simulation.lives import INES, MIRA, NAMES, OMAR, TOMO
from tests.support.databases import database_maker

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.asyncio(loop_scope="module"),
]
DAYS = 182
TEAM = (MIRA, TOMO, INES, OMAR)
ROUNDS = ("round", "stratical-round")
"""Asked by another rule: which question is next."""
TIMES = re.compile(
    r"\b(?:today|tomorrow|yesterday|\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven)?\s?"
    r"(?:January|February|March|April|May|June|July|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:day|week|month|year)s?(?: ago)?)\b|\d+",
    re.IGNORECASE,
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def year(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[HalfYear]:
    """The half-year, lived once for all tests."""
    folder: Path = tmp_path_factory.mktemp("year")
    with database_maker("sqlite", folder) as make:
        yield await live(make(), days=DAYS)


def without_times(card: Card) -> str:
    """What a card says, without dates, spans and counts: these alone make no news."""
    return TIMES.sub("#", " ".join(words_of(card)))


def said(year: HalfYear, member: MemberId) -> dict[str, list[str]]:
    """What a member was told by itself, by kind, without dates and counts."""
    found: dict[str, list[str]] = defaultdict(list)
    for post in by_itself(year, member):
        assert post.run is not None
        assert post.card is not None
        if post.run.command.kind not in ROUNDS:
            found[post.run.command.kind].append(without_times(post.card))
    return found


@pytest.mark.parametrize("member", TEAM, ids=[NAMES[each] for each in TEAM])
async def test_no_two_messages_of_a_kind_to_one_person_say_the_same(year: HalfYear, member: MemberId) -> None:
    twice = {
        kind: [words for words, count in Counter(told).items() if count > 1]
        for kind, told in said(year, member).items()
    }

    assert sum(map(len, said(year, member).values())) > 10
    assert {kind: words for kind, words in twice.items() if words} == {}


async def test_everybody_gets_something_and_nobody_more_than_two_a_working_day(year: HalfYear) -> None:
    for member in TEAM:
        days = Counter(post.at.date() for post in by_itself(year, member))
        assert 20 < len(days) < DAYS * 5 / 7
        assert max(days.values()) <= 3
        assert sum(days.values()) / (DAYS * 5 / 7) < 1


async def test_what_a_manager_reads_ends_in_one_talk_to_have(year: HalfYear) -> None:
    rolled = [post for post in by_itself(year, TOMO) if post.run and post.run.command.kind == "roll-up"]

    assert len(rolled) > 5
    for post in rolled:
        assert post.card is not None
        assert any(words.startswith("For ") and "Ask " in words for words in words_of(post.card))


async def test_whoever_was_close_once_comes_up_at_most_once_a_month(year: HalfYear) -> None:
    came = [post for post in by_itself(year, MIRA) if post.run and post.run.command.kind == "dormant"]

    assert any(post.card and "Jonas Weber" in " ".join(words_of(post.card)) for post in came)
    assert len({(post.at.year, post.at.month) for post in came}) == len(came)


async def test_the_country_is_asked_about_once(year: HalfYear) -> None:
    for member in TEAM:
        cards = [post.card for post in by_itself(year, member) if post.card]
        assert (
            sum("By your time zone your country is Germany" in " ".join(words_of(card)) for card in cards)
            == 1
        )


async def test_the_page_tells_every_message_of_the_three(year: HalfYear) -> None:
    written = page(year)

    for member in (MIRA, TOMO, INES):
        assert f"## {NAMES[member]}" in written
        for post in by_itself(year, member):
            assert post.card is not None
            assert all(line in written.replace("\n> ", "\n") for line in words_of(post.card))
    assert f"## {NAMES[OMAR]}" not in written


async def test_dates_spans_and_counts_alone_make_no_news() -> None:
    one = Card(text=("It has been seven weeks since 3 March 2027; 4 of 9.",))
    two = Card(text=("It has been two months since 12 June 2027; 1 of 8.",))
    other = Card(text=("It has been two months since Ana called.",))

    assert without_times(one) == without_times(two)
    assert without_times(two) != without_times(other)
