"""Shows how a relationship looks from the partner's side, from the notes alone (S4)."""

from __future__ import annotations

from bot.core.cards import Card
from bot.core.coaching.citing import keep_carried
from bot.core.coaching.understanding import Answer
from bot.core.contacts import Contact
from bot.core.excerpts import excerpts_of
from bot.core.finding import person_named
from bot.core.notes import Note
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.features.partner_view import cards
from bot.features.partner_view.commands import ViewFrom
from bot.features.partner_view.rules import find_aspects

_READ = 12
"""Notes about a contact that are read for their side, the latest ones."""


async def view_from(turn: Turn[ViewFrom]) -> None:
    """Show their side in the notes' own words with questions, or as the model writes it from the notes."""
    contact = await person_named(turn, lambda id: ViewFrom(turn.command.name, id))
    if contact is None:
        return
    await turn.status(cards.looking_status(contact.name))
    async with turn.read() as reader:
        notes = await find_latest_notes(reader, contact)
    excerpts = excerpts_of(notes, turn.people)
    answer = await turn.coach.view(contact.name, excerpts, turn.circumstances())
    card = _build_card(turn, contact, notes, answer)
    async with turn.commit() as uow:
        await turn.remember(uow, focus=(contact.id,), changed=False)
        uow.say(*turn.reply(card, about=(contact.id, *(note.id for note in notes))))


async def find_latest_notes(reader: StoreReader, contact: Contact) -> list[Note]:
    """The latest notes about a contact that nothing has corrected."""
    return await reader.of(Note).find(
        contact_ids=contact.id, superseded_by=None, newest_first=True, limit=_READ
    )


def _build_card(turn: Turn[ViewFrom], contact: Contact, notes: list[Note], answer: Answer) -> Card:
    """What the notes carry of the answer, else their own words; else that they do not say."""
    excerpts = excerpts_of(notes, turn.people)
    aspects = find_aspects(excerpts)
    questions = cards.questions(aspects, contact.name)
    kept = keep_carried(answer, excerpts)
    if not kept.statements and not aspects:
        return cards.says_nothing(contact, questions)
    if answer.quoted or not kept.statements:
        parts = cards.quote_parts(aspects, dict(enumerate(notes, 1)))
    else:
        by_id: dict[str, Note] = {note.id: note for note in notes}
        # The statements cite anew from 1, in the order in which they cite.
        parts = cards.statement_parts(
            kept.statements, {each.number: by_id[each.note_id] for each in kept.cited}
        )
    company = turn.people.company(contact)
    mode = answer.provenance.mode
    refused = 0 if answer.quoted else kept.refused
    return cards.view_card(contact, company, [*parts, *cards.to_ask(questions)], mode=mode, refused=refused)
