"""Opens, changes and deletes notes: by forms, by buttons, and after the message they came from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.coaching.understanding import Understanding
from bot.core.deliveries import UNSAID
from bot.core.form_values import date_of, place_of, text_of
from bot.core.notes import Note, NoteSource
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound
from bot.core.threads import Draft
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.notes.cards import card as texts
from bot.features.notes.cards import forms as note_forms
from bot.features.notes.cards import lists as note_lists
from bot.features.notes.commands import (
    ChangeNote,
    ComposeNote,
    DeleteNote,
    EditNote,
    KeepDraft,
    MessageDeleted,
    MessageEdited,
    OpenNote,
    SaveNote,
)
from bot.features.notes.contracts.taking import keep, new_draft
from bot.features.notes.contracts.telling import Telling
from bot.features.notes.form import names_of, promises_of
from bot.features.notes.handlers.belongings import belongings
from bot.features.notes.handlers.changing import Wanted, change


async def compose_note(turn: Turn[ComposeNote]) -> None:
    """Fill the form for a new note with a message's words."""
    zone = turn.member.zone
    form = note_forms.new_note(turn.command.text, turn.command.permalink, turn.today, zone)
    await turn.show(form, otherwise=texts.nothing_said(), about=UNSAID)


async def save_note(turn: Turn[SaveNote]) -> None:
    """Keep a new note from the form; what the fields say goes before what the text seems to say."""
    values = turn.command.values
    text = without_controls(text_of(values, "text"))
    understanding = await turn.coach.understand(text, turn.circumstances())
    source = NoteSource.SHORTCUT if turn.command.permalink else NoteSource.FORM
    telling = Telling(
        text=text,
        source=source,
        permalink=turn.command.permalink,
        understanding=_as_said(understanding, turn),
    )
    await keep(turn, telling)


def _as_said(understanding: Understanding, turn: Turn[SaveNote]) -> Understanding:
    from bot.features.notes.handlers.changing import mentions_of

    values = turn.command.values
    names = names_of(values, "people")
    return replace(
        understanding,
        mentions=mentions_of(names) if names else understanding.mentions,
        occurred_on=date_of(values, "date") or understanding.occurred_on,
    )


async def open_note(turn: Turn[OpenNote]) -> None:
    """Show one note whole."""
    note = await _note(turn, turn.command.note_id)
    async with turn.commit() as uow:
        if note is None:
            form = note_lists.no_longer_there()
            uow.say(*turn.fill(form, otherwise=texts.note_is_gone(), about=UNSAID))
            return
        people = turn.people
        names = [_label(turn, id) for id in note.contact_ids if people.get(id)]
        accounts = [people.companies[id] for id in note.account_ids if id in people.companies]
        form = note_lists.whole_note(note, names, accounts)
        uow.say(*turn.fill(form, otherwise=note_lists.whole_note_card(note, names), about=UNSAID))


async def edit_note(turn: Turn[EditNote]) -> None:
    """Fill the form that changes a note."""
    note = await _own(turn, turn.command.note_id)
    if note is None:
        async with turn.commit() as uow:
            form = note_lists.no_longer_there()
            uow.say(*turn.fill(form, otherwise=texts.note_is_gone(), about=UNSAID))
        return
    async with turn.read() as reading:
        held = await belongings(reading, note)
    companies = turn.people.companies
    form = note_forms.change_note(
        note,
        people=[
            *(_label(turn, id) for id in note.contact_ids if turn.people.get(id)),
            *(mention.written for mention in note.open_mentions),
        ],
        account=", ".join(companies[id] for id in note.account_ids if id in companies),
        commitments=held.commitments,
        card=place_of(turn),
        zone=turn.member.zone,
    )
    await turn.show(form, otherwise=note_lists.whole_note_card(note, ()), about=UNSAID)


def _label(turn: Turn[Any], contact_id: str) -> str:
    [contact] = turn.people.some([contact_id])
    company = turn.people.company(contact)
    return f"{contact.name} ({company})" if company else contact.name


async def change_note(turn: Turn[ChangeNote]) -> None:
    """Save what the form says of a note; new words make a newer note and keep the older one."""
    command = turn.command
    note = await _own(turn, command.note_id)
    if note is None:
        await turn.answer(texts.note_is_gone(), about=UNSAID)
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
    await change(turn, note, wanted)


async def delete_note(turn: Turn[DeleteNote]) -> None:
    """Delete one note with what it told of touches and commitments."""
    note = await _own(turn, turn.command.note_id)
    if note is None:
        await turn.answer(texts.note_is_gone(), about=UNSAID)
        return
    names = turn.people.names(note.contact_ids)
    async with turn.commit() as uow:
        await uow.of(Note).remove(note.id)
        await turn.remember(uow, focus=note.contact_ids)
        uow.say(*turn.update(texts.deleted_card(note, names, turn.change, turn.today), about=UNSAID))


async def keep_draft(turn: Turn[KeepDraft]) -> None:
    """Keep the words that waited for this click."""
    async with turn.read() as reader:
        try:
            draft = await reader.of(Draft).get(turn.command.draft_id)
        except NotFound:
            draft = None
    if draft is None:
        await turn.answer(texts.note_is_gone(), about=UNSAID)
        return
    telling = Telling(
        text=draft.text,
        source=NoteSource.MESSAGE,
        permalink=draft.permalink,
        replaces=draft.replaces,
        anyway=True,
    )
    try:
        await keep(turn, telling)
    except NotFound:
        await turn.answer(texts.note_is_gone(), about=UNSAID)


async def message_edited(turn: Turn[MessageEdited]) -> None:
    """Offer the same change for the note that came from an edited message."""
    text = without_controls(turn.command.text)
    async with turn.read() as reader:
        note = await _from_message(reader, turn, turn.command.message)
    if note is None or not text or " ".join(text.split()) == " ".join(note.text.split()):
        return
    if len(text) > texts.LONGEST:
        await turn.answer(texts.too_long(len(text)), about=UNSAID)
        return
    draft = new_draft(turn, text, replaces=note.id)
    async with turn.commit() as uow:
        await uow.of(Draft).put(draft)
        card = texts.message_changed(note, text, draft.id)
        uow.say(*turn.reply(card, about=(note.id,)))


async def message_deleted(turn: Turn[MessageDeleted]) -> None:
    """Offer to delete the note that came from a deleted message."""
    async with turn.read() as reader:
        note = await _from_message(reader, turn, turn.command.message)
    if note is not None:
        await turn.answer(texts.message_gone(note), about=UNSAID)


async def _from_message(reader: StoreReader, turn: Turn[Any], message: str) -> Note | None:
    """The current note that a message became."""
    found = await reader.of(Note).find(
        space=turn.scope.own,
        slack_conversation=turn.origin.conversation,
        slack_ts=message,
        superseded_by=None,
        newest_first=True,
        limit=1,
    )
    return found[0] if found else None


async def _note(turn: Turn[Any], note_id: str) -> Note | None:
    async with turn.read() as reader:
        try:
            return await reader.of(Note).get(note_id)
        except NotFound:
            return None


async def _own(turn: Turn[Any], note_id: str) -> Note | None:
    """A note that the member may change: what a colleague shared is theirs alone to change."""
    note = await _note(turn, note_id)
    return note if note is not None and note.space == turn.scope.own else None
