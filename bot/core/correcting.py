"""Which older note a correction is about; the older one is kept and marked, never overwritten (B2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.notes import Note

_ASKS = re.compile(r"^\W*(?:correction|corrigendum|i was wrong|scratch that|let me correct)\b", re.IGNORECASE)
_WORDS = re.compile(r"\w{3,}")
_COMMON = re.compile(
    r"the|and|for|not|but|with|that|this|was|were|has|had|have|will|she|her|him|his|they|them|you|your|our|"
    r"are|from|about|into|over|than|then|there|here|what|when|who|whom|which|would|could|should|correction|"
    r"actually"
)

_MUCH_ELSE = 15
"""Words beside a correction that make an older note more than the one thing that is put right."""


def asks_for_correction(text: str) -> bool:
    """Whether a text says of itself that it corrects something."""
    return bool(_ASKS.match(text))


def find_corrected_note(text: str, candidates: Sequence[Note], just_now: Note | None) -> Note | None:
    """The candidate that shares the most words with the correction; the one of just now where nothing does.

    Two shared words are asked for, so that a correction never hides a note on another matter.
    """
    words = content_words(text)
    open_ones = {note.id: note for note in candidates if note.superseded_by is None}
    scored = sorted(
        ((len(words & content_words(note.text)), note.created_at, note) for note in open_ones.values()),
        key=lambda row: row[:2],
        reverse=True,
    )
    if scored and scored[0][0] >= 2:
        return scored[0][2]
    return just_now if just_now is not None and just_now.superseded_by is None else None


def says_much_else(older: str, correction: str) -> bool:
    """Whether an older note tells much that a correction says nothing of: then it is not hidden by it.

    "That draft is for Ana, not Tom" puts one thing right in minutes of half a page, and the rest stays true.
    """
    said, told = content_words(correction), content_words(older)
    return len(told - said) > _MUCH_ELSE and len(told) > 2 * len(said)


def content_words(text: str) -> frozenset[str]:
    """The words of a text that tell what it is about, in lower case."""
    return frozenset(word for word in _WORDS.findall(text.casefold()) if not _COMMON.fullmatch(word))
