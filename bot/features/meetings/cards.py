"""Cards and forms about review meetings and the member's own review (F4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Part, Passage, Row, Style
from bot.core.commands import Undo
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Day, Italic, Rich, rich
from bot.core.words import join_words, plural, quiet, sentence, shorten
from bot.features.meetings.commands import (
    EditAgenda,
    EditSummary,
    ListMeetings,
    OpenMeeting,
    SaveAgenda,
    SaveReview,
    SaveSummary,
    ShowMeeting,
    WriteReview,
)
from bot.features.meetings.contracts import Meeting, NoteQuote
from bot.features.meetings.rules import MeetingPoint, Topic
from bot.features.notes.commands import OpenNote

LONGEST = 3000
"""Characters of an agenda, summary or review."""
_OPTION = 74
"""Characters of a sentence beside its tick."""
_NEVER_SENT = "I never send it: copy it when you are ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """A meeting that is being prepared, or that is kept."""

    contact_id: str
    label: str
    points: Sequence[MeetingPoint]
    """What the draft is made of, with where it comes from."""
    kept: Meeting | None
    earlier: int
    """How many meetings were kept before."""


def meeting_card(view: MeetingView, *, first: str = "", change: str = "") -> Card:
    """The agenda to hold the meeting by, drafted or as the member keeps it."""
    agenda: tuple[Part, ...] = (
        (Passage(text=(view.kept.agenda,)),) if view.kept and view.kept.agenda else _drafted(view.points)
    )
    draft = not (view.kept and view.kept.agenda)
    said = first or ("A draft from what is on record. Change it as you like." if draft else "Your agenda.")
    undo = (Button(label="Undo", command=Undo(change)),) if change else ()
    earlier = (
        (Button(label="Earlier meetings", command=ListMeetings(view.contact_id)),) if view.earlier else ()
    )
    return Card(
        header=shorten(f"Review meeting with {view.label}", 140),
        text=(said,),
        parts=agenda,
        context=quiet("From promises, goals, the objective and the plan; no notes", _NEVER_SENT),
        buttons=(
            Button(label="Edit agenda", command=EditAgenda(view.contact_id), opens_form=True),
            Button(
                label="Write the summary",
                command=EditSummary(view.contact_id),
                opens_form=True,
                style=Style.PRIMARY,
            ),
            *undo,
        ),
        menu=earlier,
    )


def _drafted(points: Sequence[MeetingPoint]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for topic in Topic:
        lines: list[Rich] = [_point(each) for each in points if each.topic is topic]
        if not lines:
            lines = [(Italic(_NOTHING[topic]),)]
        text: Rich = tuple(
            span for number, line in enumerate(lines) for span in ((*(("\n",) if number else ()), *line))
        )
        parts.append(Passage(heading=HEADINGS[topic], text=text))
    return tuple(parts)


def written(points: Iterable[MeetingPoint]) -> str:
    """An agenda or summary as plain text: a heading for each topic that has points, a line for each point."""
    held = list(points)
    blocks = []
    for topic in Topic:
        lines = [f"- {sentence(' '.join(point.text.split()))}" for point in held if point.topic is topic]
        if lines:
            blocks.append("\n".join([HEADINGS[topic], *lines]))
    return "\n\n".join(blocks)


HEADINGS = {
    Topic.OBJECTIVES: "Objectives",
    Topic.ACCOMPLISHED: "What was accomplished",
    Topic.NEXT: "Action-oriented goals",
}
ALSO = "Also spoken of"
"""The heading of what the member took over from notes."""
_NOTHING = {
    Topic.OBJECTIVES: "No mutual objective yet: ask what they would like to have reached in a year.",
    Topic.ACCOMPLISHED: "Nothing on record yet: ask what went well for them.",
    Topic.NEXT: "No goals yet: agree on up to three, each with a name and a day.",
}


def _point(point: MeetingPoint) -> Rich:
    source: Rich = (" ", Italic(f"({point.source})")) if point.source else ()
    return rich("• ", sentence(shorten(point.text, 300)), *source)


def agenda_form(label: str, submit: SaveAgenda, text: str, on: date) -> Form:
    """The agenda as plain text."""
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
    """The summary as plain text, and sentences of private notes that may be taken over one by one."""
    cut = [quote for quote in quotes if len(" ".join(quote.text.split())) > _OPTION]
    in_full = "\n".join(f"• {shorten(quote.text, 220)}" for quote in cut)
    rows: tuple[Part, ...] = (Passage(heading="In full", text=(in_full,)),) if cut else ()
    ticks: tuple[Field, ...] = ()
    if quotes:
        options = tuple(
            Option(quote.key, shorten(quote.text, _OPTION), f"{quote.told_on.day} {quote.told_on:%B %Y}")
            for quote in quotes
        )
        ticks = (
            Field(
                name="ticked",
                label="From your notes",
                kind=FieldKind.CHECKS,
                options=options,
                optional=True,
                hint="Only what you tick goes in",
            ),
        )
    return Form(
        title="Summary to send",
        submit=submit,
        parts=(
            Passage(text=rich("For ", Bold(label), ". I never send it; you do, when it is right.")),
            *rows,
        ),
        fields=(
            *ticks,
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


def summary_card(meeting: Meeting, label: str, *, unknown: Sequence[str], change: str = "") -> Card:
    """The summary, ready to be copied."""
    undo = (Button(label="Undo", command=Undo(change)),) if change else ()
    words: tuple[Part, ...] = ()
    if unknown:
        quoted = join_words([f"“{shorten(each, 40)}”" for each in unknown])
        words = (Passage(heading="Words that they may not know", text=(f"{quoted}. Say them in full?",)),)
    sources: tuple[Button, ...] = tuple(
        Button(label=f"Open note {number}", command=OpenNote(id), opens_form=True)
        for number, id in enumerate(meeting.quoted[:4], 1)
    )
    return Card(
        header=shorten(f"Summary for {label}", 140),
        text=rich("Of your meeting on ", Day(meeting.on), ", ready to be copied:"),
        parts=(Passage(text=(meeting.summary,)), *words),
        context=quiet(
            f"Takes over sentences of {plural(len(meeting.quoted), 'note')}" if meeting.quoted else "",
            "Kept for you alone",
            _NEVER_SENT,
        ),
        buttons=(
            Button(label="Edit", command=EditSummary(str(meeting.contact_id)), opens_form=True),
            *undo,
            Button(label="Own review", command=WriteReview(str(meeting.contact_id)), opens_form=True),
        ),
        menu=sources,
    )


def meeting_list(label: str, contact_id: str, meetings: Sequence[Meeting], *, total: int, page: int) -> Card:
    """Meetings that were kept, the latest first."""
    rows = tuple(
        Row(
            text=rich(Bold("Meeting of "), Day(each.on), "\n", shorten(each.summary or each.agenda, 160)),
            button=Button(label="Open", command=OpenMeeting(each.id)),
        )
        for each in meetings
    )
    return Card(
        header=shorten(f"Meetings with {label}", 140),
        text=(f"{plural(total, 'meeting')} on record." if total else "No meeting is on record yet.",),
        parts=rows,
        context=quiet(pages(page, total)),
        buttons=(
            *page_buttons(page, total, lambda number: ListMeetings(contact_id, number)),
            Button(label="Prepare the next one", command=ShowMeeting(contact_id=contact_id)),
        ),
    )


def is_gone() -> Card:
    """A button names a meeting that is no longer there."""
    return Card(text=("That meeting is no longer on record. Nothing was changed.",))


def review_card(label: str, contact_id: str, points: Sequence[str]) -> Card:
    """Before the own review: what the period was about."""
    facts: tuple[Part, ...] = (
        (Passage(heading="What you had set out to do", text=("\n".join(points),)),) if points else ()
    )
    return Card(
        header=shorten(f"Your review: {label}", 140),
        text=("What went well, and what comes next? Two sentences are enough; they are for you alone.",),
        parts=facts,
        buttons=(
            Button(label="Write it", command=WriteReview(contact_id), opens_form=True, style=Style.PRIMARY),
        ),
    )


def review_form(label: str, submit: SaveReview) -> Form:
    """Two questions to the member."""
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


def reviewed_card(label: str, note_id: str, change: str) -> Card:
    """The own review is kept."""
    return Card(
        text=rich("Your review of ", Bold(label), " is kept as a note."),
        context=("Only you can see this; it stays out of agendas and summaries",),
        buttons=(
            Button(label="Open it", command=OpenNote(note_id), opens_form=True),
            Button(label="Undo", command=Undo(change)),
        ),
    )
