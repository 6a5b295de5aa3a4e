"""The forms of an activity and of its outcome, and what is said beside their fields (R1)."""

from __future__ import annotations

from datetime import date

from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Passage, Style
from bot.core.rich import Bold, rich
from bot.core.words import shorten
from bot.features.plans.commands import (
    AddActivity,
    SaveActivity,
    SaveOutcome,
)
from bot.features.plans.contracts import Activity

LONGEST = 500
"""Characters of an activity."""


def open_form(label: str, command: AddActivity) -> Card:
    """The card with a button that opens the form, where none could be opened at once."""
    return Card(
        text=rich("What will you do for the relationship with ", Bold(label), "?"),
        buttons=(Button(label="Add an activity", command=command, opens_form=True, style=Style.PRIMARY),),
    )


def activity_form(label: str, submit: SaveActivity, activity: Activity | None, owner: str) -> Form:
    """The form that asks what will be done, by whom, and when."""
    return Form(
        title="Activity",
        submit=submit,
        parts=(Passage(text=rich("For ", Bold(label))),),
        fields=(
            Field(
                name="text",
                label="What will you do?",
                kind=FieldKind.LINES,
                value=activity.text if activity else "",
                max_length=LONGEST,
                placeholder="Visit the new warehouse and learn how they plan for 2028",
                hint="Something that deepens the relationship, whether or not a deal follows",
            ),
            Field(
                name="on",
                label="When?",
                kind=FieldKind.DATE,
                value=activity.on.isoformat() if activity and activity.on else "",
                optional=True,
            ),
            Field(
                name="owner",
                label="Who does it?",
                kind=FieldKind.MEMBER,
                value=owner,
                optional=True,
                hint="You, unless a colleague agreed to; nobody is told",
            ),
        ),
    )


def outcome_form(activity: Activity, submit: SaveOutcome, today: date, *, person: str) -> Form:
    """The form that asks how an activity went."""
    touch = (
        Field(
            name="touch",
            label="Touch",
            kind=FieldKind.CHECKS,
            values=("yes",),
            options=(Option("yes", shorten(f"I was in touch with {person}", 70)),),
            optional=True,
        ),
    )
    return Form(
        title="How did it go?",
        submit=submit,
        parts=(Passage(text=(Bold(shorten(activity.text, 200)),)),),
        fields=(
            Field(
                name="outcome",
                label="What came of it?",
                kind=FieldKind.LINES,
                optional=True,
                max_length=3000,
                hint="Kept as a note of yours: what you learned, what was promised",
            ),
            Field(name="on", label="When was it?", kind=FieldKind.DATE, value=today.isoformat()),
            *(touch if person else ()),
        ),
    )


WHAT_WILL_YOU_DO = "Write in a few words what you will do."
