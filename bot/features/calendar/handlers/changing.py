"""Pauses and removes a calendar, and takes back what became of a meeting (B9)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.deliveries import NOTHING
from bot.core.notes import Touch
from bot.core.turn import Turn
from bot.features.calendar.cards import connecting as cards
from bot.features.calendar.cards import showing
from bot.features.calendar.commands import (
    AskRemovingCalendar,
    PauseCalendar,
    RemoveCalendar,
    SkipBrief,
    TakeMeetingBack,
)
from bot.features.calendar.handlers.keeping import settle_meetings
from bot.features.calendar.rules.values import CalendarLink, CalendarMeeting


async def pause_calendar(turn: Turn[PauseCalendar]) -> None:
    """Read a calendar no more, or again."""
    link = await _connected(turn)
    if link is None:
        return
    paused = turn.command.paused
    async with turn.commit() as uow:
        await uow.of(CalendarLink).put(replace(link, is_paused=paused))
        await turn.remember(uow)
        uow.say(*turn.reply(cards.paused_card(turn.change, paused=paused), about=NOTHING))


async def ask_removing(turn: Turn[AskRemovingCalendar]) -> None:
    """Ask what becomes of the touches."""
    link = await _connected(turn)
    if link is None:
        return
    rows = await turn.mine(CalendarMeeting)
    await turn.answer(cards.ask_removing_card(link, sum(len(each.touch_ids) for each in rows)), about=NOTHING)


async def remove_calendar(turn: Turn[RemoveCalendar]) -> None:
    """Remove a calendar with its address; the touches go with its meetings, unless they are to stay."""
    link = await _connected(turn)
    if link is None:
        return
    keeps = turn.command.keeps_touches
    async with turn.commit() as uow:
        rows = await uow.of(CalendarMeeting).find(space=turn.scope.own)
        ids = tuple(id for each in rows for id in each.touch_ids)
        touches = await uow.of(Touch).count(id=ids) if ids else 0
        if keeps:  # what follows from the removal of the calendar finds no meetings any more
            await uow.of(CalendarMeeting).remove_all([each.id for each in rows])
        await uow.of(CalendarLink).remove(link.id)
        await turn.remember(uow)
        uow.say(*turn.update(cards.removed_card(turn.change, touches, kept=keeps), about=NOTHING))


async def take_meeting_back(turn: Turn[TakeMeetingBack]) -> None:
    """Take back that a meeting was a touch, or let it be one again."""
    row = await turn.one(CalendarMeeting, turn.command.meeting_id)
    if row is None or row.ends_at > turn.now:
        await turn.answer(showing.gone_card(), about=NOTHING)
        return
    counts = turn.command.counts
    changed = replace(row, is_taken_back=not counts, counted=() if counts else row.counted)
    async with turn.commit() as uow:
        [settled] = await settle_meetings(uow, turn, [changed], [row])
        await turn.remember(uow, focus=row.contact_ids)
        card = showing.taken_back_card(row, turn.change, counts=counts)
        uow.say(*turn.reply(card, about=settled.about))


async def skip_brief(turn: Turn[SkipBrief]) -> None:
    """Bring no brief for one meeting."""
    row = await turn.one(CalendarMeeting, turn.command.meeting_id)
    if row is None or row.starts_at <= turn.now:
        await turn.answer(showing.gone_card(), about=NOTHING)
        return
    async with turn.commit() as uow:
        await uow.of(CalendarMeeting).put(replace(row, is_briefed=True))
        await turn.remember(uow)
        uow.say(*turn.reply(showing.skipped_card(row, turn.change), about=row.about))


async def _connected(turn: Turn[Any]) -> CalendarLink | None:
    """The member's calendar; where there is none, they are told."""
    link = await turn.one(CalendarLink, turn.scope.member)
    if link is None:
        await turn.answer(cards.none_connected_card(), about=NOTHING)
    return link
