"""The review meeting with the relationship partner: agenda before, summary after (F4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.common_cards import is_gone
from bot.core.contacts import Contact, ContactId
from bot.core.deliveries import UNSAID
from bot.core.finding import person_named
from bot.core.form_values import choices_of, date_of, place_of, text_of
from bot.core.knowledge.basics import LessonMoment
from bot.core.notes import Note
from bot.core.paging import page_within
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound
from bot.core.relations import of_contact, put_at
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.glossary.contracts.reading import words_for_outside
from bot.features.meetings import cards as texts
from bot.features.meetings.commands import (
    EditAgenda,
    EditSummary,
    ListMeetings,
    OpenMeeting,
    SaveAgenda,
    SaveSummary,
    ShowMeeting,
)
from bot.features.meetings.contracts import Meeting, MeetingId
from bot.features.meetings.handlers.points import agenda_points
from bot.features.meetings.rules import quotes, with_ticked

_QUOTES = 8
"""Sentences of notes to tick: what a form shows without scrolling."""


async def show_meeting(turn: Turn[ShowMeeting]) -> None:
    """The agenda: the one the member keeps for a meeting to come, else a draft from what is on record."""
    contact = await person_named(turn, lambda id: ShowMeeting(contact_id=id))
    if contact is None:
        return
    async with turn.read() as reader:
        view = await _seen(reader, turn, contact)
    in_place, lesson = not turn.command.beside, LessonMoment.BEFORE_MEETING
    await turn.answer(texts.meeting_card(view), in_place=in_place, about=UNSAID, lesson=lesson)


async def _seen(reader: StoreReader, turn: Turn[Any], contact: Contact) -> texts.MeetingView:
    meetings = await meetings_with(reader, contact.id)
    held = _being_prepared(meetings)
    past = [each for each in meetings if each.summary]
    since = past[0].on if past else None
    return texts.MeetingView(
        contact_id=contact.id,
        label=of_contact(turn, contact).label,
        points=await agenda_points(reader, turn, contact, since),
        kept=held,
        earlier=len(past),
    )


async def meetings_with(reader: StoreReader, contact_id: str) -> list[Meeting]:
    """The meetings with a contact, the latest first."""
    found = await reader.of(Meeting).find(contact_id=contact_id)
    return sorted(found, key=lambda each: (each.on, each.created_at), reverse=True)


def _being_prepared(meetings: Sequence[Meeting]) -> Meeting | None:
    """The meeting with an agenda and no summary yet."""
    return next((each for each in meetings if not each.summary), None)


def _for_summary(meetings: Sequence[Meeting]) -> Meeting | None:
    """The meeting that a summary belongs to: the prepared one, else the latest that has one."""
    return _being_prepared(meetings) or next(iter(meetings), None)


async def edit_agenda(turn: Turn[EditAgenda]) -> None:
    """Fill the form with the agenda."""
    async with turn.read() as reader:
        contact = turn.people.get(turn.command.contact_id)
        seen = await _seen(reader, turn, contact) if contact else None
    if contact is None or seen is None:
        await turn.answer(is_gone(), about=UNSAID)
        return
    text = seen.kept.agenda if seen.kept and seen.kept.agenda else texts.written(seen.points)
    on = seen.kept.on if seen.kept else turn.today
    form = texts.agenda_form(seen.label, SaveAgenda(contact.id, place_of(turn)), text, on)
    await turn.show(form, otherwise=texts.meeting_card(seen), about=UNSAID)


async def save_agenda(turn: Turn[SaveAgenda]) -> None:
    """Keep the agenda as the member wants it."""
    command = turn.command
    async with turn.read() as reader:
        contact = turn.people.get(command.contact_id)
        seen = await _seen(reader, turn, contact) if contact else None
    if contact is None or seen is None:
        await turn.answer(is_gone(), about=UNSAID)
        return
    meeting = replace(
        seen.kept or _new(turn, contact.id),
        agenda=text_of(command.values, "agenda"),
        on=date_of(command.values, "on") or turn.today,
    )
    card = texts.meeting_card(replace(seen, kept=meeting), first="Kept.", change=turn.change)
    async with turn.commit() as uow:
        await uow.of(Meeting).put(meeting)
        await turn.remember(uow, focus=(contact.id,))
        uow.say(*put_at(turn, card, command.card, (contact.id,)))


def _new(turn: Turn[Any], contact_id: ContactId) -> Meeting:
    return Meeting(
        id=MeetingId(turn.new_id("meeting")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        contact_id=contact_id,
        on=turn.today,
    )


async def edit_summary(turn: Turn[EditSummary]) -> None:
    """Fill the form with the summary; sentences of notes stand beside it, none of them ticked."""
    async with turn.read() as reader:
        contact = turn.people.get(turn.command.contact_id)
        meetings = await meetings_with(reader, contact.id) if contact else []
        held = _for_summary(meetings)
        points = (await _seen(reader, turn, contact)).points if contact else []
        notes = await _own_notes(reader, turn, contact) if contact else []
    if contact is None:
        await turn.answer(is_gone(), about=UNSAID)
        return
    text = held.summary if held and held.summary else texts.written(points)
    offered = [each for each in quotes(notes, most=_QUOTES + 4) if each.text not in text][:_QUOTES]
    label = of_contact(turn, contact).label
    on = held.on if held else turn.today
    submit = SaveSummary(contact.id, place_of(turn))
    form = texts.summary_form(label, submit, text, offered, on)
    await turn.show(form, otherwise=is_gone(), about=UNSAID)


async def _own_notes(reader: StoreReader, turn: Turn[Any], contact: Contact) -> list[Note]:
    """The member's own notes on somebody: what others shared is not the member's to pass on."""
    return await reader.of(Note).find(
        space=turn.scope.own, contact_ids=contact.id, superseded_by=None, newest_first=True, limit=20
    )


async def save_summary(turn: Turn[SaveSummary]) -> None:
    """Keep the summary, with the sentences that the member ticked, and mark words unknown outside."""
    command = turn.command
    async with turn.read() as reader:
        contact = turn.people.get(command.contact_id)
        held = _for_summary(await meetings_with(reader, contact.id)) if contact else None
        notes = await _own_notes(reader, turn, contact) if contact else []
    if contact is None:
        await turn.answer(is_gone(), about=UNSAID)
        return
    ticked = set(choices_of(command.values, "ticked"))
    chosen = [each for each in quotes(notes, most=1000) if each.key in ticked]
    base = held or _new(turn, contact.id)
    meeting = replace(
        base,
        summary=with_ticked(text_of(command.values, "summary"), chosen, texts.ALSO),
        on=date_of(command.values, "on") or turn.today,
        quoted=tuple(dict.fromkeys((*base.quoted, *(each.note_id for each in chosen)))),
    )
    label = of_contact(turn, contact).label
    async with turn.commit() as uow:
        unknown = await words_for_outside(uow, turn.knowledge, meeting.summary)
        card = texts.summary_card(meeting, label, unknown=[each.word for each in unknown], change=turn.change)
        await uow.of(Meeting).put(meeting)
        await turn.remember(uow, focus=(contact.id,))
        uow.say(*put_at(turn, card, command.card, (contact.id, *meeting.quoted)))


async def list_meetings(turn: Turn[ListMeetings]) -> None:
    """A page of the meetings with a contact."""
    async with turn.read() as reader:
        contact = turn.people.get(turn.command.contact_id)
        meetings = await meetings_with(reader, contact.id) if contact else []
    if contact is None:
        await turn.answer(is_gone(), about=UNSAID)
        return
    page = page_within(turn.command.page, len(meetings))
    shown = meetings[page * PAGE : (page + 1) * PAGE]
    card = texts.meeting_list(contact.name, contact.id, shown, total=len(meetings), page=page)
    await turn.answer(card, in_place=True, about=UNSAID)


async def open_meeting(turn: Turn[OpenMeeting]) -> None:
    """One meeting whole: its summary, else its agenda."""
    async with turn.read() as reader:
        try:
            meeting = await reader.of(Meeting).get(turn.command.meeting_id)
        except NotFound:
            meeting = None
        contact = turn.people.get(meeting.contact_id) if meeting else None
        seen = await _seen(reader, turn, contact) if contact else None
    if meeting is None or contact is None or seen is None:
        await turn.answer(texts.is_gone(), about=UNSAID)
        return
    if meeting.summary:
        card = texts.summary_card(meeting, seen.label, unknown=())
    else:
        card = texts.meeting_card(replace(seen, kept=meeting))
    await turn.answer(card, about=UNSAID)
