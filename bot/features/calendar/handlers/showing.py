"""Shows what was read of a calendar, and what it brought in a week (B9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.core.deliveries import NOTHING, Say
from bot.core.paging import page_within
from bot.core.schedule.commands import Due
from bot.core.turn import Turn
from bot.core.words import PAGE, name_with_company
from bot.features.calendar.cards import connecting
from bot.features.calendar.cards import showing as cards
from bot.features.calendar.commands import ShowCalendar
from bot.features.calendar.handlers.policy import is_allowed
from bot.features.calendar.rules.settling import offered_guests
from bot.features.calendar.rules.values import (
    DAYS_SHOWN,
    CalendarLink,
    CalendarMeeting,
    CalendarReading,
    UnknownGuest,
)

_WEEK = timedelta(days=7)
_MOST_OF_A_WEEK = 10


async def show_calendar(turn: Turn[ShowCalendar]) -> None:
    """Show the calendar that is read, or how to connect one."""
    link = await turn.one(CalendarLink, turn.scope.member)
    allowed = await is_allowed(turn)
    if not allowed:
        card = connecting.not_allowed_card(is_admin=turn.member.is_admin)
        await turn.answer(card, about=NOTHING, in_place=True)
        return
    if link is None:
        await turn.answer(cards.connect_card(is_admin=turn.member.is_admin), about=NOTHING, in_place=True)
        return
    rows = _in_order(await turn.mine(CalendarMeeting), turn)
    page = page_within(turn.command.page, len(rows))
    here = rows[page * PAGE : (page + 1) * PAGE]
    view = cards.CalendarView(
        link=link,
        reading=await turn.one(CalendarReading, link.id),
        rows=here,
        names=_names(turn, here),
        total=len(rows),
        page=page,
        now=turn.now,
        zone=turn.zone,
        is_admin=turn.member.is_admin,
    )
    await turn.answer(cards.calendar_card(view), about=view.about or NOTHING, in_place=True)


def _in_order(rows: Sequence[CalendarMeeting], turn: Turn[Any]) -> list[CalendarMeeting]:
    """The meetings that come within the days shown, the next first, then the past ones, the latest first."""
    last = turn.now + timedelta(days=DAYS_SHOWN)
    coming = [each for each in rows if turn.now < each.ends_at and each.starts_at <= last]
    past = [each for each in rows if each.ends_at <= turn.now]
    return [
        *sorted(coming, key=lambda each: (each.starts_at, each.id)),
        *sorted(past, key=lambda each: (each.starts_at, each.id), reverse=True),
    ]


def _names(turn: Turn[Any], rows: Sequence[CalendarMeeting]) -> Mapping[str, str]:
    people = turn.people
    ids = dict.fromkeys(id for row in rows for id in row.contact_ids)
    return {each.id: name_with_company(each.name, people.company(each)) for each in people.some(ids)}


async def show_week(turn: Turn[Due]) -> None:
    """Show what the calendar brought this week, and ask about people who are no contacts; nothing where there
    is neither."""
    link = await turn.one(CalendarLink, turn.scope.member)
    if link is None or link.is_paused or not await is_allowed(turn):
        return
    rows = [
        each
        for each in _in_order(await turn.mine(CalendarMeeting), turn)
        if each.touch_ids and turn.now - each.ends_at < _WEEK and each.ends_at <= turn.now
    ][:_MOST_OF_A_WEEK]
    guests = offered_guests(await turn.mine(UnknownGuest), turn.today)
    if not rows and not guests:
        return
    view = cards.WeekView(rows=rows, guests=guests, names=_names(turn, rows), now=turn.now, zone=turn.zone)
    async with turn.commit() as uow:
        await uow.of(UnknownGuest).put_all([replace(each, asked_on=turn.today) for each in guests])
        uow.say(Say(card=cards.week_card(view), about=view.about, redraw=ShowCalendar()))
