"""Takes the answer to "which Ana?" and "who is this about?", by button or in plain words (B1)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bot.core.commands import Dismiss
from bot.core.composing import touch_people
from bot.core.contacts import Contact
from bot.core.deliveries import NOTHING
from bot.core.facts.retelling import retell
from bot.core.gathering import named_in_full
from bot.core.naming import One, Several
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.store import UnitOfWork
from bot.core.threads import open_question
from bot.core.touching import touch_channel
from bot.core.turn import Turn
from bot.features.notes.cards.changes import note_is_gone, unchanged_card
from bot.features.notes.cards.understood import note_card
from bot.features.notes.commands import ResolveMention
from bot.features.notes.handlers.belongings import view_note
from bot.features.notes.handlers.correcting import correct_in_words
from bot.features.notes.handlers.promises import (
    change_in_words,
    change_shown,
    move_thing_in_words,
    take_off_in_words,
)

_LEAD = re.compile(r"^(?:it'?s|it was|about|i mean|the one (?:at|from)|at|from)\s+", re.IGNORECASE)
_LONGEST_ANSWER = 6
"""Words; a longer message is no answer to "which one?"."""


async def resolve_mention(turn: Turn[ResolveMention]) -> None:
    """Add the person that the member chose to the note; an empty contact id makes a new contact."""
    command = turn.command
    note = await turn.one(Note, command.note_id)
    chosen = turn.people.get(command.contact_id)
    contact = chosen or turn.note_context().new_contact(command.written, "", None)
    is_lost = chosen is None and bool(command.contact_id)
    if note is None or is_lost or not contact.name:
        await turn.answer(note_is_gone(), about=NOTHING)
        return
    await _add_person(turn, note, contact, is_new=chosen is None)


async def _add_person(turn: Turn[ResolveMention], note: Note, contact: Contact, *, is_new: bool) -> None:
    new = _with_person(note, contact, turn.command.written)
    channel = touch_channel(note.text)
    named = named_in_full(contact, turn.command.written)
    people, touches = touch_people(new, [named], channel, turn.note_context()) if channel else ([named], [])
    [person] = people
    turn = turn.knowing(person)
    async with turn.commit() as uow:
        if is_new or person != contact:
            await uow.of(Contact).put(person)
        await uow.of(Note).put(new)
        for touch in touches:
            await uow.of(Touch).put(touch)
        await _give_promises(uow, note, contact)
        said = {turn.command.written.casefold(): contact.id} if turn.command.written else {}
        await retell(uow, note, new, turn.people.some(new.contact_ids), turn.note_context(), said)
        await turn.remember(
            uow,
            focus=new.contact_ids,
            note_id=note.id,
            asks=bool(new.open_mentions),
            asked_about=new.open_mentions[0].written if new.open_mentions else "",
        )
        view = await view_note(uow, new, turn, change=turn.change)
        view = replace(view, new_people=frozenset((contact.id,) if is_new else ()))
        uow.say(*turn.update(note_card(view), about=view.about, subject=f"note:{note.id}"))


def _with_person(note: Note, contact: Contact, written: str) -> Note:
    """The note with one more person and their company, and without the question who a name means."""
    accounts = (*note.account_ids, *((contact.account_id,) if contact.account_id else ()))
    return replace(
        note,
        contact_ids=tuple(dict.fromkeys((*note.contact_ids, contact.id))),
        account_ids=tuple(dict.fromkeys(accounts)),
        open_mentions=tuple(each for each in note.open_mentions if each.written != written),
    )


async def _give_promises(uow: UnitOfWork, note: Note, contact: Contact) -> None:
    """Give the promises that are nobody's yet to the person who is named now, where no other name is open."""
    if note.contact_ids and len(note.open_mentions) != 1:
        return
    for commitment in await uow.of(Commitment).find(note_id=note.id, contact_id=None):
        await uow.of(Commitment).put(replace(commitment, contact_id=contact.id))


async def answer_in_words(turn: Turn[Any], text: str) -> bool:
    """Take a short message as an answer to the bot; False when it is none.

    It may say whom a note means, correct the latest note, or say what became of a promise.
    """
    if await _answer_question(turn, text) or await take_off_in_words(turn, text):
        return True
    if await move_thing_in_words(turn, text) or await change_shown(turn, text):
        return True
    return await correct_in_words(turn, text) or await change_in_words(turn, text)


async def _answer_question(turn: Turn[Any], text: str) -> bool:
    """Take a short message as the answer to the open question whom a note means."""
    if not text or len(text.split()) > _LONGEST_ANSWER or text.rstrip().endswith("?"):
        return False
    question = open_question(turn.history, turn.thread, turn.now)
    note = await turn.one(Note, question.note_id) if question is not None else None
    if question is None or note is None:
        return False
    contact_id, written = _find_chosen(turn, note, question.asked_about, text)
    if contact_id is None:
        return False
    await resolve_mention(turn.instead(ResolveMention(note.id, written, contact_id)))
    return True


def _find_chosen(turn: Turn[Any], note: Note, asked_about: str, text: str) -> tuple[str | None, str]:
    """The contact id that an answer means, and the name asked about.

    The id is empty for a new contact, None for words that are no answer.
    """
    words = _LEAD.sub("", text.strip(" .!"))
    people = turn.people
    if asked_about:
        candidates = people.some(
            id for m in note.open_mentions if m.written == asked_about for id in m.candidates
        )
        fits = [
            each
            for each in candidates
            if _says(words, each.name) or _says(words, people.company(each)) or _says(words, each.title)
        ]
        return (fits[0].id if len(fits) == 1 else None), asked_about
    match people.who(words):
        case One(contact):
            return contact.id, ""
        case Several(contacts) if len(contacts) == 1:
            return contacts[0].id, ""
        case Several():
            return None, ""
    looks_like_name = (
        words[:1].isupper() and all(w[:1].isupper() for w in words.split()) and len(words.split()) <= 4
    )
    return ("", words) if looks_like_name else (None, "")


def _says(answer_words: str, known: str) -> bool:
    """Whether an answer names this: "the one at Northwind", "Ruiz"."""
    said = {word.strip(".,()").casefold() for word in answer_words.split()}
    parts = [part.casefold() for part in known.split()]
    return bool(parts) and (said >= set(parts) or (len(said) <= 2 and said <= set(parts)))


async def dismiss(turn: Turn[Dismiss]) -> None:
    """Close a question; a note that was asked about stays as it is."""
    note = await turn.one(Note, turn.command.note)
    card, about = note_is_gone() if turn.command.note else unchanged_card(), NOTHING
    if note is not None:
        async with turn.read() as reader:
            view = await view_note(reader, note, turn, asks=False)
        card, about = note_card(view), view.about
    async with turn.commit() as uow:
        await turn.remember(uow, changed=False)
        uow.say(*turn.update(card, about=about))
