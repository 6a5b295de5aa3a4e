"""Begins and shows rounds of questions about the future (T1, T4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.contacts import Account, AccountId
from bot.domain.likeness import CLOSE, likeness
from bot.domain.naming import One, company_key
from bot.domain.round_accounts import picked
from bot.domain.rounds import MOST_ACCOUNTS, ORGANIZATION, Round, RoundKind, RoundState, round_id
from bot.messages.commands import Surface
from bot.messages.deliveries import Delivery, Replace, Say
from bot.messages.rounds import BeginRound, OpenRound, ShowRound
from bot.ports import Work
from bot.texts import round_care as care_texts
from bot.texts import rounds as texts
from bot.usecases.desk import Desk
from bot.usecases.lookahead.round_reading import (
    Held,
    hold,
    may_have,
    needed,
    new_round,
    period_now,
    round_called,
)
from bot.usecases.people.finding import answer
from bot.usecases.replies import reply, topic
from bot.usecases.situation import Situation, look, remember

_NEAR = 3
_QUARTER = "-Q"


async def open_round(work: Work[OpenRound], desk: Desk) -> None:
    """Show this period's round, or begin it; a named account joins it."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    kind = RoundKind(command.kind) if command.kind in set(RoundKind) else RoundKind.TACTEGIC
    if not may_have(situation, kind):
        await answer(work, desk, situation, care_texts.for_leaders())
        return
    account_id: AccountId | None = None
    if command.account:
        account = situation.people.account(command.account) or _of_person(situation, command.account)
        if account is None:
            await answer(
                work, desk, situation, care_texts.no_such_account(command.account, _near(situation, command))
            )
            return
        account_id = account.id
    await _begin(work, desk, situation, kind, period_now(situation, kind), account_id)


def _of_person(situation: Situation, name: str) -> Account | None:
    """The company of a known person, where the name is a person's."""
    found = situation.people.who(name)
    id = found.contact.account_id if isinstance(found, One) else None
    return next((each for each in situation.people.accounts if each.id == id), None)


def _near(situation: Situation, command: OpenRound) -> list[str]:
    wanted = company_key(command.account)
    scored = [(likeness(wanted, company_key(a.name)), a.name) for a in situation.people.accounts]
    return [name for score, name in sorted(scored, reverse=True)[:_NEAR] if score >= CLOSE]


async def begin_round(work: Work[BeginRound], desk: Desk) -> None:
    """Begin the round of a period whose time has come; one that was begun by hand is left alone."""
    kind, period = RoundKind(work.command.kind), work.command.period
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        if _QUARTER in period:  # a round that comes once a quarter is the one of its month
            period = period_now(situation, kind)
        id = round_id(work.scope.workspace, work.scope.member, kind, period)
        there = await round_called(books, id)
    if there is None and may_have(situation, kind):
        await _begin(work, desk, situation, kind, period, None)


async def _begin(
    work: Work[Any],
    desk: Desk,
    situation: Situation,
    kind: RoundKind,
    period: str,
    account_id: AccountId | None,
) -> None:
    id = round_id(work.scope.workspace, work.scope.member, kind, period)
    async with desk.ledger.read(work.scope) as books:
        there = await round_called(books, id)
        due = await needed(books, work, desk, situation, but=id) if kind is RoundKind.TACTEGIC else []
    by_itself = work.origin.surface is Surface.JOB
    ids: tuple[AccountId, ...]
    if kind is RoundKind.STRATICAL:
        ids = (ORGANIZATION,)
    elif there is not None:
        ids = tuple(dict.fromkeys((*([account_id] if account_id else []), *there.account_ids)))
    else:
        ids = (account_id,) if account_id else tuple(need.account.id for need in picked(due))
    if not ids:
        if not by_itself:
            await answer(work, desk, situation, care_texts.no_accounts())
        return
    if len(ids) > MOST_ACCOUNTS and there is not None:
        names = [situation.people.companies.get(each, "") for each in there.account_ids]
        await answer(work, desk, situation, care_texts.three_already(names, there))
        return
    round = replace(there, account_ids=ids) if there else new_round(work, kind, period, id, ids, _place(work))
    await present(work, desk, replace(round, state=RoundState.OPEN, snoozed_until=None))


def _place(work: Work[Any]) -> str:
    """The thread that an answer goes into, where the round was asked for in a message."""
    if work.origin.surface is Surface.DIRECT and work.origin.conversation and topic(work):
        return f"{work.origin.conversation}/{topic(work)}"
    return ""


async def show_round(work: Work[ShowRound], desk: Desk) -> None:
    """Show a round again: as a new card, whose thread is the round's, too."""
    async with desk.ledger.read(work.scope) as books:
        round = await round_called(books, work.command.round_id)
        situation = await look(books, work)
    if round is None:
        if not work.command.reminds:
            await answer(work, desk, situation, care_texts.is_gone())
        return
    if work.command.reminds:
        async with desk.ledger.read(work.scope) as books:
            held = await hold(books, work, desk, round)
        if round.state is RoundState.SKIPPED or held.open is None:
            return
    await present(work, desk, replace(round, state=RoundState.OPEN, snoozed_until=None))


async def present(work: Work[Any], desk: Desk, round: Round, *, card: str | None = None) -> None:
    """Store a round and show its card, whose thread is the round's; `card` is the place of one to replace."""
    place = _place(work)
    if place and place not in round.places:
        round = replace(round, places=(*round.places, place))
    async with desk.ledger.write(work) as books:
        await books.of(Round).put(round)
        held = await hold(books, work, desk, round)
        await remember(books, work, asks=True, asked_in=round.id, changed=False)
        books.say(*card_of(work, held, card))


def card_of(work: Work[Any], held: Held, place: str | None = None) -> tuple[Delivery, ...]:
    """The round's own card, found again by its subject; in place of the one at `conversation/message`."""
    card, member = texts.round_card(held.seen()), held.situation.member
    about = (held.round.id, *(id for id in held.round.account_ids if id))
    if place and "/" in place:
        conversation, _, message = place.partition("/")
        return (Replace(card=card, conversation=conversation, message=message, about=about),)
    if work.origin.surface is Surface.DIRECT:
        return reply(work, member, card, about=about, subject=held.round.subject)
    return (Say(card=card, about=about, subject=held.round.subject), *reply(work, member, card)[1:])
