"""Writes thanks down and shows them."""

from __future__ import annotations

from bot.core.deliveries import NOTHING
from bot.core.finding import person_named
from bot.core.turn import Turn
from bot.features.thanks import cards
from bot.features.thanks.commands import Thank
from bot.features.thanks.rules import ThankYou, first_reason


async def thank(turn: Turn[Thank]) -> None:
    """Write down what somebody is to be thanked for, or show all thanks."""
    command = turn.command
    if not command.name:
        await _show(turn)
        return
    contact = await person_named(turn, lambda id: Thank(command.name, command.reason, contact_id=id))
    if contact is None:
        return
    reason = first_reason(command.reason)
    row = ThankYou(
        id=turn.new_id("thanks"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        contact_id=contact.id,
        reason=reason,
    )
    async with turn.commit() as uow:
        await uow.of(ThankYou).put(row)
        uow.say(*turn.reply(cards.thanked(contact.name, reason, turn.change), about=(contact.id,)))


async def _show(turn: Turn[Thank]) -> None:
    found = [(turn.people.get(each.contact_id), each) for each in await turn.mine(ThankYou)]
    lines = [(contact.name, each.reason) for contact, each in found if contact is not None]
    ids = tuple(each.contact_id for _, each in found)
    await turn.answer(cards.all_thanks(lines), about=ids or NOTHING)
