"""The form of a goal, and what is said beside its fields (F3)."""

from __future__ import annotations

from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Passage, Style
from bot.core.rich import Bold, Rich, rich
from bot.core.words import shorten
from bot.features.goals.commands import (
    AddGoal,
    SaveGoal,
)
from bot.features.goals.contracts import GoalPeriod

LONGEST = 300
"""The most characters of a goal."""


def open_form(label: str, command: AddGoal) -> Card:
    """The card with a button that opens the form, where none could be opened at once."""
    of: Rich = (" with ", Bold(label)) if label else ()
    return Card(
        text=rich("What do you want to reach", *of, "?"),
        buttons=(Button(label="Set a goal", command=command, opens_form=True, style=Style.PRIMARY),),
    )


def goal_form(label: str, submit: SaveGoal, text: str, period: str) -> Form:
    """The form that asks what is to be reached, and by when."""
    return Form(
        title="A key goal",
        submit=submit,
        parts=(Passage(text=rich("With ", Bold(label)) if label else ("For yourself",)),),
        fields=(
            Field(
                name="text",
                label="What do you want to reach?",
                kind=FieldKind.LINES,
                value=text,
                max_length=LONGEST,
                placeholder="Know which three challenges she expects for 2028",
            ),
            Field(
                name="period",
                label="By when?",
                kind=FieldKind.RADIO,
                value=period or GoalPeriod.MONTH.value,
                options=(
                    Option(GoalPeriod.WEEK.value, "This week"),
                    Option(GoalPeriod.MONTH.value, "This month"),
                    Option(GoalPeriod.QUARTER.value, "This quarter"),
                ),
            ),
            *((_partner_field(label),) if label else ()),
        ),
    )


def _partner_field(label: str) -> Field:
    return Field(
        name="partner",
        label="Who may read it?",
        kind=FieldKind.CHECKS,
        options=(Option(FOR_PARTNER, shorten(f"{label} may, on the agenda of a meeting", 74)),),
        optional=True,
        hint="Without a tick it is for you alone",
    )


FOR_PARTNER = "partner"


WHAT_TO_REACH = "Write in one sentence what you want to reach."


WHICH_PERIOD = "Choose a week, a month or a quarter."
