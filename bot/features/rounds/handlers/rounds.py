"""Begins rounds of questions about the future, and shows them (T1, T4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.commands import Surface
from bot.core.contacts import Account, AccountId
from bot.core.deliveries import NOTHING, Delivery, Say
from bot.core.naming import One, company_key
from bot.core.ports.store import StoreReader
from bot.core.schedule.learning import learn_hour
from bot.core.settings import MemberSettings
from bot.core.turn import Turn
from bot.features.rounds.cards import care
from bot.features.rounds.cards.round import round_card
from bot.features.rounds.commands import BeginRound, OpenRound, ShowRound
from bot.features.rounds.contracts.cards import is_gone
from bot.features.rounds.contracts.reading import (
    RoundProgress,
    find_needs,
    find_round,
    may_have,
    new_round,
    period_now,
    progress_of,
)
from bot.features.rounds.contracts.values import (
    MOST_ACCOUNTS,
    ORGANIZATION,
    AnswerOutcome,
    Round,
    RoundAnswer,
    RoundKind,
    RoundState,
    round_id,
)
from bot.features.rounds.rules.accounts import pick
from bot.features.rounds.rules.pace import WHOLE, RoundPace, fit_pace
from bot.language.likeness import CLOSE, likeness

_NEAR = 3
_QUARTER = "-Q"


async def open_round(turn: Turn[OpenRound]) -> None:
    """Show this period's round, or begin it; a named account joins it."""
    command = turn.command
    kind = RoundKind(command.kind) if command.kind in set(RoundKind) else RoundKind.TACTEGIC
    if not may_have(turn, kind):
        await turn.answer(care.for_leaders(), about=NOTHING)
        return
    account_id: AccountId | None = None
    if command.account:
        account = turn.people.account_meant(command.account) or _find_employer(turn, command.account)
        if account is None:
            near = _find_near(turn, command.account)
            card = care.no_such_account(command.account, [each.name for each in near])
            await turn.answer(card, about=tuple(each.id for each in near))
            return
        account_id = account.id
    await _begin(turn, kind, period_now(turn, kind), account_id)


def _find_employer(turn: Turn[Any], name: str) -> Account | None:
    """The account of a known contact, where the name is a person's."""
    found = turn.people.who(name)
    id = found.contact.account_id if isinstance(found, One) else None
    return next((each for each in turn.people.accounts if each.id == id), None)


def _find_near(turn: Turn[Any], name: str) -> list[Account]:
    """The accounts whose names are most like this one, the most alike first."""
    wanted = company_key(name)
    scored = [(likeness(wanted, company_key(each.name)), each.name, each) for each in turn.people.accounts]
    scored.sort(key=lambda one: one[:2], reverse=True)
    return [account for score, _, account in scored[:_NEAR] if score >= CLOSE]


async def begin_round(turn: Turn[BeginRound]) -> None:
    """Begin the round of a period whose time has come, unless the member began it by hand."""
    kind, period = RoundKind(turn.command.kind), turn.command.period
    async with turn.read() as reader:
        if _QUARTER in period:  # a round that comes once a quarter is the one of its month
            period = period_now(turn, kind)
        id = round_id(turn.scope.workspace, turn.scope.member, kind, period)
        there = await find_round(reader, id)
        pace = await _find_pace(reader, turn, kind, period)
        learned = await learn_hour(reader, turn)
    if there is None and may_have(turn, kind) and pace.comes:
        await _begin(turn, kind, period, None, pace, learned)


async def _find_pace(reader: StoreReader, turn: Turn[Any], kind: RoundKind, period: str) -> RoundPace:
    """How much the round that comes by itself asks, by how many of the latest ones were answered."""
    rounds = await reader.of(Round).find(space=turn.scope.own, newest_first=True)
    same = [each for each in rounds if each.kind is kind]
    ids = tuple(each.id for each in same)
    found = await reader.of(RoundAnswer).find(round_id=ids) if ids else []
    answered = {each.round_id for each in found if each.given is not AnswerOutcome.PASSED}
    return fit_pace([(each.period, each.id in answered) for each in same], period)


async def _begin(
    turn: Turn[Any],
    kind: RoundKind,
    period: str,
    account_id: AccountId | None,
    pace: RoundPace = WHOLE,
    learned: MemberSettings | None = None,
) -> None:
    id = round_id(turn.scope.workspace, turn.scope.member, kind, period)
    async with turn.read() as reader:
        there = await find_round(reader, id)
        due = await find_needs(reader, turn, but=id) if kind is RoundKind.TACTEGIC else []
    by_itself = turn.origin.surface is Surface.JOB
    ids: tuple[AccountId, ...]
    if kind is RoundKind.STRATICAL:
        ids = (ORGANIZATION,)
    elif there is not None:
        ids = tuple(dict.fromkeys((*([account_id] if account_id else []), *there.account_ids)))
    else:
        ids = (
            (account_id,) if account_id else tuple(need.account.id for need in pick(due, pace.most_accounts))
        )
    if not ids:
        if not by_itself:
            await turn.answer(care.no_accounts(), about=NOTHING)
        return
    if len(ids) > MOST_ACCOUNTS and there is not None:
        names = [turn.people.companies.get(each, "") for each in there.account_ids]
        await turn.answer(care.three_already(names, there), about=there.account_ids)
        return
    round = (
        replace(there, account_ids=ids) if there else new_round(turn, kind, period, id, ids, _thread_of(turn))
    )
    round = replace(round, most_questions=pace.most_questions)  # asked for by hand, it asks all
    await present(turn, replace(round, state=RoundState.OPEN, snoozed_until=None), learned=learned)


def _thread_of(turn: Turn[Any]) -> str:
    """The thread that the round's card goes into, where the round was asked for in a message."""
    if turn.origin.surface is Surface.DIRECT and turn.origin.conversation and turn.thread:
        return f"{turn.origin.conversation}/{turn.thread}"
    return ""


async def show_round(turn: Turn[ShowRound]) -> None:
    """Show a round again as a new card, whose thread takes answers, too."""
    async with turn.read() as reader:
        round = await find_round(reader, turn.command.round_id)
    if round is None:
        if not turn.command.reminds:
            await turn.answer(is_gone(), about=NOTHING)
        return
    if turn.redrawing is not None:
        async with turn.read() as reader:
            view = (await progress_of(reader, turn, round)).view()
        await turn.answer(round_card(view), about=view.about)
        return
    if turn.command.reminds:
        async with turn.read() as reader:
            progress = await progress_of(reader, turn, round)
        if round.state is RoundState.SKIPPED or progress.open is None:
            return
    await present(turn, replace(round, state=RoundState.OPEN, snoozed_until=None))


async def present(
    turn: Turn[Any], round: Round, *, card: str | None = None, learned: MemberSettings | None = None
) -> None:
    """Store a round and show its card, whose thread takes answers; `card` is the place of one to replace.

    `learned` are the member's settings with the hour at which they mostly answer, where it is another one.
    """
    place = _thread_of(turn)
    if place and place not in round.places:
        round = replace(round, places=(*round.places, place))
    async with turn.commit() as uow:
        await uow.of(Round).put(round)
        if learned is not None:
            await uow.of(MemberSettings).put(learned)
        progress = await progress_of(uow, turn, round)
        await turn.remember(uow, asks=True, asked_in=round.id, changed=False)
        uow.say(*_say_round(turn, progress, card))


def _say_round(turn: Turn[Any], progress: RoundProgress, place: str | None = None) -> tuple[Delivery, ...]:
    """Send the round's own card, or put it in the place (`conversation/message`) of another."""
    view, again = progress.view(), ShowRound(progress.round.id)
    card, about = round_card(view), view.about
    if place:
        return turn.put_at(card, place, about=about, redraw=again)
    if turn.origin.surface is Surface.DIRECT:
        return turn.reply(card, about=about, subject=progress.round.subject, redraw=again)
    say = Say(card=card, about=about, subject=progress.round.subject, redraw=again)
    return (say, *turn.reply(card, about=about)[1:])
