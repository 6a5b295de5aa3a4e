"""Takes the answer to "which Ana?" and "who is this about?", by button or in plain words (B1)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bot.core.commands import Dismiss
from bot.core.composing import touch_people
from bot.core.contacts import Contact
from bot.core.deliveries import UNSAID
from bot.core.naming import One, Several
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.books import UnitOfWork
from bot.core.ports.errors import NotFound
from bot.core.threads import open_question
from bot.core.touching import touch_channel
from bot.core.turn import Turn
from bot.features.notes.cards import card as texts
from bot.features.notes.commands import ResolveMention
from bot.features.notes.handlers.belongings import view_note

_LEAD = re.compile(r"^(?:it'?s|it was|about|i mean|the one (?:at|from)|at|from)\s+", re.IGNORECASE)
_LONGEST_ANSWER = 6
"""Words; a longer message is no answer to "which one?"."""


async def resolve_mention(turn: Turn[ResolveMention]) -> None:
    """Add the person that the member chose to the note; an empty contact id makes a new contact."""
    command = turn.command
    async with turn.read() as reader:
        try:
            note = await reader.of(Note).get(command.note_id)
        except NotFound:
            note = None
    chosen = turn.people.get(command.contact_id) if command.contact_id else None
    if note is None or (command.contact_id and chosen is None):
        await turn.answer(texts.note_is_gone(), about=UNSAID)
        return
    setting = turn.setting()
    is_new = chosen is None
    contact = chosen or setting.new_contact(command.written, "", None)
    if is_new and not contact.name:
        await turn.answer(texts.note_is_gone(), about=UNSAID)
        return
    await _put_in(turn, note, contact, is_new=is_new)


async def _put_in(
    turn: Turn[ResolveMention],
    note: Note,
    contact: Contact,
    *,
    is_new: bool,
) -> None:
    named = turn.command.written
    left = tuple(each for each in note.open_mentions if each.written != named)
    ids = tuple(dict.fromkeys((*note.contact_ids, contact.id)))
    accounts = (*note.account_ids, *((contact.account_id,) if contact.account_id else ()))
    new = replace(note, contact_ids=ids, open_mentions=left, account_ids=tuple(dict.fromkeys(accounts)))
    channel = touch_channel(note.text)
    people, touches = [contact], list[Touch]()
    if channel:
        people, touches = touch_people(new, [contact], channel, turn.setting())
    if is_new or people != [contact]:
        turn = turn.knowing(people[0])
    async with turn.commit() as uow:
        if is_new or people != [contact]:
            await uow.of(Contact).put(people[0])
        await uow.of(Note).put(new)
        for touch in touches:
            await uow.of(Touch).put(touch)
        await _give_promises(uow, note, contact)
        await turn.remember(
            uow,
            focus=ids,
            note_id=note.id,
            asks=bool(left),
            asked_about=left[0].written if left else "",
        )
        seen = await view_note(uow, new, turn, first_line="Noted", change=turn.change)
        if is_new:
            seen = replace(seen, new_people=frozenset((contact.id,)))
        card = texts.note_card(seen)
        uow.say(*turn.update(card, about=(note.id, *ids), subject=f"note:{note.id}"))


async def _give_promises(uow: UnitOfWork, note: Note, contact: Contact) -> None:
    """Promises of the note that waited for somebody to be named."""
    if note.contact_ids:
        return
    for commitment in await uow.of(Commitment).find(note_id=note.id, contact_id=None):
        await uow.of(Commitment).put(replace(commitment, contact_id=contact.id))


async def answer_in_words(turn: Turn[Any], text: str) -> bool:
    """Take a short message as the answer to an open question; False when it is not one."""
    if not text or len(text.split()) > _LONGEST_ANSWER or text.rstrip().endswith("?"):
        return False
    async with turn.read() as reader:
        question = open_question(turn.history, turn.thread, turn.now)
        if question is None or question.note_id is None:
            return False
        try:
            note = await reader.of(Note).get(question.note_id)
        except NotFound:
            return False
    contact_id, written = _chosen(turn, note, question.asked_about, text)
    if contact_id is None:
        return False
    await resolve_mention(turn.instead(ResolveMention(note.id, written, contact_id)))
    return True


def _chosen(turn: Turn[Any], note: Note, asked_about: str, text: str) -> tuple[str | None, str]:
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
    async with turn.read() as reader:
        card = texts.unchanged_card()
        if turn.command.note:
            try:
                note = await reader.of(Note).get(turn.command.note)
            except NotFound:
                card = texts.note_is_gone()
            else:
                view = await view_note(reader, note, turn, first_line="Noted", asks=False)
                card = texts.note_card(replace(view, suggestions=()))
    async with turn.commit() as uow:
        await turn.remember(uow, changed=False)
        uow.say(*turn.update(card, about=UNSAID))
