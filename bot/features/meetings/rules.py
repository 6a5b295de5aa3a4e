"""F4: the review meeting with the relationship partner, its agenda, and a summary that can be sent."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from bot.core.meeting_points import MeetingPoint, Topic
from bot.core.notes import Note, NoteKind
from bot.features.meetings.contracts import NoteQuote

MOST_LINES = 10
"""Lines of one topic to tick: what Slack's checkboxes hold."""


def is_news(point: MeetingPoint, since: date | None) -> bool:
    """Whether a point belongs on an agenda: what was accomplished counts from the last meeting on."""
    if point.topic is not Topic.ACCOMPLISHED or since is None or point.on is None:
        return True
    return point.on >= since


_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\s|$)|(?=\n|$)|[.!?]+)", re.UNICODE)


_CONFIDENTIAL = re.compile(
    r"\b(?:in confidence|confidential(?:ly)?|between (?:us|you and me)|off the record|keep (?:it|this) quiet|"
    r"secret(?:ly)?|not (?:to )?tell anybody|don['\u2019]t tell)\b",
    re.IGNORECASE,
)
"""Words of what was told in confidence; the whole note is then left out of what may be sent."""


_QUOTABLE = (NoteKind.NOTE, NoteKind.CORRECTION, NoteKind.OUTCOME)
"""Kinds of notes that may be quoted to the partner; the member's own reviews and answers never are."""


def quotes(notes: Iterable[Note], *, most: int) -> list[NoteQuote]:
    """The sentences that a member may tick, the newest notes first; nothing of them is in a draft."""
    quotable = [
        note
        for note in notes
        if note.kind in _QUOTABLE and note.superseded_by is None and not _CONFIDENTIAL.search(note.text)
    ]
    quotable.sort(key=lambda note: (note.occurred_on, note.created_at), reverse=True)
    found = [
        NoteQuote(note.id, number, text, note.occurred_on)
        for note in quotable
        for number, text in enumerate(sentences(note.text))
    ]
    return found[:most]


def sentences(text: str) -> list[str]:
    """The sentences of a text, each on one line."""
    return [line for match in _SENTENCE.finditer(text) if (line := " ".join(match[0].split()))]


def may_go_out(points: Iterable[MeetingPoint], chosen: Collection[str] = ()) -> list[MeetingPoint]:
    """The points that a paper for the partner begins with: those marked for the partner, or chosen before."""
    return [point for point in points if point.for_partner or point.key in chosen]


def to_choose(
    points: Iterable[MeetingPoint], text: str, most: int = MOST_LINES
) -> dict[Topic, list[MeetingPoint]]:
    """The points of each topic that are not in a paper yet, the latest first, for the member to tick."""
    left = [point for point in points if " ".join(point.text.split()).casefold() not in text.casefold()]
    left.sort(key=lambda point: point.on or date.min, reverse=True)
    by_topic = {topic: [point for point in left if point.topic is topic][:most] for topic in Topic}
    return {topic: found for topic, found in by_topic.items() if found}


def with_ticked(text: str, chosen: Sequence[NoteQuote], heading: str) -> str:
    """A summary with the sentences that the member ticked, which are not in it yet, under that heading."""
    return with_lines(text, [quote.text for quote in chosen], heading)


def with_lines(text: str, lines_to_add: Iterable[str], heading: str) -> str:
    """A paper with these lines, where they are not in it yet, below what stands under that heading."""
    new = [f"- {line}" for line in lines_to_add if line not in text]
    if not new:
        return text.strip()
    lines = text.strip().splitlines()
    if heading not in lines:
        lines += ["", heading] if lines else [heading]
    place = lines.index(heading) + 1
    while place < len(lines) and lines[place].strip():
        place += 1
    return "\n".join([*lines[:place], *new, *lines[place:]])
