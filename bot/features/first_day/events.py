"""What follows on the first day when people or notes are there, however they came (B4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.events import Change
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.first_day.commands import FollowFirstDay
from bot.features.first_day.rules import FirstDay, FirstStep


async def follow_first_day(uow: UnitOfWork, work: Work[Any], _: Sequence[Change]) -> None:
    """Have the steps go on where one of them asks for just that."""
    day = await uow.of(FirstDay).one(work.scope.member)
    if day is not None and not day.is_over and day.at in (FirstStep.PEOPLE, FirstStep.NOTE):
        uow.enqueue(FollowFirstDay(), key=work.new_id("first-day"))


async def end_with_question(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """End the steps where the member asked about somebody in their own words: that was the last one."""
    asked = (step.focus and not step.change for step in (change.after for change in changes))
    if not any(asked):
        return
    day = await uow.of(FirstDay).one(work.scope.member)
    if day is not None and not day.is_over and day.at is FirstStep.QUESTION:
        await uow.of(FirstDay).put(replace(day, is_over=True))
