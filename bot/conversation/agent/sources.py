"""What a model was told in one answer, each under an id, so that what it says can be traced to rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.core.card_words import lines_of
from bot.core.cards import Card
from bot.core.coaching.conversing import Source
from bot.core.deliveries import About
from bot.core.notes import Note
from bot.core.people import People
from bot.core.rich import long_date

_MOST_LINES = 80
"""Lines of one card that are told."""


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A line of what is stored, and the rows that it speaks of."""

    text: str
    about: About


@dataclass(slots=True)
class Sources:
    """The notes and lines that were told so far, by id; the same note keeps its id."""

    people: People
    notes: dict[str, Note] = field(default_factory=dict)
    lines: dict[str, StoredLine] = field(default_factory=dict)

    def add_notes(self, notes: Sequence[Note]) -> list[Source]:
        """Take notes in, and return them as the model reads them."""
        known = {note.id: id for id, note in self.notes.items()}
        found: list[Source] = []
        for note in notes:
            id = known.get(note.id) or f"N{len(self.notes) + 1}"
            self.notes[id] = note
            known[note.id] = id
            corrected = " (corrected by a later note)" if note.superseded_by else ""
            day = f"{note.occurred_on:%A}, {long_date(note.occurred_on)}"
            text = f"Noted of {day} ({note.occurred_on.isoformat()}){corrected}: {note.text}"
            names = self.people.names(note.contact_ids)
            found.append(Source(id, text, names, note.occurred_on, note.text))
        return found

    def add_card(self, title: str, card: Card, about: About) -> list[Source]:
        """Take the lines of a card in, and return them as the model reads them."""
        names = self.people.names([each.id for each in self.people.some(about)])
        known = {line.text: id for id, line in self.lines.items()}
        found: list[Source] = []
        for line in lines_of(card)[:_MOST_LINES]:
            text = f"{title}: {line}"
            id = known.get(text) or f"F{len(self.lines) + 1}"
            self.lines[id] = StoredLine(text, about)
            found.append(Source(id, text, names))
        return found

    def say(self, title: str, words: str) -> list[Source]:
        """Take in a word on why nothing was found."""
        id = f"F{len(self.lines) + 1}"
        self.lines[id] = StoredLine(f"{title}: {words}", ())
        return [Source(id, self.lines[id].text)]
