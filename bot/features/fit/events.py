"""What follows for giver and receiver when a hand-over, or the answer to it, comes or goes (F5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.events import Change, ContactReplaced, remove_rows_of_contact
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.fit.commands import CloseHandOver, OfferHandOver, ReopenHandOver, WithdrawHandOver
from bot.features.fit.contracts.values import FitReview, HandOver, HandOverAnswer


async def offer(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Show the receiver what they are offered."""
    for given in (change.after for change in changes):
        uow.enqueue(OfferHandOver(given.id), key=work.new_id("offer", given.id), member=given.receiver)


async def withdraw(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Take an offer that was taken back off the receiver's card; an erasure deletes the card itself."""
    if uow.erases:
        return
    for given in (change.before for change in changes):
        uow.enqueue(WithdrawHandOver(given.id), key=work.new_id("withdraw", given.id), member=given.receiver)


async def close(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Tell the giver how the receiver answered."""
    for given in await _answered(uow, [change.after.hand_over_id for change in changes]):
        uow.enqueue(CloseHandOver(given.id), key=work.new_id("close", given.id), member=given.giver)


async def reopen(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Tell the giver that the answer was taken back, and show the receiver the offer again."""
    for given in await _answered(uow, [change.before.hand_over_id for change in changes]):
        uow.enqueue(OfferHandOver(given.id), key=work.new_id("again", given.id))
        uow.enqueue(ReopenHandOver(given.id), key=work.new_id("reopen", given.id), member=given.giver)


async def follow_contact(uow: UnitOfWork, work: Work[Any], events: Sequence[ContactReplaced]) -> None:
    """Let hand-overs be of the contact that stays; offers of a deleted one that wait are taken back."""
    for event in events:
        for given in await uow.of(HandOver).find(contact_id=event.gone, space=work.scope.own):
            if event.by is not None:
                await uow.of(HandOver).put(replace(given, contact_id=event.by))
            elif not await uow.of(HandOverAnswer).find(hand_over_id=given.id):
                await uow.of(HandOver).remove(given.id)


async def erase(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Remove the reviews and hand-overs of erased contacts."""
    for kind in (FitReview, HandOver):
        await remove_rows_of_contact(kind)(uow, work, changes)


async def _answered(uow: UnitOfWork, ids: Sequence[str]) -> list[HandOver]:
    return await uow.of(HandOver).find(id=tuple(ids))
