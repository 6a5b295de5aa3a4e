"""A member's share of the model for a day, what it costs them, and that the breaker knows nothing of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.fallback import FallbackCoach
from bot.coach.model.asking.budget import DailyBudget
from bot.coach.model.asking.rungs import Rung
from bot.core.breaking import BreakerRules
from bot.core.coaching.understanding import Mode
from bot.core.guarding import Guard
from bot.core.ports.errors import OverBudget, Unavailable
from tests.coach.model.asking.test_ladder import DRAFT, TODAY, asked, question
from tests.coach.model.test_model_coach import EXCERPTS, SimpleRules
from tests.support.picky_server import PickyServer

MIRA = replace(TODAY, asked_by="W1/mira")
DAY = date(2026, 11, 30)
ASKED = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3), st.integers(0, 50)), max_size=40)


@given(ASKED, st.integers(1, 100))
def test_each_member_has_the_limit_on_each_day(asked_for: list[tuple[str, int, int]], limit: int) -> None:
    budget = DailyBudget(limit)
    used: dict[tuple[str, date], int] = {}
    for member, after, tokens in sorted(asked_for, key=lambda each: each[1]):
        day = DAY + timedelta(days=after)
        assert budget.is_spent(member, day) is (used.get((member, day), 0) >= limit)
        budget.spend(member, day, tokens)
        used[member, day] = used.get((member, day), 0) + tokens


def test_without_a_limit_or_a_member_nothing_is_counted() -> None:
    free, limited = DailyBudget(None), DailyBudget(1)
    for budget, member in ((free, "a"), (limited, "")):
        budget.spend(member, DAY, 1_000)
        assert not budget.is_spent(member, DAY)


async def test_answers_that_do_not_fit_are_paid_for_by_whoever_asked() -> None:
    server = PickyServer({"no": "statement"})
    async with asked(server, tokens_a_day=100, rung=Rung.JSON) as coach:
        with pytest.raises(Unavailable) as first:
            await coach.answer("What worries Ana?", EXCERPTS, MIRA)
        with pytest.raises(OverBudget):
            await coach.answer("What worries Ana?", EXCERPTS, MIRA)
    assert not isinstance(first.value, OverBudget)
    assert len(server.requests) == 1


async def test_the_next_day_and_everybody_else_are_asked_for_again() -> None:
    server = PickyServer(DRAFT)
    async with asked(server, tokens_a_day=110) as coach:
        await coach.answer("What worries Ana?", EXCERPTS, MIRA)
        with pytest.raises(OverBudget):
            await coach.answer("What worries Ana?", EXCERPTS, MIRA)
        await coach.answer("What worries Ana?", EXCERPTS, replace(MIRA, asked_by="W2/mira"))
        await coach.answer("What worries Ana?", EXCERPTS, replace(MIRA, today=MIRA.today + timedelta(days=1)))
        await question(coach)
    assert len(server.requests) == 4


async def test_a_budget_that_is_used_up_says_nothing_of_the_server() -> None:
    guard = Guard("model", BreakerRules(failures=2))
    async with asked(PickyServer(DRAFT), tokens_a_day=1) as coach:
        both = FallbackCoach(coach, SimpleRules(), guard)
        assert (await both.answer("What worries Ana?", EXCERPTS, MIRA)).provenance.mode is Mode.MODEL
        guard.failed("no_answer")
        answer = await both.answer("What worries Ana?", EXCERPTS, MIRA)
        assert answer.provenance.mode is Mode.RULES_OVER_BUDGET
        guard.failed("no_answer")
    assert guard.is_open, "the two failures stand in a row"
