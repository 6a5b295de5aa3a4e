"""Lists the notes of a time, where a question asks for whatever was noted then (B2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.contacts import ContactId
from bot.core.notes import Note, Touch
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.notes.contracts.sharers import find_sharers
from bot.features.recall.cards import lists as cards
from bot.features.recall.commands import Ask
from bot.features.recall.handlers.known import to_known_people
from bot.features.recall.handlers.paging import page_of, rows_of
from bot.features.recall.handlers.replies import Reply
from bot.features.recall.rules.deciding import Way
from bot.language.asking import asks_for_news, read_question
from bot.language.question_times import without_times

_FOCUS = 3


async def reply_with_notes(
    turn: Turn[Ask], question: str, named: tuple[ContactId, ...], companies: Sequence[str]
) -> Reply | None:
    """The notes of a time, where a question asks for whatever was noted then."""
    known = to_known_people(turn.people)
    asked = read_question(question, known, turn.today)
    if asked.since is asked.until is None:
        return None
    timeless = without_times(question, turn.today)
    if not asks_for_news(timeless, read_question(timeless, known, turn.today), companies):
        return None
    async with turn.read() as reader:
        notes = await reader.of(Note).find(superseded_by=None)
        touches = await reader.of(Touch).find(contact_id=named) if named else []
    span = (asked.since or date.min, asked.until or turn.today)
    wanted = named or tuple(ContactId(id) for id in sorted(asked.colleagues))
    found = await notes_within(turn, notes, span, wanted)
    names = turn.people.names(named)
    days = sorted({each.occurred_on for each in touches if span[0] <= each.occurred_on <= span[1]})
    return found or Reply(
        card=cards.no_notes_then(names, span, days), focus=named, about=named, way=Way.REFUSED
    )


async def notes_within(
    turn: Turn[Ask], notes: Sequence[Note], span: tuple[date, date], wanted: tuple[ContactId, ...]
) -> Reply | None:
    """The list of the notes of a time, on these people where there are some; None where there is none."""
    fitting = [
        note
        for note in notes
        if span[0] <= note.occurred_on <= span[1]
        and (not wanted or not set(wanted).isdisjoint(note.contact_ids))
    ]
    if not fitting:
        return None
    fitting.sort(key=lambda note: (note.occurred_on, note.created_at), reverse=True)
    page = page_of(turn, len(fitting))
    start = page.number * PAGE
    shown = [
        (start + place, note, turn.people.names(note.contact_ids))
        for place, note in enumerate(rows_of(fitting, page), 1)
    ]
    sharers = await find_sharers(turn, [note for _, note, _ in shown])
    card = cards.notes_card(shown, page, about=turn.people.names(wanted), span=span, sharers=sharers)
    about = dict.fromkeys((*wanted, *(id for _, note, _ in shown for id in (note.id, *note.contact_ids))))
    focus = wanted[:_FOCUS]
    return Reply(card=card, about=tuple(about), focus=focus, note_ids=tuple(note.id for _, note, _ in shown))
