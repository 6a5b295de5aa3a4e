"""Begins and shows rounds of questions about the future (T1, T4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.commands import Surface
from bot.core.contacts import Account, AccountId
from bot.core.deliveries import UNSAID, Delivery, Replace, Say
from bot.core.naming import One, company_key
from bot.core.turn import Turn
from bot.features.rounds.cards import care as care_texts
from bot.features.rounds.cards import round as texts
from bot.features.rounds.commands import BeginRound, OpenRound, ShowRound
from bot.features.rounds.contracts.cards import is_gone
from bot.features.rounds.contracts.reading import (
    Held,
    find_needs,
    hold,
    may_have,
    new_round,
    period_now,
    round_called,
)
from bot.features.rounds.contracts.values import (
    MOST_ACCOUNTS,
    ORGANIZATION,
    Round,
    RoundKind,
    RoundState,
    round_id,
)
from bot.features.rounds.rules.accounts import pick
from bot.language.likeness import CLOSE, likeness

_NEAR = 3
_QUARTER = "-Q"


async def open_round(turn: Turn[OpenRound]) -> None:
    """Show this period's round, or begin it; a named account joins it."""
    command = turn.command
    kind = RoundKind(command.kind) if command.kind in set(RoundKind) else RoundKind.TACTEGIC
    if not may_have(turn, kind):
        await turn.answer(care_texts.for_leaders(), about=UNSAID)
        return
    account_id: AccountId | None = None
    if command.account:
        account = turn.people.account(command.account) or _of_person(turn, command.account)
        if account is None:
            await turn.answer(care_texts.no_such_account(command.account, _near(turn, command)), about=UNSAID)
            return
        account_id = account.id
    await _begin(turn, kind, period_now(turn, kind), account_id)


def _of_person(turn: Turn[Any], name: str) -> Account | None:
    """The company of a known person, where the name is a person's."""
    found = turn.people.who(name)
    id = found.contact.account_id if isinstance(found, One) else None
    return next((each for each in turn.people.accounts if each.id == id), None)


def _near(turn: Turn[Any], command: OpenRound) -> list[str]:
    wanted = company_key(command.account)
    scored = [(likeness(wanted, company_key(a.name)), a.name) for a in turn.people.accounts]
    return [name for score, name in sorted(scored, reverse=True)[:_NEAR] if score >= CLOSE]


async def begin_round(turn: Turn[BeginRound]) -> None:
    """Begin the round of a period whose time has come; one that was begun by hand is left alone."""
    kind, period = RoundKind(turn.command.kind), turn.command.period
    async with turn.read() as reader:
        if _QUARTER in period:  # a round that comes once a quarter is the one of its month
            period = period_now(turn, kind)
        id = round_id(turn.scope.workspace, turn.scope.member, kind, period)
        there = await round_called(reader, id)
    if there is None and may_have(turn, kind):
        await _begin(turn, kind, period, None)


async def _begin(turn: Turn[Any], kind: RoundKind, period: str, account_id: AccountId | None) -> None:
    id = round_id(turn.scope.workspace, turn.scope.member, kind, period)
    async with turn.read() as reader:
        there = await round_called(reader, id)
        due = await find_needs(reader, turn, but=id) if kind is RoundKind.TACTEGIC else []
    by_itself = turn.origin.surface is Surface.JOB
    ids: tuple[AccountId, ...]
    if kind is RoundKind.STRATICAL:
        ids = (ORGANIZATION,)
    elif there is not None:
        ids = tuple(dict.fromkeys((*([account_id] if account_id else []), *there.account_ids)))
    else:
        ids = (account_id,) if account_id else tuple(need.account.id for need in pick(due))
    if not ids:
        if not by_itself:
            await turn.answer(care_texts.no_accounts(), about=UNSAID)
        return
    if len(ids) > MOST_ACCOUNTS and there is not None:
        names = [turn.people.companies.get(each, "") for each in there.account_ids]
        await turn.answer(care_texts.three_already(names, there), about=UNSAID)
        return
    round = replace(there, account_ids=ids) if there else new_round(turn, kind, period, id, ids, _place(turn))
    await present(turn, replace(round, state=RoundState.OPEN, snoozed_until=None))


def _place(turn: Turn[Any]) -> str:
    """The thread that an answer goes into, where the round was asked for in a message."""
    if turn.origin.surface is Surface.DIRECT and turn.origin.conversation and turn.thread:
        return f"{turn.origin.conversation}/{turn.thread}"
    return ""


async def show_round(turn: Turn[ShowRound]) -> None:
    """Show a round again: as a new card, whose thread is the round's, too."""
    async with turn.read() as reader:
        round = await round_called(reader, turn.command.round_id)
    if round is None:
        if not turn.command.reminds:
            await turn.answer(is_gone(), about=UNSAID)
        return
    if turn.command.reminds:
        async with turn.read() as reader:
            held = await hold(reader, turn, round)
        if round.state is RoundState.SKIPPED or held.open is None:
            return
    await present(turn, replace(round, state=RoundState.OPEN, snoozed_until=None))


async def present(turn: Turn[Any], round: Round, *, card: str | None = None) -> None:
    """Store a round and show its card, whose thread is the round's; `card` is the place of one to replace."""
    place = _place(turn)
    if place and place not in round.places:
        round = replace(round, places=(*round.places, place))
    async with turn.commit() as uow:
        await uow.of(Round).put(round)
        held = await hold(uow, turn, round)
        await turn.remember(uow, asks=True, asked_in=round.id, changed=False)
        uow.say(*card_of(turn, held, card))


def about_round(round: Round) -> tuple[str, ...]:
    """What a round's card speaks of: the round, and its accounts."""
    return (round.id, *(id for id in round.account_ids if id))


def card_of(turn: Turn[Any], held: Held, place: str | None = None) -> tuple[Delivery, ...]:
    """The round's own card, found again by its subject; in place of the one at `conversation/message`."""
    card = texts.round_card(held.seen())
    about = about_round(held.round)
    if place and "/" in place:
        conversation, _, message = place.partition("/")
        return (Replace(card=card, conversation=conversation, message=message, about=about),)
    if turn.origin.surface is Surface.DIRECT:
        return turn.reply(card, about=about, subject=held.round.subject)
    return (Say(card=card, about=about, subject=held.round.subject), *turn.reply(card, about=about)[1:])
