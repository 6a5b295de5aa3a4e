"""What other features may use of the partner's view: sentences of notes that tell of the other side (S4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.core.documents import TextDocument
from bot.core.notes import Note
from bot.features.partner_view.rules import Aspect, find_aspect


@dataclass(frozen=True, slots=True)
class SentenceOfNote:
    """One sentence of a note, literally."""

    note: Note
    text: str


def sentences_of(note: Note) -> Iterator[SentenceOfNote]:
    """The sentences of a note, in their order."""
    for each in TextDocument(name="", pages=(note.text,)).statements():
        yield SentenceOfNote(note, each.text)


def tells_their_mind(sentence: str) -> bool:
    """Whether a sentence tells what moves the other side, what they want, or what may hold them back."""
    return find_aspect(sentence) in (Aspect.MOVES, Aspect.WANTS, Aspect.DOUBTS)


def find_doubts(notes: Iterable[Note]) -> list[SentenceOfNote]:
    """The sentences that tell what may hold the other side back, in the order of the notes."""
    return [each for note in notes for each in sentences_of(note) if find_aspect(each.text) is Aspect.DOUBTS]
