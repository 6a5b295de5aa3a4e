"""What the member said yes to, on which condition, and whose an action is (B1)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.understanding import Circumstances, Understanding
from bot.memory.embedding import local_embedder
from bot.wiring import data_root

TUESDAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def coach() -> RulesCoach:
    return RulesCoach(local_embedder(), data_root("knowledge"))


async def understood(text: str, coach: RulesCoach) -> Understanding:
    known = Circumstances(
        today=TUESDAY, zone="Europe/Berlin", known_people=("Tom Reed", "Ruth Ames"), me=("Mira Vogt",)
    )
    return await coach.understand(text, known)


@pytest.mark.parametrize(
    ("text", "what", "whom", "due"),
    [
        ("Tom needs pricing by 10 Dec, I said ok", "pricing", "Tom", date(2026, 12, 10)),
        ("Met Tom. Needs pricing by 10 Dec, I said sure", "pricing", "Tom", date(2026, 12, 10)),
        ("Ruth asked me to send the deck, I said yes", "send the deck", "Ruth", None),
        ("Ruth asked for two references and I agreed to that", "two references", "Ruth", None),
        (
            "Tom asked for a sizing sheet and I said sure, end of week",
            "a sizing sheet",
            "Tom",
            date(2026, 12, 4),
        ),
        ("Call w Ruth. Wants a replacement, I said by Wed", "a replacement", "Ruth", date(2026, 12, 2)),
        (
            "Ruth wanted the floor plan, so I said fine, by Friday",
            "the floor plan",
            "Ruth",
            date(2026, 12, 4),
        ),
        ("Tom requested a demo and I told him yes", "a demo", "Tom", None),
    ],
)
async def test_a_request_that_was_agreed_to_is_a_promise(
    coach: RulesCoach, text: str, what: str, whom: str, due: date | None
) -> None:
    found = await understood(text, coach)

    assert [(each.by.value, each.what, each.whom, each.due_on) for each in found.promises] == [
        ("member", what, whom, due)
    ]
    assert found.requests == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ruth wants a discount, I said no",
        "Ruth asked for a refund and I said I can't",
        "Tom wants a demo, I said we'd see",
        "Ruth wanted the list, she said ok",
        "If Ruth asked for the list, I said sure",
    ],
)
async def test_what_was_not_agreed_to_is_no_promise(coach: RulesCoach, text: str) -> None:
    assert (await understood(text, coach)).promises == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("if the board signs I'll hold the price for Tom", "hold the price for Tom if the board signs"),
        (
            "If Ruth gets budget before March I'll send her the plan",
            "send the plan if Ruth gets budget before March",
        ),
    ],
)
async def test_a_promise_keeps_its_condition_whose_day_is_not_its_own(
    coach: RulesCoach, text: str, what: str
) -> None:
    [promise] = (await understood(text, coach)).promises

    assert (promise.what, promise.due_on) == (what, None)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Tom wants the report, I'll send it to him Thursday", "send the report"),
        ("Met Tom. I'll send him the quote on Friday", "send the quote"),
        ("Met Ruth. I'll give her two names by Friday", "give two names"),
    ],
)
async def test_who_gets_it_is_named_and_no_pronoun(coach: RulesCoach, text: str, what: str) -> None:
    [promise] = (await understood(text, coach)).promises

    assert promise.what == what
    assert promise.whom in ("Tom", "Ruth")


@pytest.mark.parametrize(
    ("text", "by", "whom"),
    [
        ("Minutes: Tom, Ruth. Action: Ed - share deck by Fri", "contact", "Ed"),
        ("Minutes with Tom. Action: Ruth - share deck by Fri", "contact", "Ruth"),
        ("Minutes with Tom. Action: me - share deck by Fri", "member", "Tom"),
        ("QBR notes\n-> Karthik: share deck by Fri", "contact", "Karthik"),
    ],
)
async def test_an_action_is_its_owners(coach: RulesCoach, text: str, by: str, whom: str) -> None:
    [promise] = (await understood(text, coach)).promises

    assert (promise.by.value, promise.whom) == (by, whom)
