"""Why a next step is proposed, in a sentence each."""

from __future__ import annotations

from datetime import date

from bot.core.notes import Commitment
from bot.core.rich import Day, plain
from bot.core.words import shorten


def promise_due(commitment: Commitment, person: str, today: date) -> str:
    """The member's own promise that comes first."""
    to = f" {person}" if person else ""
    what = shorten(commitment.what.rstrip(". "), 90)
    if commitment.due_on is None:
        return f"You promised{to}: {what}."
    word = "was due" if commitment.due_on < today else "due"
    return f"You promised{to}: {what}, {word} {plain((Day(commitment.due_on),))}."


def unclear_name(written: str) -> str:
    """A note with a name that is still open."""
    return f"A note names {shorten(written, 40)}, and I don't know yet who that is."


def silent(name: str) -> str:
    """Somebody who was not touched for long."""
    return f"It has been quiet between you and {name}."


def get_ready(name: str) -> str:
    """A brief on the person of the latest note."""
    return f"Talking to {name} again soon? I can put together what you know."


def look_around() -> str:
    """The list of contacts."""
    return "See everybody you have told me about."
