"""Whether calendars may be read in this workspace, which admins decide (B9)."""

from __future__ import annotations

from typing import Any

from bot.core.colleagues import refuse_non_admin
from bot.core.deliveries import NOTHING
from bot.core.identity import WORKSPACE_SPACE
from bot.core.turn import Turn
from bot.features.calendar.cards import connecting as cards
from bot.features.calendar.commands import AllowCalendars
from bot.features.calendar.rules.values import POLICY_ID, CalendarPolicy


async def is_allowed(turn: Turn[Any]) -> bool:
    """Whether an admin has allowed it."""
    async with turn.read() as reader:
        found = await reader.of(CalendarPolicy).find(id=POLICY_ID)
    return any(each.is_allowed for each in found)


async def refuse_where_not_allowed(turn: Turn[Any]) -> bool:
    """Say that calendars are off where they are; returns whether that was said."""
    if await is_allowed(turn):
        return False
    await turn.answer(cards.not_allowed_card(is_admin=turn.member.is_admin), about=NOTHING)
    return True


async def allow_calendars(turn: Turn[AllowCalendars]) -> None:
    """Let members connect calendars, or not; for those who are admins at this moment."""
    if (refusal := await refuse_non_admin(turn, cards.only_admins_card())) is not None:
        await turn.answer(refusal, about=NOTHING)
        return
    allowed = turn.command.allowed
    policy = CalendarPolicy(
        id=POLICY_ID,
        workspace=turn.scope.workspace,
        space=WORKSPACE_SPACE,
        created_at=turn.now,
        is_allowed=allowed,
    )
    async with turn.commit() as uow:
        await uow.of(CalendarPolicy).put(policy)
        await turn.remember(uow)
        uow.say(*turn.update(cards.allowed_card(turn.change, allowed=allowed), about=NOTHING))
