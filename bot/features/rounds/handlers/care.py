"""Skips a round, puts it off, changes its accounts, and notes when the member is away (T1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.core.contacts import AccountId
from bot.core.deliveries import NOTHING
from bot.core.form_values import choices_of, date_of
from bot.core.ports.store import UnitOfWork
from bot.core.schedule.commands import Due
from bot.core.schedule.on_time import build_job
from bot.core.schedule.recurrence import Away, next_working, utc_of
from bot.core.schedule.times import ROUND_LATER
from bot.core.settings import MemberSettings
from bot.core.turn import Turn
from bot.features.rounds.cards import forms
from bot.features.rounds.cards.care import on_leave, put_off_card, skipped_card, snoozed_card
from bot.features.rounds.cards.round import why
from bot.features.rounds.commands import (
    ChooseAccounts,
    GoOnLeave,
    SaveAccounts,
    SaveLeave,
    ShowRound,
    SkipRound,
    SnoozeRound,
)
from bot.features.rounds.contracts.cards import is_gone
from bot.features.rounds.contracts.reading import find_needs, find_round
from bot.features.rounds.contracts.values import Round, RoundState
from bot.features.rounds.handlers.rounds import present, show_round

_LATER_TODAY = timedelta(hours=3)


async def skip_round(turn: Turn[SkipRound]) -> None:
    """Skip this period's round; its thread still takes answers."""
    round = await _find_round(turn)
    if round is None:
        return
    async with turn.commit() as uow:
        await uow.of(Round).put(replace(round, state=RoundState.SKIPPED))
        await uow.cancel(ROUND_LATER, round.id)
        await turn.remember(uow)
        uow.say(*turn.update(skipped_card(round), subject=round.subject, about=(round.id,)))


async def snooze_round(turn: Turn[SnoozeRound]) -> None:
    """Put a round off: some hours, to tomorrow, or by a week; always into working hours."""
    round = await _find_round(turn)
    if round is None:
        return
    at = _find_later_time(turn, turn.command.until)
    async with turn.commit() as uow:
        await _put_off(uow, turn, round, at)
        card = snoozed_card(round, at.astimezone(turn.zone), turn.today)
        uow.say(*turn.update(card, subject=round.subject, about=(round.id,)))


async def put_off_in_words(turn: Turn[Any], round: Round, until: str) -> None:
    """Put the rest of a round off, as a message in its thread asked; what was answered stays."""
    at = _find_later_time(turn, until)
    async with turn.commit() as uow:
        await _put_off(uow, turn, round, at)
        card = put_off_card(round, at.astimezone(turn.zone), turn.today)
        uow.say(*turn.reply(card, about=(round.id,)))


async def _put_off(uow: UnitOfWork, turn: Turn[Any], round: Round, at: datetime) -> None:
    await uow.of(Round).put(replace(round, snoozed_until=at))
    await uow.schedule(build_job(turn, ROUND_LATER, round.id, at, turn.new_id("later")))
    await turn.remember(uow)


def _find_later_time(turn: Turn[Any], until: str) -> datetime:
    """The UTC time, in working hours, at which a round comes again; `until` is today, tomorrow or week."""
    zone, now, settings = turn.zone, turn.now, turn.settings
    if until == "today":
        wanted = now + _LATER_TODAY
    else:
        days = 7 if until == "week" else 1
        wanted = utc_of(turn.today + timedelta(days=days), settings.round_at, zone)
    return next_working(wanted, zone, settings.hours, settings.leave) or wanted


async def remind(turn: Turn[Due]) -> None:
    """Show a round that was put off once more, unless it is done meanwhile."""
    await show_round(turn.instead(ShowRound(turn.command.subject, reminds=True)))


async def choose_accounts(turn: Turn[ChooseAccounts]) -> None:
    """Fill the form with the member's companies, the neediest first."""
    async with turn.read() as reader:
        round = await find_round(reader, turn.command.round_id)
        due = await find_needs(reader, turn, but=turn.command.round_id)
    if round is None or not due:
        await turn.show(forms.gone_form(), otherwise=is_gone(), about=NOTHING)
        return
    options = [(need.account.id, need.account.name, why(need)) for need in due]
    form = forms.accounts_form(round, options, turn.card_place)
    await turn.show(form, otherwise=is_gone(), about=tuple(id for id, _, _ in options))


async def save_accounts(turn: Turn[SaveAccounts]) -> None:
    """Ask about the chosen accounts instead; answers that were given stay."""
    round = await _find_round(turn)
    if round is None:
        return
    known = turn.people.companies
    ids = tuple(AccountId(id) for id in choices_of(turn.command.values, "accounts") if id in known)
    if not ids:
        await turn.answer(is_gone(), about=NOTHING)
        return
    await present(turn, replace(round, account_ids=ids), card=turn.command.card)


async def go_on_leave(turn: Turn[GoOnLeave]) -> None:
    """Fill the form that asks from when to when the member is away."""
    round = await turn.one(Round, turn.command.round_id)
    form = forms.leave_form(round, turn.today) if round else forms.gone_form()
    await turn.show(form, otherwise=is_gone(), about=NOTHING)


async def save_leave(turn: Turn[SaveLeave]) -> None:
    """Add a leave to the member's settings; the schedule keeps quiet meanwhile."""
    own = turn.own_settings
    first = date_of(turn.command.values, "first") or turn.today
    last = date_of(turn.command.values, "last") or first
    async with turn.commit() as uow:
        await uow.of(MemberSettings).put(replace(own, leave=(*own.leave, Away(first, last))))
        await turn.remember(uow)
        uow.say(*turn.reply(on_leave(first, last), about=NOTHING))


async def _find_round(turn: Turn[Any]) -> Round | None:
    """Find the round of a button or form; tell the member where it is gone."""
    round = await turn.one(Round, turn.command.round_id)
    if round is None:
        await turn.answer(is_gone(), about=NOTHING)
    return round
