"""What other features may use of the partner's view: sentences of notes that tell of the other side (S4)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.note_sentences import SentenceOfNote, sentences_of
from bot.core.notes import Note
from bot.features.partner_view.rules import Aspect, find_aspect


def tells_their_mind(sentence: str) -> bool:
    """Whether a sentence tells what moves the other side, what they want, or what may hold them back."""
    return find_aspect(sentence) in (Aspect.MOVES, Aspect.WANTS, Aspect.DOUBTS)


def find_doubts(notes: Iterable[Note]) -> list[SentenceOfNote]:
    """The sentences that tell what may hold the other side back, in the order of the notes."""
    return [each for note in notes for each in sentences_of(note) if find_aspect(each.text) is Aspect.DOUBTS]
