"""How a relationship looks from the partner's side, from the notes alone (S4)."""

from __future__ import annotations

from typing import Any

from bot.domain.citing import keep_carried
from bot.domain.contacts import Contact
from bot.domain.notes import Note
from bot.domain.partner_view import sides
from bot.domain.understanding import Excerpt
from bot.messages.cards import Part
from bot.messages.learning import ViewFrom
from bot.ports import StoreReader
from bot.texts import partner_view as texts
from bot.usecases.people.finding import person_named
from bot.usecases.turn import Turn

_READ = 12


async def view_from(turn: Turn[ViewFrom]) -> None:
    """Their side in the notes' own words with questions, or written by the model with its notes."""
    command = turn.command
    contact = await person_named(turn, lambda id: ViewFrom(command.name, id))
    if contact is None:
        return
    await turn.status(f"looking at it from {contact.name}'s side ...")
    async with turn.read() as reader:
        notes = await _numbered(reader, contact)
    excerpts = _excerpts(turn, notes)
    given = await turn.coach.view(contact.name, excerpts, turn.circumstances())
    seen = sides(excerpts)
    open_questions = texts.questions(seen, contact.name)
    kept = keep_carried(given, excerpts)
    if not kept.statements and not seen:
        card = texts.says_nothing(contact, open_questions)
    else:
        told = (
            texts.quote_parts(seen, notes)
            if given.quoted or not kept.statements
            else texts.statement_parts(kept.statements, notes)
        )
        parts = [*told, *texts.to_ask(open_questions)]
        mode = given.provenance.mode
        card = texts.view_card(contact, turn.people.company(contact), parts, mode=mode)
    async with turn.commit() as uow:
        await turn.remember(uow, focus=(contact.id,), changed=False)
        about = (contact.id, *(note.id for note in notes.values()))
        uow.say(*turn.reply(card, about=about))


async def their_side(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    """The section of a brief; nothing where no note tells of their side."""
    notes = await _numbered(reader, contact)
    seen = sides(_excerpts(turn, notes))
    if not seen:
        return ()
    return texts.section(seen, texts.questions(seen, contact.name)[0], contact)


async def _numbered(reader: StoreReader, contact: Contact) -> dict[int, Note]:
    found = await reader.of(Note).find(
        contact_ids=contact.id, superseded_by=None, newest_first=True, limit=_READ
    )
    return dict(enumerate(found, 1))


def _excerpts(turn: Turn[Any], notes: dict[int, Note]) -> tuple[Excerpt, ...]:
    return tuple(
        Excerpt(
            number=number,
            note_id=note.id,
            text=note.text,
            occurred_on=note.occurred_on,
            people=turn.people.names(note.contact_ids),
        )
        for number, note in notes.items()
    )
