"""Brings the brief before a meeting (B9, B2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.contacts import Contact, Tier
from bot.core.deliveries import Say
from bot.core.schedule.commands import Due
from bot.core.turn import Turn
from bot.features.briefs.commands import Brief
from bot.features.briefs.contracts import compose_brief
from bot.features.calendar.cards.showing import before_meeting, brief_buttons
from bot.features.calendar.handlers.policy import is_allowed
from bot.features.calendar.rules.values import CalendarLink, CalendarMeeting
from bot.features.calendar.times import brief_at

MOST_A_DAY = 5
"""Briefs that come by themselves for the meetings of one day."""
_EARLY = timedelta(minutes=1)


async def bring_brief(turn: Turn[Due]) -> None:
    """Bring the brief on the first person of a meeting, with a way to those on the others.

    None comes for a meeting that has begun, was moved or taken out meanwhile, or had its brief.
    """
    row = await turn.one(CalendarMeeting, turn.command.subject)
    link = await turn.one(CalendarLink, turn.scope.member)
    if row is None or link is None or link.is_paused or row.is_briefed or row.starts_at <= turn.now:
        return
    at = brief_at(row, link.brief, turn.zone, turn.settings.hours)
    people = sorted(turn.people.some(row.contact_ids), key=lambda each: each.tier is not Tier.STRATEGIC)
    if at is None or at > turn.now + _EARLY or not people or not await is_allowed(turn):
        return
    if await _had_enough(turn, row):
        return
    await _bring(turn, row, people)


async def _had_enough(turn: Turn[Due], row: CalendarMeeting) -> bool:
    """Whether as many briefs came for meetings of that day as may come."""
    day = turn.day_of(row.starts_at)
    rows = await turn.mine(CalendarMeeting)
    return sum(each.is_briefed and turn.day_of(each.starts_at) == day for each in rows) >= MOST_A_DAY


async def _bring(turn: Turn[Due], row: CalendarMeeting, people: list[Contact]) -> None:
    first, *others = people
    named = [(each.id, each.name) for each in others]
    brief, about = await compose_brief(turn, first)
    card = replace(
        brief,
        text=before_meeting(brief, row, named, turn.zone, turn.today),
        menu=(*brief.menu, *brief_buttons(named)),
    )
    ids = dict.fromkeys((row.id, *about, *(each.id for each in others)))
    async with turn.commit() as uow:
        await uow.of(CalendarMeeting).put(replace(row, is_briefed=True))
        await turn.remember(uow, focus=(first.id,), changed=False)
        uow.say(
            Say(
                card=card,
                about=tuple(ids),
                subject=f"calendar-brief:{row.id}",
                redraw=Brief(first.name, first.id),
            )
        )
