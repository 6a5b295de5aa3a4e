"""Prepares the review meeting with the relationship partner: agenda before, summary after (F4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.commands import FormValues
from bot.core.common_cards import is_gone
from bot.core.contacts import Contact, ContactId
from bot.core.deliveries import NOTHING
from bot.core.finding import person_named, person_with_id
from bot.core.form_values import choices_of, date_of, text_of
from bot.core.knowledge.basics import LessonMoment
from bot.core.meeting_points import MeetingPoint, Topic
from bot.core.notes import Note
from bot.core.paging import page_within
from bot.core.ports.store import StoreReader
from bot.core.relations import of_contact
from bot.core.sections import MEETING
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.glossary.contracts.reading import words_for_outside
from bot.features.meetings.cards import forms
from bot.features.meetings.cards import meetings as cards
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
from bot.features.meetings.rules import is_news, may_go_out, quotes, to_choose, with_lines, with_ticked

_QUOTES = 8
"""Sentences of notes to tick: what a form shows without scrolling."""


async def show_meeting(turn: Turn[ShowMeeting]) -> None:
    """Show the agenda: the one the member keeps for a meeting to come, else a draft of what is on record."""
    contact = await person_named(turn, lambda id: ShowMeeting(contact_id=id))
    if contact is None:
        return
    async with turn.read() as reader:
        view = await _view(reader, turn, contact)
    await turn.answer(
        cards.meeting_card(view),
        in_place=not turn.command.beside,
        about=view.about,
        lesson=LessonMoment.BEFORE_MEETING,
    )


async def _view(reader: StoreReader, turn: Turn[Any], contact: Contact) -> cards.MeetingView:
    meetings = await _meetings_with(reader, contact.id)
    past = [each for each in meetings if each.summary]
    since = past[0].on if past else None
    points = await turn.sections(reader, MEETING, contact)
    return cards.MeetingView(
        contact_id=contact.id,
        label=of_contact(turn, contact).label,
        points=[each for each in points if is_news(each, since)],
        kept=_being_prepared(meetings),
        earlier=len(past),
    )


async def _meetings_with(reader: StoreReader, contact_id: str) -> list[Meeting]:
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
    contact = await person_with_id(turn)
    if contact is None:
        return
    async with turn.read() as reader:
        view = await _view(reader, turn, contact)
    text = view.kept.agenda if view.kept and view.kept.agenda else _draft(view)
    on = view.kept.on if view.kept else turn.today
    submit = SaveAgenda(contact.id, turn.card_place)
    form = forms.agenda_form(view.label, submit, text, to_choose(view.points, text), on)
    await turn.show(form, otherwise=cards.meeting_card(view), about=view.about)


def _draft(view: cards.MeetingView) -> str:
    """A paper for the partner: what is marked for them, and what was chosen for this meeting."""
    return cards.plain_agenda(may_go_out(view.points, view.kept.chosen if view.kept else ()))


def _ticked_points(view: cards.MeetingView, values: FormValues) -> list[MeetingPoint]:
    """The lines that the member ticked, as they stand now: what changed meanwhile was not ticked."""
    ticked = {key for topic in Topic for key in choices_of(values, forms.field_of(topic))}
    return [point for point in view.points if point.key in ticked]


def _with_points(text: str, points: Sequence[MeetingPoint]) -> str:
    for topic in Topic:
        lines = [cards.line_of(point) for point in points if point.topic is topic]
        text = with_lines(text, lines, cards.HEADINGS[topic])
    return text


async def save_agenda(turn: Turn[SaveAgenda]) -> None:
    """Keep the agenda as the member wants it."""
    command = turn.command
    contact = await person_with_id(turn)
    if contact is None:
        return
    async with turn.read() as reader:
        view = await _view(reader, turn, contact)
    points = _ticked_points(view, command.values)
    before = view.kept or _new(turn, contact.id)
    meeting = replace(
        before,
        agenda=_with_points(text_of(command.values, "agenda"), points),
        chosen=tuple(dict.fromkeys((*before.chosen, *(each.key for each in points)))),
        on=date_of(command.values, "on") or turn.today,
    )
    view = replace(view, kept=meeting)
    async with turn.commit() as uow:
        await uow.of(Meeting).put(meeting)
        await turn.remember(uow, focus=(contact.id,))
        card, again = cards.kept_agenda(view, turn.change), ShowMeeting(contact_id=contact.id)
        uow.say(*turn.put_at(card, command.card, about=view.about, redraw=again))


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
    contact = await person_with_id(turn)
    if contact is None:
        return
    async with turn.read() as reader:
        view = await _view(reader, turn, contact)
        meeting = _for_summary(await _meetings_with(reader, contact.id))
        notes = await _own_notes(reader, turn, contact)
    text = meeting.summary if meeting and meeting.summary else _draft(view)
    offered = [each for each in quotes(notes, most=_QUOTES + 4) if each.text not in text][:_QUOTES]
    submit = SaveSummary(contact.id, turn.card_place)
    on = meeting.on if meeting else turn.today
    form = forms.summary_form(view.label, submit, text, to_choose(view.points, text), offered, on)
    about = (*view.about, *(each.note_id for each in offered), *(meeting.about if meeting else NOTHING))
    await turn.show(form, otherwise=is_gone(), about=about)


async def _own_notes(reader: StoreReader, turn: Turn[Any], contact: Contact) -> list[Note]:
    """The member's own notes on somebody: what others shared is not the member's to pass on."""
    return await reader.of(Note).find(
        space=turn.scope.own, contact_ids=contact.id, superseded_by=None, newest_first=True, limit=20
    )


async def save_summary(turn: Turn[SaveSummary]) -> None:
    """Keep the summary, with the sentences that the member ticked, and mark words unknown outside."""
    command = turn.command
    contact = await person_with_id(turn)
    if contact is None:
        return
    async with turn.read() as reader:
        view = await _view(reader, turn, contact)
        before = _for_summary(await _meetings_with(reader, contact.id)) or _new(turn, contact.id)
        notes = await _own_notes(reader, turn, contact)
    ticked = set(choices_of(command.values, "ticked"))
    chosen = [each for each in quotes(notes, most=1000) if each.key in ticked]
    text = _with_points(text_of(command.values, "summary"), _ticked_points(view, command.values))
    meeting = replace(
        before,
        summary=with_ticked(text, chosen, cards.ALSO),
        on=date_of(command.values, "on") or turn.today,
        quoted=tuple(dict.fromkeys((*before.quoted, *(each.note_id for each in chosen)))),
    )
    label = of_contact(turn, contact).label
    async with turn.commit() as uow:
        unknown = await words_for_outside(uow, turn.knowledge, meeting.summary)
        card = cards.summary_card(meeting, label, unknown=[each.word for each in unknown], change=turn.change)
        await uow.of(Meeting).put(meeting)
        await turn.remember(uow, focus=(contact.id,))
        uow.say(*turn.put_at(card, command.card, about=meeting.about))


async def list_meetings(turn: Turn[ListMeetings]) -> None:
    """Show a page of the meetings with a contact."""
    contact = await person_with_id(turn)
    if contact is None:
        return
    async with turn.read() as reader:
        meetings = await _meetings_with(reader, contact.id)
    page = page_within(turn.command.page, len(meetings))
    shown = meetings[page * PAGE : (page + 1) * PAGE]
    card = cards.meeting_list(contact.name, contact.id, shown, total=len(meetings), page=page)
    await turn.answer(card, in_place=True, about=(contact.id, *(id for each in shown for id in each.about)))


async def open_meeting(turn: Turn[OpenMeeting]) -> None:
    """Show one meeting whole: its summary, else its agenda."""
    meeting = await turn.one(Meeting, turn.command.meeting_id)
    contact = turn.people.get(meeting.contact_id) if meeting else None
    if meeting is None or contact is None:
        await turn.answer(cards.is_gone(), about=NOTHING)
        return
    if meeting.summary:
        card = cards.summary_card(meeting, of_contact(turn, contact).label, unknown=())
    else:
        async with turn.read() as reader:
            view = await _view(reader, turn, contact)
        card = cards.meeting_card(replace(view, kept=meeting))
    await turn.answer(card, about=meeting.about)
