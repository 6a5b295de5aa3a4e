"""B1, B12: what happens to things is no promise, a pronoun keeps its subject, and each thing has its day."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.understanding import Circumstances, Understanding
from bot.core.notes import Promiser

Read = Callable[[str], Awaitable[Understanding]]
TODAY = date(2026, 11, 30)
KNOWN = ("Lea Brandt", "Ben Carter", "Pieter Vos")
WEEK_END, TUESDAY, THURSDAY = date(2026, 12, 4), date(2026, 12, 1), date(2026, 12, 3)


@pytest.fixture
def read(coach: RulesCoach) -> Read:
    async def understand(text: str) -> Understanding:
        circumstances = Circumstances(today=TODAY, zone="Europe/Berlin", known_people=KNOWN)
        return await coach.understand(text, circumstances)

    return understand


@pytest.mark.parametrize(
    "text",
    [
        "Lunch with Pieter Vos from Fabrikam. He reports to Carla Mendes, their COO. "
        "Contract renews 31 March 2027.",
        "Met Pieter Vos. Their licence expires 31 March.",
        "Call with Ben Carter. The support agreement runs until 31 March.",
        "Call with Ben Carter. Decision on the pilot slips to April.",
        "I promised Lea Brandt nothing about it",
    ],
)
async def test_what_happens_to_a_thing_is_no_promise(read: Read, text: str) -> None:
    assert (await read(text)).promises == ()


async def test_what_slips_is_an_expectation(read: Read) -> None:
    found = await read("Lunch with Ben Carter. The decision on the pilot slips to April")
    assert [each.quote for each in found.assumptions] == ["The decision on the pilot slips to April"]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Met Ben Carter. He reports to Kim Voss. I promised him the spec", Promiser.MEMBER),
        ("Met Ben Carter. He reports to Kim Voss. He will send me the spec", Promiser.CONTACT),
    ],
)
async def test_a_pronoun_goes_on_with_its_subject(read: Read, text: str, by: Promiser) -> None:
    [promise] = (await read(text)).promises
    assert (promise.by, promise.whom) == (by, "Ben Carter")


@pytest.mark.parametrize(
    "text",
    [
        "I promised Lea Brandt a quote by Tuesday and the case study by Thursday",
        "Met Lea Brandt, promised her a quote by Tuesday, and the case study by Thursday",
    ],
)
async def test_each_thing_has_its_own_day(read: Read, text: str) -> None:
    promises = (await read(text)).promises
    assert [(each.what, each.due_on) for each in promises] == [
        ("a quote", TUESDAY),
        ("the case study", THURSDAY),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Lea Brandt asked for the ROI calc, I'll get it to her EOW",
        "Lea Brandt asked for the ROI calc. I'll get it to her by Friday.",
    ],
)
async def test_a_promise_says_what_it_is(read: Read, text: str) -> None:
    [promise] = (await read(text)).promises
    assert (promise.what, promise.due_on) == ("get the ROI calc", WEEK_END)


@pytest.mark.parametrize("word", ["y'day", "y\u2019day"])
async def test_short_for_yesterday(read: Read, word: str) -> None:
    assert (await read(f"Met Pieter Vos {word}")).occurred_on == date(2026, 11, 29)
