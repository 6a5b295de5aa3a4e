"""Skips a round, puts it off, changes its accounts, and takes a leave (T1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.contacts import AccountId
from bot.domain.round_occasions import ROUND_LATER
from bot.domain.rounds import Round, RoundState
from bot.domain.schedule import Away, next_working, utc_of
from bot.domain.settings import InForce, MemberSettings
from bot.messages.rich import Day, Rich
from bot.messages.rounds import (
    ChooseAccounts,
    GoOnLeave,
    SaveAccounts,
    SaveLeave,
    ShowRound,
    SkipRound,
    SnoozeRound,
)
from bot.messages.schedule import Due
from bot.ports import Work
from bot.texts import round_care as care_texts
from bot.texts import round_forms
from bot.texts import rounds as texts
from bot.usecases.desk import Desk
from bot.usecases.form_values import chosen_of, date_of
from bot.usecases.forms import place_of
from bot.usecases.lookahead.round_reading import needed, round_called
from bot.usecases.lookahead.rounds import present, show_round
from bot.usecases.people.finding import answer
from bot.usecases.replies import instead, reply, show, update
from bot.usecases.situation import Situation, look, remember
from bot.usecases.timing.on_time import Moment, once, own_settings, settings_of

_LATER_TODAY = timedelta(hours=3)


async def skip_round(work: Work[SkipRound], desk: Desk) -> None:
    """Leave this period's round out; its thread still takes answers."""
    situation, round, _ = await _round(work, desk)
    if round is None:
        return
    async with desk.ledger.write(work) as books:
        await books.of(Round).put(replace(round, state=RoundState.SKIPPED))
        await books.cancel(ROUND_LATER, round.id)
        await remember(books, work)
        books.say(*update(work, situation.member, care_texts.skipped(round), subject=round.subject))


async def snooze_round(work: Work[SnoozeRound], desk: Desk) -> None:
    """Put a round off: some hours, to tomorrow, or by a week; always into working hours."""
    situation, round, settings = await _round(work, desk)
    if round is None:
        return
    at = later(situation, settings, work.command.until)
    day = at.astimezone(ZoneInfo(situation.member.zone))
    async with desk.ledger.write(work) as books:
        await books.of(Round).put(replace(round, snoozed_until=at))
        key = work.new_id("later")
        await books.appoint(once(work, situation.member, ROUND_LATER, round.id, at, key))
        await remember(books, work)
        when: Rich = (
            (f"today at {day:%H:%M}",)
            if day.date() == situation.today
            else ("on ", Day(day.date()), f" at {day:%H:%M}")
        )
        books.say(*update(work, situation.member, care_texts.snoozed(round, when), subject=round.subject))


def later(situation: Situation, settings: InForce, until: str) -> datetime:
    """When a round that was put off comes again; UTC."""
    zone, now = ZoneInfo(situation.member.zone), situation.now
    if until == "today":
        wanted = now + _LATER_TODAY
    else:
        days = 7 if until == "week" else 1
        wanted = utc_of(situation.today + timedelta(days=days), settings.round_at, zone)
    return next_working(wanted, zone, settings.hours, settings.leave) or wanted


async def remind(work: Work[Due], desk: Desk, _: Moment) -> None:
    """A round that was put off comes again, unless it is done meanwhile."""
    await show_round(instead(work, ShowRound(work.command.subject, reminds=True)), desk)


async def choose_accounts(work: Work[ChooseAccounts], desk: Desk) -> None:
    """Fill the form with the member's companies, the neediest first."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        round = await round_called(books, work.command.round_id)
        due = await needed(books, work, desk, situation, but=work.command.round_id)
    async with desk.ledger.write(work) as open_books:
        if round is None or not due:
            open_books.say(*show(work, situation.member, round_forms.gone_form(), care_texts.is_gone()))
            return
        options = [(need.account.id, need.account.name, texts.why(need)) for need in due]
        form = round_forms.accounts_form(round, options, place_of(work))
        open_books.say(*show(work, situation.member, form, care_texts.is_gone()))


async def save_accounts(work: Work[SaveAccounts], desk: Desk) -> None:
    """Ask about the chosen accounts instead; answers that were given stay."""
    situation, round, _ = await _round(work, desk)
    if round is None:
        return
    known = situation.people.companies
    ids = tuple(AccountId(id) for id in chosen_of(work.command.values, "accounts") if id in known)
    if not ids:
        await answer(work, desk, situation, care_texts.is_gone())
        return
    await present(work, desk, replace(round, account_ids=ids), card=work.command.card)


async def go_on_leave(work: Work[GoOnLeave], desk: Desk) -> None:
    """Fill the form for time away."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        round = await round_called(books, work.command.round_id)
    async with desk.ledger.write(work) as open_books:
        form = round_forms.leave_form(round, situation.today) if round else round_forms.gone_form()
        open_books.say(*show(work, situation.member, form, care_texts.is_gone()))


async def save_leave(work: Work[SaveLeave], desk: Desk) -> None:
    """Add a leave to the member's settings; the schedule keeps quiet meanwhile."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        own = await own_settings(books, work)
    first = date_of(work.command.values, "first") or situation.today
    last = date_of(work.command.values, "last") or first
    async with desk.ledger.write(work) as open_books:
        await open_books.of(MemberSettings).put(replace(own, leave=(*own.leave, Away(first, last))))
        await remember(open_books, work)
        open_books.say(*reply(work, situation.member, care_texts.on_leave(first, last)))


async def _round(work: Work[Any], desk: Desk) -> tuple[Situation, Round | None, InForce]:
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        settings = await settings_of(books, work)
        round = await round_called(books, work.command.round_id)
    if round is None:
        await answer(work, desk, situation, care_texts.is_gone())
    return situation, round, settings
