"""The form for a note: new, from a message, or to change one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Field, FieldKind, Form, Passage
from bot.core.notes import Commitment, Note, Promiser
from bot.features.notes.commands import ChangeNote, SaveNote

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


def change_note(
    note: Note,
    *,
    people: Sequence[str],
    account: str,
    commitments: Sequence[Commitment],
    card: str | None,
    zone: str,
) -> Form:
    """What a note says, whom it is about, when it was, and what was promised."""
    long = len(note.text) > FIELD_LIMIT
    too_long = Passage(
        text=(
            "This note is too long for a form, so its words can't be changed here. Send me “correction: …”.",
        )
    )
    return Form(
        title="Change note",
        submit=ChangeNote(note.id, card, zone),
        parts=(too_long,) if long else (),
        fields=(
            *(() if long else (_words(note.text),)),
            _people(
                ", ".join(people), "Names with commas between them, e.g. Ana Ruiz (Northwind), Lars Berg"
            ),
            Field(name="account", label="Company", value=account, optional=True, max_length=200),
            _date(note.occurred_on.isoformat(), "When it happened"),
            Field(
                name="commitments",
                label="Promises",
                kind=FieldKind.LINES,
                value="\n".join(commitment_line(each) for each in commitments),
                hint="One a line: “me: send the paper, by 2026-12-01” or “them: an answer”",
                optional=True,
                max_length=FIELD_LIMIT,
            ),
        ),
    )


def commitment_line(commitment: Commitment) -> str:
    """A promise as one line of the form, e.g. "me: send the paper, by 2026-12-01"."""
    who = "me" if commitment.by is Promiser.MEMBER else "them"
    due = f", by {commitment.due_on.isoformat()}" if commitment.due_on else ""
    return f"{who}: {' '.join(commitment.what.split())}{due}"


def _words(text: str) -> Field:
    return Field(name="text", label="What happened", kind=FieldKind.LINES, value=text, max_length=FIELD_LIMIT)


def _people(value: str, hint: str) -> Field:
    return Field(name="people", label="About", value=value, hint=hint, optional=True, max_length=1_000)


def _date(value: str, label: str) -> Field:
    return Field(name="date", label=label, kind=FieldKind.DATE, value=value, optional=True)


WRITE_SOMETHING = "Write what happened; a note needs some words."
NOT_A_DATE = "I can't read that date. Pick one, or write it like 2026-12-01."
NOT_YET = "A note tells of today or earlier; put what is to come into the text."


def not_a_promise(line: str) -> str:
    """Says how to begin a line of promises that was not understood."""
    return f"Begin the line “{line[:40]}” with “me:” or “them:”."


def not_a_due_date(line: str) -> str:
    """Says how to write a due date that was not understood."""
    return f"I can't read the date in “{line[:60]}”. Write it like 2026-12-01."
