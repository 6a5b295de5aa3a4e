"""What comes round at the end of its period: goals, meetings, the private question, the vision (F3, F4)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from bot.core.cards import Card
from bot.core.contacts import Contact, Standing, Tier
from bot.core.deliveries import UNSAID, Say
from bot.core.ports.books import StoreReader
from bot.core.schedule import times as kinds
from bot.core.schedule.commands import Due
from bot.core.schedule.on_time import another_day
from bot.core.turn import Turn
from bot.features.goals.contracts import Goal, GoalPeriod, GoalState
from bot.features.meetings.contracts import Meeting
from bot.features.period_ends import cards as texts
from bot.features.period_ends.rules import LatestPrompt, has_room
from bot.features.vision.contracts import Vision

_ENDS_SOON = timedelta(days=3)
_MOST = 3
_RHYTHM = {
    GoalPeriod.WEEK: timedelta(days=7),
    GoalPeriod.MONTH: timedelta(days=7),
    GoalPeriod.QUARTER: timedelta(days=28),
}
"""How often a relationship with goals is reviewed with its partner (F4)."""

Maker = Callable[[StoreReader, Turn[Any]], Awaitable[Card | None]]


async def end_period(turn: Turn[Due]) -> None:
    """Offer what the end of a period asks for; nothing where there is nothing to do.

    Where another one has come on this day, it waits for the next.
    """
    due, me = turn.command, turn.scope.member
    async with turn.read() as reader:
        card = await MAKERS[due.kind](reader, turn)
        latest = next(iter(await reader.of(LatestPrompt).find(id=me)), None)
    if card is None:
        return
    if not has_room(latest, due.kind, due.key, turn.today):
        await another_day(turn)
        return
    prompt = LatestPrompt(
        id=me,
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        kind=due.kind,
        key=due.key,
        on=turn.today,
    )
    async with turn.commit() as uow:
        await uow.of(LatestPrompt).put(prompt)
        uow.say(Say(card=card, about=UNSAID))


async def _goals(reader: StoreReader, turn: Turn[Any]) -> Card | None:
    """Goals whose period is over or ends within days: settled, or carried over by choice (F3)."""
    held = await _open_goals(reader, turn)
    ending = [goal for goal in held if goal.ends <= turn.today + _ENDS_SOON]
    if not ending:
        return None
    with_goals = {goal.contact_id for goal in ending if goal.contact_id}
    return texts.goals(len(ending), turn.people.some(sorted(with_goals))[:_MOST])


async def _meetings(reader: StoreReader, turn: Turn[Any]) -> Card | None:
    """Relationships with goals whose review with the partner is due (F4)."""
    due: list[Contact] = []
    for goal in await _open_goals(reader, turn):
        contact = turn.people.get(goal.contact_id) if goal.contact_id else None
        if contact is None or contact in due or contact.standing is Standing.RELEASED:
            continue
        latest = await reader.of(Meeting).find(contact_id=contact.id, newest_first=True, limit=1)
        since = latest[0].on if latest else goal.begins
        if turn.today - since >= _RHYTHM[goal.period]:
            due.append(contact)
    return texts.meetings([(each, turn.people.company(each)) for each in due[:_MOST]]) if due else None


async def _mindset(uow: StoreReader, turn: Turn[Any]) -> Card | None:
    """Only a button: the question stands in a form, and nowhere else (S1)."""
    del uow
    active = [each for each in turn.people.contacts if each.tier is Tier.STRATEGIC]
    return texts.mindset() if active else None


async def _vision(reader: StoreReader, turn: Turn[Any]) -> Card | None:
    """Half a year later: does the picture of the future still hold (P4)?"""
    found = await reader.of(Vision).find(space=turn.member.space, superseded_by=None, limit=1)
    return texts.vision(found[0].created_at.date(), turn.today) if found else texts.no_vision()


async def _open_goals(reader: StoreReader, turn: Turn[Any]) -> list[Goal]:
    return await reader.of(Goal).find(space=turn.member.space, state=GoalState.OPEN)


MAKERS: dict[str, Maker] = {
    kinds.GOALS: _goals,
    kinds.MEETING: _meetings,
    kinds.MINDSET: _mindset,
    kinds.VISION: _vision,
}
"""What each kind asks for."""
