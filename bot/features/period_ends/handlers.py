"""Asks at the end of a period about goals, review meetings, attitude and vision (F3, F4, P4, S1)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from bot.core.cards import Card
from bot.core.contacts import Contact, Standing, Tier
from bot.core.deliveries import NOTHING, About, Say
from bot.core.ports.store import StoreReader
from bot.core.schedule import times
from bot.core.schedule.commands import Due
from bot.core.schedule.on_time import put_off_to_another_day
from bot.core.turn import Turn
from bot.features.goals.contracts import Goal, GoalPeriod, GoalState
from bot.features.meetings.contracts import Meeting
from bot.features.period_ends import cards
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

Prompt = tuple[Card, About]
"""A card, and the ids of what it speaks of."""
FindPrompt = Callable[[StoreReader, Turn[Any]], Awaitable[Prompt | None]]


async def end_period(turn: Turn[Due]) -> None:
    """Ask what the end of a period gives reason to ask; say nothing where there is nothing to do.

    Where something else was asked on this day, it waits for the next.
    """
    due, me = turn.command, turn.scope.member
    async with turn.read() as reader:
        found = await PROMPTS[due.kind](reader, turn)
        latest = next(iter(await reader.of(LatestPrompt).find(id=me)), None)
    if found is None:
        return
    if not has_room(latest, due.kind, due.key, turn.today):
        await put_off_to_another_day(turn)
        return
    card, about = found
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
        uow.say(Say(card=card, about=about))


async def _goals(reader: StoreReader, turn: Turn[Any]) -> Prompt | None:
    """Ask about the goals whose period is over or ends within days (F3)."""
    goals = await _open_goals(reader, turn)
    ending = [goal for goal in goals if goal.ends <= turn.today + _ENDS_SOON]
    if not ending:
        return None
    with_goals = {goal.contact_id for goal in ending if goal.contact_id}
    contacts = turn.people.some(sorted(with_goals))[:_MOST]
    return cards.goals_card(len(ending), contacts), tuple(each.id for each in contacts)


async def _meetings(reader: StoreReader, turn: Turn[Any]) -> Prompt | None:
    """Propose a meeting for relationships with goals whose review with the partner is due (F4)."""
    due: list[Contact] = []
    for goal in await _open_goals(reader, turn):
        contact = turn.people.get(goal.contact_id) if goal.contact_id else None
        if contact is None or contact in due or contact.standing is Standing.RELEASED:
            continue
        latest = await reader.of(Meeting).find(contact_id=contact.id, newest_first=True, limit=1)
        since = latest[0].on if latest else goal.begins
        if turn.today - since >= _RHYTHM[goal.period]:
            due.append(contact)
    if not due:
        return None
    rows = [(each, turn.people.company(each)) for each in due[:_MOST]]
    return cards.meetings_card(rows), tuple(each.id for each, _ in rows)


async def _mindset(_: StoreReader, turn: Turn[Any]) -> Prompt | None:
    """Offer the private question to who chose somebody; it stands in a form and nowhere else (S1)."""
    chosen = any(each.tier is Tier.STRATEGIC for each in turn.people.contacts)
    return (cards.mindset_card(), NOTHING) if chosen else None


async def _vision(reader: StoreReader, turn: Turn[Any]) -> Prompt | None:
    """Ask whether the picture of the future still holds, or for a first one (P4)."""
    found = await reader.of(Vision).find(space=turn.member.space, superseded_by=None, limit=1)
    if not found:
        return cards.no_vision_card(), NOTHING
    return cards.vision_card(found[0].created_at.date(), turn.today), (found[0].id,)


async def _open_goals(reader: StoreReader, turn: Turn[Any]) -> list[Goal]:
    return await reader.of(Goal).find(space=turn.member.space, state=GoalState.OPEN)


PROMPTS: dict[str, FindPrompt] = {
    times.GOALS: _goals,
    times.MEETING: _meetings,
    times.MINDSET: _mindset,
    times.VISION: _vision,
}
"""What each kind of scheduled job asks."""
