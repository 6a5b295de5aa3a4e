"""The form for a new note, from a message or of one's own."""

from __future__ import annotations

from datetime import date

from bot.core.cards import Field, FieldKind, Form, Passage
from bot.features.notes.commands import SaveNote

FIELD_LIMIT = 3_000
"""Characters that one field of a form takes."""


def new_note(text: str, permalink: str | None, today: date, zone: str) -> Form:
    """A new note, with a message's words already in it; `today` is the member's, in their zone."""
    return Form(
        title="Save as a note",
        submit=SaveNote(permalink, zone),
        fields=(
            _words(text[:FIELD_LIMIT]),
            _people("", "Leave it empty and I take the names from the text"),
            _date(today.isoformat(), "When it happened"),
        ),
        parts=_cut(text),
    )


def _cut(text: str) -> tuple[Passage, ...]:
    if len(text) <= FIELD_LIMIT:
        return ()
    return (
        Passage(
            text=(
                f"The message has {len(text):,} characters and a form takes {FIELD_LIMIT:,}; its beginning "
                "is below. "
                "To keep all of it, send it to me directly.",
            )
        ),
    )


def _words(text: str) -> Field:
    return Field(name="text", label="What happened", kind=FieldKind.LINES, value=text, max_length=FIELD_LIMIT)


def _people(value: str, hint: str) -> Field:
    return Field(name="people", label="About", value=value, hint=hint, optional=True, max_length=1_000)


def _date(value: str, label: str) -> Field:
    return Field(name="date", label=label, kind=FieldKind.DATE, value=value, optional=True)


WRITE_SOMETHING = "Write what happened; a note needs some words."
NOT_A_DATE = "I can't read that date. Pick one, or write it like 2026-12-01."
NOT_YET = "A note tells of today or earlier; put what is to come into the text."
NOT_A_DUE_DATE = "I can't read that date. Pick one."
