"""Opens, changes and deletes notes: by forms, by buttons, and after the message they came from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.coaching.understanding import Understanding
from bot.core.deliveries import NOTHING, About, Amend
from bot.core.form_values import date_of, text_of
from bot.core.notes import CommitmentState, Note, NoteSource
from bot.core.ports.errors import NotFound
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.threads import Draft
from bot.core.turn import Turn
from bot.core.words import name_with_company, without_controls
from bot.features.calendar.commands import OfferCalendar
from bot.features.notes.cards import changes as cards
from bot.features.notes.cards import forms, lists
from bot.features.notes.cards.edit_form import NO_TOUCH, NoteForm, edit_form, with_typed
from bot.features.notes.commands import (
    AddNoteRow,
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
from bot.features.notes.contracts.sharers import find_sharers
from bot.features.notes.contracts.taking import keep, new_draft, refuse_note
from bot.features.notes.contracts.telling import Telling
from bot.features.notes.form import has_rows, mentions_of, names_of, people_of, promises_of
from bot.features.notes.handlers.belongings import find_belongings
from bot.features.notes.handlers.changing import Wanted, change, read_mentions
from bot.language.calendar_addresses import find_calendar_address

_MOST_CHOICES = 95
"""Contacts that a row offers: Slack's select takes a hundred."""


async def compose_note(turn: Turn[ComposeNote]) -> None:
    """Fill the form for a new note with a message's words."""
    zone = turn.member.zone
    if address := find_calendar_address(turn.command.text):  # it goes into no form, and out of the queue
        empty = forms.new_note("", turn.command.permalink, turn.today, zone)
        erasing = turn.instead(OfferCalendar(address))
        await erasing.show(empty, otherwise=cards.holds_a_secret(), about=NOTHING)
        return
    form = forms.new_note(turn.command.text, turn.command.permalink, turn.today, zone)
    await turn.show(form, otherwise=cards.nothing_said(), about=NOTHING)


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
        understanding=_go_by_the_form(understanding, turn),
    )
    await keep(turn, telling)


def _go_by_the_form(understanding: Understanding, turn: Turn[SaveNote]) -> Understanding:
    """The understanding of the words, with the people and the date that the form says."""
    values = turn.command.values
    names = names_of(values, "people")
    return replace(
        understanding,
        mentions=read_mentions(names) if names else understanding.mentions,
        occurred_on=date_of(values, "date") or understanding.occurred_on,
    )


async def open_note(turn: Turn[OpenNote]) -> None:
    """Show one note whole."""
    note = await turn.one(Note, turn.command.note_id)
    if note is None:
        await _say_gone(turn)
        return
    companies = turn.people.companies
    names = _names(turn, note)
    accounts = [companies[id] for id in note.account_ids if id in companies]
    sharer = (await find_sharers(turn, [note])).get(note.id, ())
    form = lists.whole_note(note, names, accounts, sharer)
    await turn.show(form, otherwise=lists.whole_note_card(note, names, sharer), about=_about(note))


async def edit_note(turn: Turn[EditNote]) -> None:
    """Fill the form that changes a note."""
    note = await _find_own(turn, turn.command.note_id)
    if note is None:
        await _say_gone(turn)
        return
    view = await _view_form(turn, note, turn.card_place)
    await turn.show(edit_form(view), otherwise=lists.whole_note_card(note, ()), about=_about(note))


async def add_row(turn: Turn[AddNoteRow]) -> None:
    """Show the form with one more empty row, and with all that was typed so far."""
    command = turn.command
    note = await _find_own(turn, command.note_id)
    if note is None:
        await _say_gone(turn)
        return
    view = await _view_form(turn, note, command.card)
    view = replace(
        view,
        people=turn.people.some(command.people),
        promises=tuple(each for id in command.promises for each in view.promises if each.id == id),
        new_people=command.new_people,
        new_promises=command.new_promises,
    )
    form = with_typed(edit_form(view), command.values)
    await turn.show(form, otherwise=lists.whole_note_card(note, ()), about=_about(note))


async def _view_form(turn: Turn[Any], note: Note, card: str | None) -> NoteForm:
    """The note with what belongs to it, and whom its rows can name."""
    async with turn.read() as reader:
        rows = await find_belongings(reader, note)
    people = turn.people.some(note.contact_ids)
    own = {person.account_id for person in people}
    promises = tuple(each for each in rows.commitments if each.state is not CommitmentState.ASKED)
    named = [each.contact_id for each in promises if each.contact_id]
    candidates = [*named, *(id for mention in note.open_mentions for id in mention.candidates)]
    recent = turn.people.recent(_MOST_CHOICES)
    choices = {each.id: each for each in (*people, *turn.people.some(candidates), *recent)}
    companies = turn.people.companies
    return NoteForm(
        note=note,
        people=people,
        choices=tuple(choices.values())[:_MOST_CHOICES],
        companies=companies,
        promises=promises,
        touch=rows.touches[0].channel if rows.touches else "",
        accounts=tuple(companies[id] for id in note.account_ids if id in companies and id not in own),
        card=card,
        zone=turn.member.zone,
    )


async def _say_gone(turn: Turn[Any]) -> None:
    await turn.show(lists.no_longer_there(), otherwise=cards.note_is_gone(), about=NOTHING)


def _names(turn: Turn[Any], note: Note) -> list[str]:
    """The names of a note's people, each with the company in brackets."""
    people = turn.people
    return [name_with_company(each.name, people.company(each)) for each in people.some(note.contact_ids)]


def _about(note: Note) -> About:
    return (note.id, *note.contact_ids, *note.account_ids)


async def change_note(turn: Turn[ChangeNote]) -> None:
    """Save what the form says of a note; new words make a newer note and keep the older one."""
    command = turn.command
    note = await _find_own(turn, command.note_id)
    if note is None:
        await turn.answer(cards.note_is_gone(), about=NOTHING)
        return
    values = command.values
    rows = has_rows(values)
    touch = text_of(values, "touch")
    wanted = Wanted(
        text=without_controls(text_of(values, "text")) or note.text,
        day=date_of(values, "date") or note.occurred_on,
        touch=None if "touch" not in values else "" if touch == NO_TOUCH else touch,
        people=people_of(values) if rows else None,
        mentions=mentions_of(values),
        companies=names_of(values, "account") if rows else None,
        promises=promises_of(values) if rows else None,
        known_people=command.people,
        known_promises=command.promises,
        card=command.card,
    )
    await change(turn, note, wanted)


async def delete_note(turn: Turn[DeleteNote]) -> None:
    """Delete one note with what it told of touches and commitments."""
    note = await _find_own(turn, turn.command.note_id)
    if note is None:
        await turn.answer(cards.note_is_gone(), about=NOTHING)
        return
    names = turn.people.names(note.contact_ids)
    async with turn.commit() as uow:
        await uow.of(Note).remove(note.id)
        await turn.remember(uow, focus=note.contact_ids)
        card = cards.deleted_card(note, names, turn.change, turn.today)
        uow.say(*turn.update(card, about=_about(note)))


async def keep_draft(turn: Turn[KeepDraft]) -> None:
    """Keep the words that waited for this click."""
    draft = await turn.one(Draft, turn.command.draft_id)
    if draft is None:
        await turn.answer(cards.note_is_gone(), about=NOTHING)
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
        await turn.answer(cards.note_is_gone(), about=NOTHING)


async def message_edited(turn: Turn[MessageEdited]) -> None:
    """Offer the same change for the note that came from an edited message."""
    text = without_controls(turn.command.text)
    if find_calendar_address(text) and await refuse_note(turn, text):
        return
    async with turn.read() as reader:
        note = await _find_by_message(reader, turn, turn.command.message)
    if note is None or not text or " ".join(text.split()) == " ".join(note.text.split()):
        return
    if await refuse_note(turn, text):
        return
    draft = new_draft(turn, text, replaces=note.id)
    async with turn.commit() as uow:
        await uow.of(Draft).put(draft)
        card = cards.message_changed(note, text, draft.id)
        uow.say(*turn.reply(card, about=(*_about(note), draft.id)))


async def message_deleted(turn: Turn[MessageDeleted]) -> None:
    """Offer to delete the note that came from a deleted message."""
    async with turn.read() as reader:
        note = await _find_by_message(reader, turn, turn.command.message)
    if note is None:
        return
    async with turn.commit() as uow:
        uow.say(*await _forget_edits(uow, turn, note))
        uow.say(*turn.reply(cards.message_gone(note), about=_about(note)))


async def _forget_edits(uow: UnitOfWork, turn: Turn[Any], note: Note) -> list[Amend]:
    """Drop the words that an edit of the deleted message offered, and empty the cards that show them."""
    drafts = await uow.of(Draft).find(space=turn.scope.own, replaces=note.id)
    for draft in drafts:
        await uow.of(Draft).remove(draft.id)
    posts = await uow.find_posts(about=[draft.id for draft in drafts])
    return [
        Amend(
            card=cards.edit_is_gone(),
            conversation=post.place.conversation,
            message=post.place.message,
            about=NOTHING,
        )
        for post in posts
        if post.place.conversation and post.place.message
    ]


async def _find_by_message(reader: StoreReader, turn: Turn[Any], message: str) -> Note | None:
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


async def _find_own(turn: Turn[Any], note_id: str) -> Note | None:
    """A note that the member may change: what a colleague shared is theirs alone to change."""
    note = await turn.one(Note, note_id)
    return note if note is not None and note.space == turn.scope.own else None
