"""The cards of the member's own review, and the note that it becomes (F4)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Part, Passage, Style
from bot.core.common_cards import undo_button
from bot.core.rich import Bold, rich
from bot.core.words import shorten
from bot.features.goals.contracts import Goal
from bot.features.meetings.commands import (
    WriteReview,
)
from bot.features.notes.commands import OpenNote


def review_card(label: str, contact_id: str, goals: Sequence[Goal]) -> Card:
    """The card that says what the period was about, before the member writes their own review."""
    points = [f"• {each.text} ({each.state.value})" for each in goals]
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


def reviewed_card(label: str, note_id: str, change: str) -> Card:
    """Say that the own review is kept."""
    return Card(
        text=rich("Your review of ", Bold(label), " is kept as a note."),
        context=("Only you can see this; it stays out of agendas and summaries",),
        buttons=(
            Button(label="Open it", command=OpenNote(note_id), opens_form=True),
            undo_button(change),
        ),
    )


def note_text(well: str, ahead: str) -> str:
    """The words of the note that a review becomes; an answer that was left empty is left out."""
    parts = [f"What went well: {well}" if well else "", f"What comes next: {ahead}" if ahead else ""]
    return "\n".join(part for part in parts if part)
