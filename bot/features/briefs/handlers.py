"""Prepares a member for a talk with somebody (B2)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.core.cards import Part
from bot.core.contacts import Contact
from bot.core.deliveries import UNSAID
from bot.core.finding import person, touch_day
from bot.core.notes import Commitment, CommitmentState, Note, Touch
from bot.core.ports.books import StoreReader
from bot.core.turn import Turn
from bot.features.briefs import cards as texts
from bot.features.briefs.commands import Brief
from bot.features.goals.contracts.reading import set_out_section
from bot.features.objectives.contracts.reading import objective_section
from bot.features.partner_view.contracts import their_side
from bot.features.people.contracts.cards import CommitmentView
from bot.features.people.contracts.reading import earliest_first
from bot.features.rounds.contracts.points import points_for

Section = Callable[[StoreReader, Turn[Any], Contact], Awaitable[tuple[Part, ...]]]
"""Reads one section of a brief; empty when there is nothing to say."""

_LATEST = 4


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
        parts = [part for section in SECTIONS for part in await section(reader, turn, contact)]
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


async def _touches(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    found = await reader.of(Touch).find(contact_id=contact.id)
    latest = sorted(found, key=lambda touch: (touch.occurred_on, touch.created_at), reverse=True)
    return texts.touches(latest[:_LATEST], turn.today)


async def _promises(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    found = await reader.of(Commitment).find(contact_id=contact.id, state=CommitmentState.OPEN)
    rows = [CommitmentView(each, "") for each in earliest_first(found)]
    return texts.promises(rows, turn.today)


async def _notes(reader: StoreReader, _: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    return texts.notes((await _current(reader, contact))[:_LATEST])


async def _assumptions(reader: StoreReader, _: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    notes = await _current(reader, contact)
    return texts.assumptions([(each.quote, note) for note in notes for each in note.assumptions][:_LATEST])


async def _unknown(_: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    missing = [
        ("their company", turn.people.company(contact)),
        ("what they do there", contact.title),
        ("when you were last in touch", contact.last_touch_at),
    ]
    return texts.unknown([what for what, known in missing if not known])


async def _current(reader: StoreReader, contact: Contact) -> list[Note]:
    """The contact's notes that nothing has corrected, the latest told first."""
    found = await reader.of(Note).find(contact_ids=contact.id, superseded_by=None)
    return sorted(found, key=lambda note: (note.occurred_on, note.created_at), reverse=True)


async def _points(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    return await points_for(reader, turn, contact.account_id)


SECTIONS: tuple[Section, ...] = (
    _touches,
    _promises,
    objective_section,
    set_out_section,
    _notes,
    their_side,
    _points,
    _assumptions,
    _unknown,
)
"""The sections of a brief in their order; a capability that has something to say adds its own."""
