"""Opens, changes and deletes notes: by forms, by buttons, and after the message they came from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.notes import Note, NoteSource
from bot.domain.threads import Draft
from bot.domain.understanding import Understanding
from bot.messages.commands import MessageDeleted, MessageEdited
from bot.messages.notes import (
    ChangeNote,
    ComposeNote,
    DeleteNote,
    EditNote,
    KeepDraft,
    OpenNote,
    SaveNote,
)
from bot.ports import Books, NotFound, Work
from bot.texts import note_forms, note_lists
from bot.texts import notes as texts
from bot.usecases.changing import Wanted, change
from bot.usecases.desk import Desk
from bot.usecases.forms import date_of, names_of, place_of, promises_of, text_of
from bot.usecases.notes.note_cards import belongings
from bot.usecases.notes.take_note import Telling, keep, new_draft, without_controls
from bot.usecases.people.finding import answer
from bot.usecases.replies import reply, show, update
from bot.usecases.situation import Situation, look, remember
from bot.usecases.undo import withdraw


async def compose_note(work: Work[ComposeNote], desk: Desk) -> None:
    """Fill the form for a new note with a message's words."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    zone = situation.member.zone
    form = note_forms.new_note(work.command.text, work.command.permalink, situation.today, zone)
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, form, texts.nothing_said()))


async def save_note(work: Work[SaveNote], desk: Desk) -> None:
    """Keep a new note from the form; what the fields say goes before what the text seems to say."""
    values = work.command.values
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    text = without_controls(text_of(values, "text"))
    understanding = await desk.coach.understand(text, situation.circumstances())
    source = NoteSource.SHORTCUT if work.command.permalink else NoteSource.FORM
    telling = Telling(
        text=text,
        source=source,
        permalink=work.command.permalink,
        understanding=_as_said(understanding, work),
    )
    await keep(work, desk, telling)


def _as_said(understanding: Understanding, work: Work[SaveNote]) -> Understanding:
    from bot.usecases.changing import mentions_of

    values = work.command.values
    names = names_of(values, "people")
    return replace(
        understanding,
        mentions=mentions_of(names) if names else understanding.mentions,
        occurred_on=date_of(values, "date") or understanding.occurred_on,
    )


async def open_note(work: Work[OpenNote], desk: Desk) -> None:
    """Show one note whole."""
    situation, note = await _note(work, desk, work.command.note_id)
    async with desk.ledger.write(work) as books:
        if note is None:
            form = note_lists.no_longer_there()
            books.say(*show(work, situation.member, form, texts.note_is_gone()))
            return
        people = situation.people
        names = [_label(situation, id) for id in note.contact_ids if people.get(id)]
        accounts = [people.companies[id] for id in note.account_ids if id in people.companies]
        form = note_lists.whole_note(note, names, accounts)
        books.say(*show(work, situation.member, form, note_lists.whole_note_card(note, names)))


async def edit_note(work: Work[EditNote], desk: Desk) -> None:
    """Fill the form that changes a note."""
    situation, note = await _own(work, desk, work.command.note_id)
    if note is None:
        async with desk.ledger.write(work) as books:
            form = note_lists.no_longer_there()
            books.say(*show(work, situation.member, form, texts.note_is_gone()))
        return
    async with desk.ledger.read(work.scope) as reading:
        held = await belongings(reading, note)
    companies = situation.people.companies
    form = note_forms.change_note(
        note,
        people=[
            *(_label(situation, id) for id in note.contact_ids if situation.people.get(id)),
            *(mention.written for mention in note.open_mentions),
        ],
        account=", ".join(companies[id] for id in note.account_ids if id in companies),
        commitments=held.commitments,
        card=place_of(work),
        zone=situation.member.zone,
    )
    async with desk.ledger.write(work) as books:
        books.say(*show(work, situation.member, form, note_lists.whole_note_card(note, ())))


def _label(situation: Situation, contact_id: str) -> str:
    [contact] = situation.people.some([contact_id])
    company = situation.people.company(contact)
    return f"{contact.name} ({company})" if company else contact.name


async def change_note(work: Work[ChangeNote], desk: Desk) -> None:
    """Save what the form says of a note; new words make a newer note and keep the older one."""
    command = work.command
    situation, note = await _own(work, desk, command.note_id)
    if note is None:
        await answer(work, desk, situation, texts.note_is_gone())
        return
    values = command.values
    wanted = Wanted(
        text=without_controls(text_of(values, "text")) or note.text,
        names=names_of(values, "people"),
        companies=names_of(values, "account"),
        day=date_of(values, "date") or note.occurred_on,
        promises=promises_of(values, "commitments"),
        card=command.card,
    )
    await change(work, desk, situation, note, wanted)


async def delete_note(work: Work[DeleteNote], desk: Desk) -> None:
    """Delete one note with what it told of touches and commitments."""
    situation, note = await _own(work, desk, work.command.note_id)
    if note is None:
        await answer(work, desk, situation, texts.note_is_gone())
        return
    names = situation.people.names(note.contact_ids)
    async with desk.ledger.write(work) as books:
        await withdraw(books, situation, note)
        await remember(books, work, focus=note.contact_ids)
        books.say(*update(work, situation.member, texts.deleted(note, names, work.change, situation.today)))


async def keep_draft(work: Work[KeepDraft], desk: Desk) -> None:
    """Keep the words that waited for this click."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            draft = await books.of(Draft).get(work.command.draft_id)
        except NotFound:
            draft = None
    if draft is None:
        await answer(work, desk, situation, texts.note_is_gone())
        return
    telling = Telling(
        text=draft.text,
        source=NoteSource.MESSAGE,
        permalink=draft.permalink,
        replaces=draft.replaces,
        anyway=True,
    )
    try:
        await keep(work, desk, telling)
    except NotFound:
        await answer(work, desk, situation, texts.note_is_gone())


async def message_edited(work: Work[MessageEdited], desk: Desk) -> None:
    """Offer the same change for the note that came from an edited message."""
    text = without_controls(work.command.text)
    async with desk.ledger.read(work.scope) as books:
        note = await _from_message(books, work, work.command.message)
        situation = await look(books, work)
    if note is None or not text or " ".join(text.split()) == " ".join(note.text.split()):
        return
    if len(text) > texts.LONGEST:
        await answer(work, desk, situation, texts.too_long(len(text)))
        return
    draft = new_draft(work, text, replaces=note.id)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(Draft).put(draft)
        card = texts.message_changed(note, text, draft.id)
        open_books.say(*reply(work, situation.member, card, about=(note.id,)))


async def message_deleted(work: Work[MessageDeleted], desk: Desk) -> None:
    """Offer to delete the note that came from a deleted message."""
    async with desk.ledger.read(work.scope) as books:
        note = await _from_message(books, work, work.command.message)
        situation = await look(books, work)
    if note is not None:
        await answer(work, desk, situation, texts.message_gone(note))


async def _from_message(books: Books, work: Work[Any], message: str) -> Note | None:
    """The current note that a message became."""
    found = await books.of(Note).find(
        space=work.scope.own,
        slack_conversation=work.origin.conversation,
        slack_ts=message,
        superseded_by=None,
        newest_first=True,
        limit=1,
    )
    return found[0] if found else None


async def _note(work: Work[Any], desk: Desk, note_id: str) -> tuple[Situation, Note | None]:
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            return situation, await books.of(Note).get(note_id)
        except NotFound:
            return situation, None


async def _own(work: Work[Any], desk: Desk, note_id: str) -> tuple[Situation, Note | None]:
    """A note that the member may change: what a colleague shared is theirs alone to change."""
    situation, note = await _note(work, desk, note_id)
    return situation, note if note is not None and note.space == work.scope.own else None
