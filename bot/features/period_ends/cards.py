"""Cards at the end of a period: short, with the button that opens what is meant (F3, F4, S1, P4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Row, Style
from bot.core.contacts import Contact
from bot.core.rich import Bold, rich
from bot.core.words import ago, plural
from bot.features.goals.commands import ReviewGoals
from bot.features.meetings.commands import Review, ShowMeeting
from bot.features.mindset.commands import Reflect
from bot.features.vision.commands import EditVision, ShowVision


def goals(ending: int, contacts: Sequence[Contact]) -> Card:
    """A period ends: each goal is settled, or carried over by choice."""
    rows = tuple(
        Row(
            text=rich("And how was the time with ", Bold(each.name), "?"),
            button=Button(label="Look back", command=Review(contact_id=each.id)),
        )
        for each in contacts
    )
    return Card(
        text=(f"{plural(ending, 'goal')} at the end of the period. What was reached, and what goes on?",),
        parts=rows,
        context=("A goal goes on only if you say so",),
        buttons=(Button(label="Go through them", command=ReviewGoals(), style=Style.PRIMARY),),
    )


def meetings(due: Sequence[tuple[Contact, str]]) -> Card:
    """A short review with the partner is due."""
    rows = tuple(
        Row(
            text=rich(Bold(each.name), f" ({company})" if company else ""),
            button=Button(label="Draft the agenda", command=ShowMeeting(contact_id=each.id, beside=True)),
        )
        for each, company in due
    )
    return Card(
        text=("Half an hour together on what you set out to do would fit this week:",),
        parts=rows,
        context=("The agenda comes from your goals and notes; what is private stays out",),
    )


def mindset() -> Card:
    """A door, and nothing of what is behind it (S1)."""
    return Card(
        text=("Two quiet minutes for yourself: one question about your own attitude.",),
        context=("Asked and answered in a form; nobody else sees it, and no language model",),
        buttons=(Button(label="Open the question", command=Reflect(), opens_form=True),),
    )


def vision(since: date, today: date) -> Card:
    """Does the picture still hold?"""
    return Card(
        text=(f"You drew your picture of the future {ago(since, today)}. Does it still hold?",),
        context=("Who the path needs, and your plans, follow from it",),
        buttons=(
            Button(label="Look at it", command=ShowVision(), style=Style.PRIMARY),
            Button(label="Change it", command=EditVision(), opens_form=True),
        ),
    )


def no_vision() -> Card:
    """There is no picture yet."""
    return Card(
        text=("Three years from now: what would you like your relationships to have made possible?",),
        context=("A few sentences are enough; from them I can tell whom the path will need",),
        buttons=(
            Button(label="Draw the picture", command=EditVision(), opens_form=True, style=Style.PRIMARY),
        ),
    )
