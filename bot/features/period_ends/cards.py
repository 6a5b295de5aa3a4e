"""Cards at the end of a period: one question each, and the button that opens what it is about."""

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


def goals_card(ending: int, contacts: Sequence[Contact]) -> Card:
    """Ask what became of the goals whose period ends, and how the time with each contact was (F3)."""
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


def meetings_card(due: Sequence[tuple[Contact, str]]) -> Card:
    """Propose a short review meeting with each partner for whom it is due (F4)."""
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


def mindset_card() -> Card:
    """Offer the private question by a button, and say nothing of its content (S1)."""
    return Card(
        text=("Two quiet minutes for yourself: one question about your own attitude.",),
        context=("Asked and answered in a form; nobody else sees it, and no language model",),
        buttons=(Button(label="Open the question", command=Reflect(), opens_form=True),),
    )


def vision_card(since: date, today: date) -> Card:
    """Ask whether the picture of the future still holds (P4)."""
    return Card(
        text=(f"You drew your picture of the future {ago(since, today)}. Does it still hold?",),
        context=("Who the path needs, and your plans, follow from it",),
        buttons=(
            Button(label="Look at it", command=ShowVision(), style=Style.PRIMARY),
            Button(label="Change it", command=EditVision(), opens_form=True),
        ),
    )


def no_vision_card() -> Card:
    """Invite the member to draw a picture of the future, where there is none yet (P4)."""
    return Card(
        text=("Three years from now: what would you like your relationships to have made possible?",),
        context=("A few sentences are enough; from them I can tell whom the path will need",),
        buttons=(
            Button(label="Draw the picture", command=EditVision(), opens_form=True, style=Style.PRIMARY),
        ),
    )
