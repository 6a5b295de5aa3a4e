"""The card with what was decided, in the words of notes (B2)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Row
from bot.core.note_sentences import SentenceOfNote
from bot.core.rich import Bold, Day, Italic, rich
from bot.core.words import plural, quiet, shorten
from bot.features.notes.commands import OpenNote


def decisions_card(name: str, found: Sequence[SentenceOfNote], left: int) -> Card:
    """Quote the decisions with somebody or at a company, the newest first."""
    rows = tuple(
        Row(
            text=rich(Italic(f"“{shorten(each.text, 300)}”"), " · ", Day(each.note.occurred_on)),
            button=Button(label="Open", command=OpenNote(each.note.id), opens_form=True),
        )
        for each in found
    )
    return Card(
        text=rich("What was decided with ", Bold(name), ", by your notes, the newest first:"),
        parts=rows,
        context=quiet(f"{plural(left, 'older one')} not shown" if left else ""),
    )
