"""The cards of a review meeting: its agenda, its summary, and earlier ones (F4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Part, Passage, Row, Style
from bot.core.common_cards import undo_button
from bot.core.meeting_points import MeetingPoint, Topic
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Day, Italic, Rich, rich
from bot.core.words import join_words, plural, quiet, sentence, shorten
from bot.features.meetings.commands import (
    EditAgenda,
    EditSummary,
    ListMeetings,
    OpenMeeting,
    ShowMeeting,
    WriteReview,
)
from bot.features.meetings.contracts import Meeting
from bot.features.notes.commands import OpenNote

_ALONE = "for you alone"
_ALONE_HINT = "A line that is for you alone goes into a paper only where you tick it"
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

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that its card speaks of."""
        kept = self.kept.about if self.kept else ()
        return (self.contact_id, *kept, *(id for point in self.points for id in point.about))


def meeting_card(view: MeetingView, *, first: str = "", change: str = "") -> Card:
    """The card with the agenda to hold the meeting by, drafted or as the member keeps it."""
    agenda: tuple[Part, ...] = (
        (Passage(text=(view.kept.agenda,)),) if view.kept and view.kept.agenda else _drafted(view.points)
    )
    draft = not (view.kept and view.kept.agenda)
    said = first or ("A draft from what is on record. Change it as you like." if draft else "Your agenda.")
    undo = (undo_button(change),) if change else ()
    earlier = (
        (Button(label="Earlier meetings", command=ListMeetings(view.contact_id)),) if view.earlier else ()
    )
    return Card(
        header=shorten(f"Review meeting with {view.label}", 140),
        text=(said,),
        parts=agenda,
        context=quiet(
            "From promises, goals, the objective and the plan; no notes",
            _ALONE_HINT if draft and not all(each.for_partner for each in view.points) else "",
            _NEVER_SENT,
        ),
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


def kept_agenda(view: MeetingView, change: str) -> Card:
    """The agenda as the member has just kept it."""
    return meeting_card(view, first="Kept.", change=change)


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


def plain_agenda(points: Iterable[MeetingPoint]) -> str:
    """An agenda or summary as plain text: a heading for each topic that has points, a line for each point."""
    everything = list(points)
    blocks = []
    for topic in Topic:
        lines = [f"- {line_of(point)}" for point in everything if point.topic is topic]
        if lines:
            blocks.append("\n".join([HEADINGS[topic], *lines]))
    return "\n\n".join(blocks)


def line_of(point: MeetingPoint) -> str:
    """A point as a line of a paper has it."""
    return sentence(" ".join(point.text.split()))


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
    said = ", ".join(filter(None, (point.source, "" if point.for_partner else _ALONE)))
    source: Rich = (" ", Italic(f"({said})")) if said else ()
    return rich("• ", sentence(shorten(point.text, 300)), *source)


def summary_card(meeting: Meeting, label: str, *, unknown: Sequence[str], change: str = "") -> Card:
    """The card with the summary, ready to be copied."""
    undo = (undo_button(change),) if change else ()
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
    """The card that lists the meetings on record, the latest first."""
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
    """Say that the meeting of a button is no longer there."""
    return Card(text=("That meeting is no longer on record. Nothing was changed.",))
