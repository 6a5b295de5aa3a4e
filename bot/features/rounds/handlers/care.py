"""Skips a round, puts it off, changes its accounts, and takes a leave (T1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.contacts import AccountId
from bot.core.deliveries import UNSAID
from bot.core.form_values import choices_of, date_of, place_of
from bot.core.rich import Day, Rich
from bot.core.schedule.commands import Due
from bot.core.schedule.on_time import once
from bot.core.schedule.recurrence import Away, next_working, utc_of
from bot.core.schedule.times import ROUND_LATER
from bot.core.settings import MemberSettings
from bot.core.turn import Turn
from bot.features.rounds.cards import forms as round_forms
from bot.features.rounds.cards import round as texts
from bot.features.rounds.cards.care import on_leave, skipped_card, snoozed_card
from bot.features.rounds.commands import (
    ChooseAccounts,
    GoOnLeave,
    SaveAccounts,
    SaveLeave,
    ShowRound,
    SkipRound,
    SnoozeRound,
)
from bot.features.rounds.contracts import cards as care_texts
from bot.features.rounds.contracts.reading import find_needs, round_called
from bot.features.rounds.contracts.values import Round, RoundState
from bot.features.rounds.handlers.rounds import present, show_round

_LATER_TODAY = timedelta(hours=3)


async def skip_round(turn: Turn[SkipRound]) -> None:
    """Leave this period's round out; its thread still takes answers."""
    round = await _round(turn)
    if round is None:
        return
    async with turn.commit() as uow:
        await uow.of(Round).put(replace(round, state=RoundState.SKIPPED))
        await uow.cancel(ROUND_LATER, round.id)
        await turn.remember(
            uow,
        )
        uow.say(*turn.update(skipped_card(round), subject=round.subject, about=UNSAID))


async def snooze_round(turn: Turn[SnoozeRound]) -> None:
    """Put a round off: some hours, to tomorrow, or by a week; always into working hours."""
    round = await _round(turn)
    if round is None:
        return
    at = later(turn, turn.command.until)
    day = at.astimezone(ZoneInfo(turn.member.zone))
    async with turn.commit() as uow:
        await uow.of(Round).put(replace(round, snoozed_until=at))
        key = turn.new_id("later")
        await uow.schedule(once(turn, ROUND_LATER, round.id, at, key))
        await turn.remember(
            uow,
        )
        when: Rich = (
            (f"today at {day:%H:%M}",)
            if day.date() == turn.today
            else ("on ", Day(day.date()), f" at {day:%H:%M}")
        )
        uow.say(*turn.update(snoozed_card(round, when), subject=round.subject, about=UNSAID))


def later(turn: Turn[Any], until: str) -> datetime:
    """When a round that was put off comes again; UTC."""
    zone, now, settings = turn.zone, turn.now, turn.settings
    if until == "today":
        wanted = now + _LATER_TODAY
    else:
        days = 7 if until == "week" else 1
        wanted = utc_of(turn.today + timedelta(days=days), settings.round_at, zone)
    return next_working(wanted, zone, settings.hours, settings.leave) or wanted


async def remind(turn: Turn[Due]) -> None:
    """A round that was put off comes again, unless it is done meanwhile."""
    await show_round(turn.instead(ShowRound(turn.command.subject, reminds=True)))


async def choose_accounts(turn: Turn[ChooseAccounts]) -> None:
    """Fill the form with the member's companies, the neediest first."""
    async with turn.read() as reader:
        round = await round_called(reader, turn.command.round_id)
        due = await find_needs(reader, turn, but=turn.command.round_id)
    async with turn.commit() as uow:
        if round is None or not due:
            uow.say(*turn.fill(round_forms.gone_form(), otherwise=care_texts.is_gone(), about=UNSAID))
            return
        options = [(need.account.id, need.account.name, texts.why(need)) for need in due]
        form = round_forms.accounts_form(round, options, place_of(turn))
        uow.say(*turn.fill(form, otherwise=care_texts.is_gone(), about=UNSAID))


async def save_accounts(turn: Turn[SaveAccounts]) -> None:
    """Ask about the chosen accounts instead; answers that were given stay."""
    round = await _round(turn)
    if round is None:
        return
    known = turn.people.companies
    ids = tuple(AccountId(id) for id in choices_of(turn.command.values, "accounts") if id in known)
    if not ids:
        await turn.answer(care_texts.is_gone(), about=UNSAID)
        return
    await present(turn, replace(round, account_ids=ids), card=turn.command.card)


async def go_on_leave(turn: Turn[GoOnLeave]) -> None:
    """Fill the form for time away."""
    async with turn.read() as reader:
        round = await round_called(reader, turn.command.round_id)
    async with turn.commit() as uow:
        form = round_forms.leave_form(round, turn.today) if round else round_forms.gone_form()
        uow.say(*turn.fill(form, otherwise=care_texts.is_gone(), about=UNSAID))


async def save_leave(turn: Turn[SaveLeave]) -> None:
    """Add a leave to the member's settings; the schedule keeps quiet meanwhile."""
    own = turn.own_settings
    first = date_of(turn.command.values, "first") or turn.today
    last = date_of(turn.command.values, "last") or first
    async with turn.commit() as uow:
        await uow.of(MemberSettings).put(replace(own, leave=(*own.leave, Away(first, last))))
        await turn.remember(
            uow,
        )
        uow.say(*turn.reply(on_leave(first, last), about=UNSAID))


async def _round(turn: Turn[Any]) -> Round | None:
    async with turn.read() as reader:
        round = await round_called(reader, turn.command.round_id)
    if round is None:
        await turn.answer(care_texts.is_gone(), about=UNSAID)
    return round
