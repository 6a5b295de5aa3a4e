"""Prepares a member for a talk with somebody (B2)."""

from __future__ import annotations

from bot.core.deliveries import UNSAID
from bot.core.finding import person, touch_day
from bot.core.notes import Note
from bot.core.turn import Turn, Where
from bot.features.briefs import cards as texts
from bot.features.briefs.commands import Brief


async def brief(turn: Turn[Brief]) -> None:
    """Put together what helps before a talk, one section after the other."""
    command = turn.command
    if not command.contact_id and not command.name.strip():
        await turn.answer(texts.whom(), about=UNSAID)
        return
    if not command.contact_id and await _asked_by_company(turn):
        return
    contact = await person(
        turn, name=command.name, contact_id=command.contact_id, command=lambda id: Brief(command.name, id)
    )
    if contact is None:
        return
    await turn.status(f"putting together what you know of {contact.name} ...")
    async with turn.read() as reader:
        count = await reader.of(Note).count(contact_ids=contact.id, superseded_by=None)
        parts = await turn.sections(reader, Where.BRIEF, contact)
    view = texts.BriefView(
        contact=contact,
        company=turn.people.company(contact),
        last_touch=touch_day(turn, contact),
        notes=count,
        today=turn.today,
    )
    async with turn.commit() as uow:
        await turn.remember(uow, focus=(contact.id,), changed=False)
        uow.say(*turn.reply(texts.brief_card(view, parts), about=(contact.id,)))


async def _asked_by_company(turn: Turn[Brief]) -> bool:
    account = turn.people.account(turn.command.name)
    if account is None:
        return False
    there = turn.people.at(account.id)
    if not there:
        return False
    rows = [(each, touch_day(turn, each)) for each in there[:8]]
    await turn.answer(texts.company_people(account.name, rows, turn.today), about=UNSAID)
    return True
