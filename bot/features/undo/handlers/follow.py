"""What an undo means to other members: an offer withdrawn, an answer shared no more (F5, S6, T5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.core.commands import Command
from bot.core.ports.books import StoreReader, UnitOfWork
from bot.core.turn import Turn
from bot.features.fit.commands import CloseHandOver, OfferHandOver, ReopenHandOver, WithdrawHandOver
from bot.features.fit.contracts import HandOver, HandOverAnswer
from bot.features.rounds.contracts.shared import forget_undone
from bot.features.teams.contracts.reading import tell
from bot.features.teams.contracts.values import AccountTeam

_LATEST = 50


@dataclass(frozen=True, slots=True)
class Reach:
    """What of the member's reaches others: the latest offers, teams, and answers to offers, by id."""

    offers: dict[str, HandOver]
    teams: dict[str, AccountTeam]
    answers: dict[str, HandOverAnswer]


async def reach(reader: StoreReader, turn: Turn[Any]) -> Reach:
    """What reaches others now."""
    offers = await reader.of(HandOver).find(space=turn.scope.own, newest_first=True, limit=_LATEST)
    teams = await reader.of(AccountTeam).find(members=turn.scope.member)
    answers = await reader.of(HandOverAnswer).find(space=turn.scope.own, newest_first=True, limit=_LATEST)
    return Reach(
        {each.id: each for each in offers},
        {each.id: each for each in teams},
        {each.hand_over_id: each for each in answers},
    )


async def follow(uow: UnitOfWork, turn: Turn[Any], before: Reach) -> None:
    """Let those whom an undo concerns see what is left; `before` is what reached them until then."""
    await forget_undone(uow, turn)
    now = await reach(uow, turn)
    for id, offer in before.offers.items():
        if id not in now.offers and len(now.offers) < _LATEST:
            uow.enqueue(WithdrawHandOver(id), key=turn.new_id("withdraw", id), member=offer.receiver)
    for id, offer in now.offers.items():
        if id not in before.offers and len(before.offers) < _LATEST:
            uow.enqueue(OfferHandOver(id), key=turn.new_id("offer", id), member=offer.receiver)
    await _answers(uow, turn, before, now)
    for id in before.teams.keys() | now.teams.keys():
        was, team = before.teams.get(id), now.teams.get(id)
        old = was.members if was else (turn.scope.member,)
        new = team.members if team else (turn.scope.member,)
        if old != new and (about := team or was):
            came = [member for member in new if member not in old]
            tell(uow, turn, about, came=came, left=[member for member in old if member not in new])


async def _answers(uow: UnitOfWork, turn: Turn[Any], before: Reach, now: Reach) -> None:
    """An answer to an offer that was taken back, or given again: giver and receiver see how it stands."""
    gone = before.answers.keys() - now.answers.keys() if len(now.answers) < _LATEST else set()
    new = now.answers.keys() - before.answers.keys() if len(before.answers) < _LATEST else set()
    for offer in await uow.of(HandOver).find(id=tuple(gone | new)):
        if offer.id in new:
            command: Command = CloseHandOver(offer.id)
        else:
            command = ReopenHandOver(offer.id)
            uow.enqueue(OfferHandOver(offer.id), key=turn.new_id("again", offer.id))
        uow.enqueue(command, key=turn.new_id("answer", offer.id), member=offer.giver)
