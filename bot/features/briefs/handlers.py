"""Prepares a member for a talk with somebody (B2)."""

from __future__ import annotations

from bot.core.common_cards import ContactView
from bot.core.deliveries import NOTHING
from bot.core.finding import person_named, touch_day
from bot.core.turn import Turn
from bot.features.briefs import cards
from bot.features.briefs.commands import Brief
from bot.features.briefs.contracts import compose_brief

_MOST_ASKED = 8
"""People of a company whom a brief asks about."""


async def brief(turn: Turn[Brief]) -> None:
    """Put together what helps before a talk, one section after the other."""
    command = turn.command
    if not command.contact_id and not command.name.strip():
        await turn.answer(cards.ask_whom(), about=NOTHING)
        return
    if not command.contact_id and await _ask_who_of_company(turn):
        return
    contact = await person_named(turn, lambda id: Brief(command.name, id))
    if contact is None:
        return
    await turn.status(cards.gathering_status(contact.name))
    card, about = await compose_brief(turn, contact)
    async with turn.commit() as uow:
        await turn.remember(uow, focus=(contact.id,), changed=False)
        uow.say(*turn.reply(card, about=about))


async def _ask_who_of_company(turn: Turn[Brief]) -> bool:
    """Ask who is meant where the name is a company's; False where it is none, or nobody there is known."""
    account = turn.people.account_meant(turn.command.name)
    there = turn.people.at(account.id)[:_MOST_ASKED] if account is not None else ()
    if account is None or not there:
        return False
    rows = [ContactView(contact=each, last_touch=touch_day(turn, each)) for each in there]
    card = cards.company_people(account.name, rows, turn.today)
    await turn.answer(card, about=(account.id, *(each.id for each in there)))
    return True
