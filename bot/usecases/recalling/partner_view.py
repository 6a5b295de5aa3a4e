"""How a relationship looks from the partner's side, from the notes alone (S4)."""

from __future__ import annotations

from bot.domain.citing import carried
from bot.domain.contacts import Contact
from bot.domain.notes import Note
from bot.domain.partner_view import sides
from bot.domain.understanding import Excerpt
from bot.messages.cards import Part
from bot.messages.learning import ViewFrom
from bot.ports import Books, Work
from bot.texts import partner_view as texts
from bot.usecases.desk import Desk
from bot.usecases.people.finding import person_named
from bot.usecases.replies import reply
from bot.usecases.situation import Situation, remember

_READ = 12


async def view_from(work: Work[ViewFrom], desk: Desk) -> None:
    """Their side in the notes' own words with questions, or written by the model with its notes."""
    command = work.command
    situation, contact = await person_named(work, desk, lambda id: ViewFrom(command.name, id))
    if contact is None:
        return
    await desk.progress.status(work, f"looking at it from {contact.name}'s side ...")
    async with desk.ledger.read(work.scope) as books:
        notes = await _numbered(books, contact)
    excerpts = _excerpts(situation, notes)
    given = await desk.coach.view(contact.name, excerpts, situation.circumstances())
    seen = sides(excerpts)
    open_questions = texts.questions(seen, contact.name)
    kept = carried(given, excerpts)
    if not kept.statements and not seen:
        card = texts.says_nothing(contact, open_questions)
    else:
        told = (
            texts.quoted(seen, notes)
            if given.quoted or not kept.statements
            else texts.written(kept.statements, notes)
        )
        parts = [*told, *texts.to_ask(open_questions)]
        mode = given.provenance.mode
        card = texts.view_card(contact, situation.people.company(contact), parts, mode=mode)
    async with desk.ledger.write(work) as open_books:
        await remember(open_books, work, focus=(contact.id,), changed=False)
        about = (contact.id, *(note.id for note in notes.values()))
        open_books.say(*reply(work, situation.member, card, about=about))


async def their_side(books: Books, situation: Situation, contact: Contact) -> tuple[Part, ...]:
    """The section of a brief; nothing where no note tells of their side."""
    notes = await _numbered(books, contact)
    seen = sides(_excerpts(situation, notes))
    if not seen:
        return ()
    return texts.section(seen, texts.questions(seen, contact.name)[0], contact)


async def _numbered(books: Books, contact: Contact) -> dict[int, Note]:
    found = await books.of(Note).find(
        contact_ids=contact.id, superseded_by=None, newest_first=True, limit=_READ
    )
    return dict(enumerate(found, 1))


def _excerpts(situation: Situation, notes: dict[int, Note]) -> tuple[Excerpt, ...]:
    return tuple(
        Excerpt(
            number=number,
            note_id=note.id,
            text=note.text,
            occurred_on=note.occurred_on,
            people=situation.people.names(note.contact_ids),
        )
        for number, note in notes.items()
    )
