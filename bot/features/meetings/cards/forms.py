"""The forms of an agenda, of a summary and of the member's own review (F4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Field, FieldKind, Form, Option, Part, Passage
from bot.core.rich import Bold, rich
from bot.core.words import shorten
from bot.features.meetings.commands import (
    SaveAgenda,
    SaveReview,
    SaveSummary,
)
from bot.features.meetings.contracts import NoteQuote

LONGEST = 3000
"""Characters of an agenda, summary or review."""


_OPTION = 74
"""Characters of a sentence beside its tick."""


def agenda_form(label: str, submit: SaveAgenda, text: str, on: date) -> Form:
    """The form with the agenda as plain text."""
    return Form(
        title="Agenda",
        submit=submit,
        parts=(Passage(text=rich("To hold the meeting by with ", Bold(label))),),
        fields=(
            Field(name="on", label="When is it?", kind=FieldKind.DATE, value=on.isoformat()),
            Field(
                name="agenda", label="Agenda", kind=FieldKind.LINES, value=text[:LONGEST], max_length=LONGEST
            ),
        ),
    )


def summary_form(label: str, submit: SaveSummary, text: str, quotes: Sequence[NoteQuote], on: date) -> Form:
    """The form with the summary as plain text, and sentences of private notes to take over one by one."""
    cut = [quote for quote in quotes if len(" ".join(quote.text.split())) > _OPTION]
    in_full = "\n".join(f"• {shorten(quote.text, 220)}" for quote in cut)
    rows: tuple[Part, ...] = (Passage(heading="In full", text=(in_full,)),) if cut else ()
    return Form(
        title="Summary to send",
        submit=submit,
        parts=(
            Passage(text=rich("For ", Bold(label), ". I never send it; you do, when it is right.")),
            *rows,
        ),
        fields=(
            *((_ticks(quotes),) if quotes else ()),
            Field(name="on", label="When did you meet?", kind=FieldKind.DATE, value=on.isoformat()),
            Field(
                name="summary",
                label="Summary",
                kind=FieldKind.LINES,
                value=text[:LONGEST],
                max_length=LONGEST,
            ),
        ),
    )


def _ticks(quotes: Sequence[NoteQuote]) -> Field:
    return Field(
        name="ticked",
        label="From your notes",
        kind=FieldKind.CHECKS,
        options=tuple(
            Option(quote.key, shorten(quote.text, _OPTION), f"{quote.told_on.day} {quote.told_on:%B %Y}")
            for quote in quotes
        ),
        optional=True,
        hint="Only what you tick goes in",
    )


def review_form(label: str, submit: SaveReview) -> Form:
    """The form with the two questions of the member's own review."""
    return Form(
        title="Your own review",
        submit=submit,
        parts=(Passage(text=rich("About ", Bold(label), ", for you alone")),),
        fields=(
            Field(
                name="well", label="What went well?", kind=FieldKind.LINES, optional=True, max_length=LONGEST
            ),
            Field(
                name="next",
                label="What comes next?",
                kind=FieldKind.LINES,
                optional=True,
                max_length=LONGEST,
                hint="One thing that you will do differently, or go on doing",
            ),
        ),
    )
