"""Lists the birthdays that notes tell of (B2)."""

from __future__ import annotations

import re

from bot.core.notes import Note
from bot.core.turn import Turn
from bot.features.recall.cards import lists as cards
from bot.features.recall.commands import Ask
from bot.features.recall.handlers.paging import page_of, rows_of
from bot.features.recall.handlers.replies import Reply
from bot.features.recall.rules.lists_asked import BirthdaysAsked
from bot.language.birthdays import next_anniversary, next_birthday
from bot.language.dates import find_dates

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_BIRTH_WORDS = ("birthday", "born", "turn")
_BIRTH = re.compile(r"\b(?:birthday|b-?day|born|turns?|turned|turning)\b", re.IGNORECASE)


async def reply_with_birthdays(turn: Turn[Ask], asked: BirthdaysAsked) -> Reply | None:
    """The birthdays of these days that notes tell of or contacts have; None where none is known."""
    async with turn.read() as reader:
        hits = await reader.search_notes(" ".join(_BIRTH_WORDS), limit=1000)
        notes = await reader.of(Note).find(id=tuple(hit.note_id for hit in hits), superseded_by=None)
    found = [each for note in notes for each in _told_birthdays(turn, note)]
    told_days = {(each.people, each.day) for each in found}
    found += [each for each in _birthdays_of_contacts(turn) if (each.people, each.day) not in told_days]
    within = sorted(
        (each for each in found if asked.since <= each.day <= asked.until), key=lambda each: each.day
    )
    is_later = not within and asked.is_open_ended
    if is_later:
        within = sorted(found, key=lambda each: each.day)
    if not within:
        return None
    page = page_of(turn, len(within))
    shown = rows_of(within, page)
    card = cards.birthdays_card(shown, page, today=turn.today, is_later=is_later)
    told = tuple(dict.fromkeys(each.note_id for each in shown if each.note_id))
    people = (
        *(each.contact_id for each in shown if each.contact_id),
        *(id for note in notes if note.id in told for id in note.contact_ids),
    )
    return Reply(card=card, about=tuple(dict.fromkeys((*told, *people))), note_ids=told)


def _birthdays_of_contacts(turn: Turn[Ask]) -> list[cards.BirthdayView]:
    """The birthdays that stand on contacts, each on its next day."""
    return [
        cards.BirthdayView(day, (each.name,), "", "", contact_id=each.id)
        for each in turn.people.contacts
        if each.birthday and (day := next_birthday(each.birthday, turn.today)) is not None
    ]


def _told_birthdays(turn: Turn[Ask], note: Note) -> list[cards.BirthdayView]:
    """The birthdays in a note, each on its next day."""
    found = []
    for match in _SENTENCE.finditer(note.text):
        words = match[0].strip()
        for span in find_dates(words, note.occurred_on) if _BIRTH.search(words) else ():
            if span.planned.days == 1:
                day = next_anniversary(span.planned.first, turn.today)
                found.append(cards.BirthdayView(day, turn.people.names(note.contact_ids), words, note.id))
                break
    return found
