"""Cards at the end of a period: short, with the button that opens what is meant (F3, F4, S1, P4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.contacts import Contact
from bot.messages.cards import Button, Card, Row, Style
from bot.messages.learning import Reflect
from bot.messages.planning import Review, ReviewGoals, ShowMeeting
from bot.messages.portfolio import EditVision, ShowVision
from bot.messages.rich import Bold, rich
from bot.texts.words import ago, named, plural


def goals(ending: int, contacts: Sequence[Contact]) -> Card:
    """A period ends: each goal is settled, or carried over by choice."""
    verb = "comes" if ending == 1 else "come"
    rows = tuple(
        Row(
            text=rich("How did it go with ", Bold(each.name), "?"),
            button=Button(label="My own review", command=Review(contact_id=each.id)),
        )
        for each in contacts
    )
    return Card(
        text=(f"{plural(ending, 'goal')} {verb} to the end of the period. What is kept, what goes on?",),
        parts=rows,
        context=("None is carried over unless you say so",),
        buttons=(Button(label="Look at them", command=ReviewGoals(), style=Style.PRIMARY),),
    )


def meetings(due: Sequence[tuple[Contact, str]]) -> Card:
    """A short review with the partner is due."""
    rows = tuple(
        Row(
            text=rich(Bold(named(each.name, company))),
            button=Button(label="Draft the agenda", command=ShowMeeting(contact_id=each.id)),
        )
        for each, company in due
    )
    return Card(text=("A short review together would fit this week:",), parts=rows)


def mindset() -> Card:
    """A door, and nothing of what is behind it (S1)."""
    return Card(
        text=("Two quiet minutes, for yourself alone.",),
        buttons=(Button(label="Open", command=Reflect(), opens_form=True),),
    )


def vision(since: date, today: date) -> Card:
    """Does the picture still hold?"""
    return Card(
        text=(f"You drew your picture of the future {ago(since, today)}. Does it still hold?",),
        buttons=(
            Button(label="Look at it", command=ShowVision(), style=Style.PRIMARY),
            Button(label="Change it", command=EditVision(), opens_form=True),
        ),
    )


def no_vision() -> Card:
    """There is no picture yet."""
    return Card(
        text=("Where would you like your relationships to have brought you in some years?",),
        buttons=(
            Button(label="Draw the picture", command=EditVision(), opens_form=True, style=Style.PRIMARY),
        ),
    )
