"""The sentences of notes, each with its note, so that what they tell can be quoted and opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.documents import TextDocument
from bot.core.notes import Note


@dataclass(frozen=True, slots=True)
class SentenceOfNote:
    """One sentence of a note, literally."""

    note: Note
    text: str


def sentences_of(note: Note) -> Iterator[SentenceOfNote]:
    """The sentences of a note, in their order."""
    for each in TextDocument(name="", pages=(note.text,)).statements():
        yield SentenceOfNote(note, each.text)
