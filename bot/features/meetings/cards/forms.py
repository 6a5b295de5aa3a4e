"""The forms of an agenda, of a summary and of the member's own review (F4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.core.cards import Field, FieldKind, Form, Option, Part, Passage
from bot.core.meeting_points import MeetingPoint, Topic
from bot.core.rich import Bold, long_date, rich
from bot.core.words import sentence, shorten
from bot.features.meetings.cards.meetings import HEADINGS
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


Lines = Mapping[Topic, Sequence[MeetingPoint]]
"""What a member may tick for a paper, by topic."""


def agenda_form(label: str, submit: SaveAgenda, text: str, lines: Lines, on: date) -> Form:
    """The form with the agenda as plain text, and lines to take over that are for the member alone so far."""
    return Form(
        title="Agenda",
        submit=submit,
        parts=(Passage(text=rich("To hold the meeting by with ", Bold(label))), *_lines_in_full(lines)),
        fields=(
            *_line_fields(lines),
            Field(name="on", label="When is it?", kind=FieldKind.DATE, value=on.isoformat()),
            Field(
                name="agenda",
                label="Agenda",
                kind=FieldKind.LINES,
                value=text[:LONGEST],
                max_length=LONGEST,
                optional=bool(lines),
            ),
        ),
    )


def summary_form(
    label: str, submit: SaveSummary, text: str, lines: Lines, quotes: Sequence[NoteQuote], on: date
) -> Form:
    """The form with the summary as plain text, and lines and sentences of notes to take over one by one."""
    return Form(
        title="Summary to send",
        submit=submit,
        parts=(
            Passage(text=rich("For ", Bold(label), ". I never send it; you do, when it is right.")),
            *_in_full(
                [*(point.text for each in lines.values() for point in each), *(q.text for q in quotes)]
            ),
        ),
        fields=(
            *_line_fields(lines),
            *((_ticks(quotes),) if quotes else ()),
            Field(name="on", label="When did you meet?", kind=FieldKind.DATE, value=on.isoformat()),
            Field(
                name="summary",
                label="Summary",
                kind=FieldKind.LINES,
                value=text[:LONGEST],
                max_length=LONGEST,
                optional=bool(lines or quotes),
            ),
        ),
    )


def _lines_in_full(lines: Lines) -> tuple[Part, ...]:
    return _in_full([point.text for each in lines.values() for point in each])


def _in_full(texts: Sequence[str]) -> tuple[Part, ...]:
    """Those texts whole that are cut short beside their ticks."""
    cut = [text for text in texts if len(" ".join(text.split())) > _OPTION]
    in_full = "\n".join(f"• {shorten(text, 220)}" for text in cut)
    return (Passage(heading="In full", text=(in_full,)),) if cut else ()


def field_of(topic: Topic) -> str:
    """The name of the field in which lines of a topic are ticked."""
    return f"lines_{topic}"


def _line_fields(lines: Lines) -> tuple[Field, ...]:
    return tuple(
        Field(
            name=field_of(topic),
            label=f"For you alone: {HEADINGS[topic].lower()}",
            kind=FieldKind.CHECKS,
            options=tuple(
                Option(point.key, shorten(sentence(point.text), _OPTION), shorten(point.source, _OPTION))
                for point in points
            ),
            optional=True,
            hint="They read only what you tick",
        )
        for topic, points in lines.items()
    )


def _ticks(quotes: Sequence[NoteQuote]) -> Field:
    return Field(
        name="ticked",
        label="From your notes",
        kind=FieldKind.CHECKS,
        options=tuple(
            Option(quote.key, shorten(quote.text, _OPTION), long_date(quote.told_on)) for quote in quotes
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
