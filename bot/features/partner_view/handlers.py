"""How a relationship looks from the partner's side, from the notes alone (S4)."""

from __future__ import annotations

from bot.core.coaching.citing import keep_carried
from bot.core.contacts import Contact
from bot.core.excerpts import excerpts_of
from bot.core.finding import person_named
from bot.core.notes import Note
from bot.core.ports.books import StoreReader
from bot.core.turn import Turn
from bot.features.partner_view import cards as texts
from bot.features.partner_view.commands import ViewFrom
from bot.features.partner_view.rules import sides

_READ = 12


async def view_from(turn: Turn[ViewFrom]) -> None:
    """Their side in the notes' own words with questions, or written by the model with its notes."""
    command = turn.command
    contact = await person_named(turn, lambda id: ViewFrom(command.name, id))
    if contact is None:
        return
    await turn.status(f"looking at it from {contact.name}'s side ...")
    async with turn.read() as reader:
        notes = await numbered_notes(reader, contact)
    excerpts = excerpts_of(notes.values(), turn.people)
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


async def numbered_notes(reader: StoreReader, contact: Contact) -> dict[int, Note]:
    """The latest notes about a contact, numbered from 1."""
    found = await reader.of(Note).find(
        contact_ids=contact.id, superseded_by=None, newest_first=True, limit=_READ
    )
    return dict(enumerate(found, 1))
