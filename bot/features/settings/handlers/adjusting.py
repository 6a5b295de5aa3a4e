"""Changes single settings that were asked for in plain words, and leaves the rest (B3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from bot.core.cards import Card
from bot.core.commands import Surface
from bot.core.deliveries import NOTHING
from bot.core.members import Role
from bot.core.schedule.recurrence import Away
from bot.core.settings import (
    EffectiveSettings,
    MemberSettings,
    Routine,
    Wishes,
    effective_settings,
)
from bot.core.turn import Turn
from bot.features.settings.cards import settings as cards
from bot.features.settings.commands import AdjustSettings, TellZone
from bot.features.settings.handlers.wishes import country_of

_MOST_NUDGES = 20


async def adjust_settings(turn: Turn[AdjustSettings]) -> None:
    """Save what was named, or say why it can't hold."""
    try:
        own, unknown = _adjusted(turn)
    except ValueError:
        await turn.answer(cards.not_possible_card(), about=NOTHING)
        return
    if own == turn.own_settings:
        await turn.answer(_same(unknown), about=NOTHING)
        return
    holds = effective_settings(own, turn.defaults)
    card = cards.saved_card(
        holds,
        turn.change,
        today=turn.today,
        for_all=False,
        leads=turn.member.role is Role.LEADER,
        country=turn.calendars.countries().get(holds.country, ""),
        unknown_country=unknown,
    )
    async with turn.commit() as uow:
        await uow.of(MemberSettings).put(own)
        await turn.remember(uow)
        answers_question = bool(turn.command.country) and turn.origin.surface is Surface.BUTTON
        uow.say(*(turn.update if answers_question else turn.reply)(card, about=NOTHING))


async def tell_zone(turn: Turn[TellZone]) -> None:
    """Say which zone holds; Slack knows it, and it is asked there."""
    await turn.answer(cards.zone_card(turn.member.zone), about=NOTHING)


def _same(unknown: str) -> Card:
    return cards.unknown_country_card(unknown) if unknown else cards.already_so_card()


def _adjusted(turn: Turn[AdjustSettings]) -> tuple[MemberSettings, str]:
    """The settings with what was asked for, and the words that name no country; raises ValueError."""
    asked, old = turn.command, turn.settings
    country, unknown = country_of(asked.country, old, turn) if asked.country else (old.country, "")
    wishes = turn.own_settings.wishes
    wishes = replace(
        wishes,
        begin=_time(asked.begin, wishes.begin),
        end=_time(asked.end, wishes.end),
        weekdays=_weekdays(asked.weekdays) or wishes.weekdays,
        round_weekday=wishes.round_weekday if asked.round_weekday is None else asked.round_weekday,
        round_at=_time(asked.round_at, wishes.round_at),
        nudges_a_day=_number(asked.nudges_a_day, wishes.nudges_a_day),
        nudges_a_week=_number(asked.nudges_a_week, wishes.nudges_a_week),
        country=wishes.country if country == old.country else country,
        off=_off(asked, old, wishes),
    )
    own = replace(turn.own_settings, wishes=wishes, leave=_leave(asked, turn.own_settings.leave, turn.today))
    _check(own, turn)
    return own, unknown


def _check(own: MemberSettings, turn: Turn[AdjustSettings]) -> None:
    """Raise ValueError where a day would end before it begins, or a round falls on a free day."""
    hours = replace(turn.settings, hours=turn.settings.hours).hours
    begin, end = own.wishes.begin or hours.begin, own.wishes.end or hours.end
    if begin >= end:
        raise ValueError("the day ends before it begins")
    weekday = turn.command.round_weekday
    if weekday is not None and weekday not in (own.wishes.weekdays or hours.weekdays):
        raise ValueError("no working day")


def _time(written: str, before: time | None) -> time | None:
    return time.fromisoformat(written) if written else before


def _weekdays(days: tuple[int, ...]) -> tuple[int, ...]:
    if any(not 0 <= day <= 6 for day in days):
        raise ValueError("no weekday")
    return days


def _number(asked: int | None, before: int | None) -> int | None:
    if asked is not None and not 0 <= asked <= _MOST_NUDGES:
        raise ValueError("too many")
    return before if asked is None else asked


def _off(asked: AdjustSettings, old: EffectiveSettings, wishes: Wishes) -> tuple[Routine, ...] | None:
    if not asked.off and not asked.on:
        return wishes.off
    off = (old.off | {Routine(each) for each in asked.off}) - {Routine(each) for each in asked.on}
    return tuple(each for each in Routine if each in off)


def _leave(asked: AdjustSettings, kept: tuple[Away, ...], today: date) -> tuple[Away, ...]:
    """The leaves with the new one, which takes the place of one that it overlaps."""
    if asked.end_leave:
        ended = cards.next_leave(kept, today)
        return tuple(each for each in kept if each != ended)
    if not asked.leave_first:
        return kept
    first = date.fromisoformat(asked.leave_first)
    last = date.fromisoformat(asked.leave_last) if asked.leave_last else None
    if last is not None and last < first:
        raise ValueError("the leave ends before it begins")
    apart = [
        each
        for each in kept
        if (each.last is not None and each.last < first) or (last is not None and each.first > last)
    ]
    return (*apart, Away(first, last))
