"""Words that are to be kept as a note, and what is known of them already (B1)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.coaching.understanding import Understanding
from bot.core.notes import NoteId, NoteSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Words to be kept as a note."""

    text: str
    source: NoteSource
    permalink: str | None = None
    understanding: Understanding | None = None
    """What the coach made of the words already, if it was asked before."""
    replaces: NoteId | None = None
    """The note whose newer text this is."""
    anyway: bool = False
    """Keep it although the same words were kept minutes ago."""
