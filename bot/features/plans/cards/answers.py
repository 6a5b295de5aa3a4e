"""What is said when an activity is put on a plan, done, dropped or gone (R1, R2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Choices, Form, Part, Passage
from bot.core.commands import Dismiss
from bot.core.common_cards import undo_button
from bot.core.labels import NamesById
from bot.core.rich import Bold, Code, Day, MemberName, Rich, rich
from bot.core.words import join_words, quiet, shorten, when
from bot.features.notes.commands import OpenNote
from bot.features.plans.cards.forms import LONGEST
from bot.features.plans.cards.plan import test_command
from bot.features.plans.commands import (
    AddActivity,
    EditActivity,
    ShowPlan,
)
from bot.features.plans.contracts import Activity

GONE = "That activity is no longer on the plan. Nothing was changed."


def activity_label(activity: Activity, _names: NamesById) -> Rich:
    """What an undo calls an activity."""
    return (f"“{shorten(activity.text, 100)}” on the plan",)


def added_card(
    activity: Activity, label: str, change: str, today: date, *, owner: MemberName | None = None
) -> Card:
    """Say that an activity was put on a plan or changed."""
    said = activity.on is not None and f"{activity.on.day} {activity.on:%B}" in activity.text
    day: Rich = (", for ", *when(activity.on, today)) if activity.on and not said else ()
    show = ShowPlan(contact_id=activity.contact_id or "", account_id=activity.account_id or "")
    return Card(
        text=rich("On the plan for ", Bold(label), ": ", shorten(activity.text, 200), *day, "."),
        parts=expectations(activity),
        context=quiet(
            (owner, " does it; they are not told") if owner else (),
            "" if activity.on else "No date yet: Edit sets one",
        ),
        buttons=(
            Button(label="Test it", command=test_command(activity)),
            Button(label="Edit", command=EditActivity(activity.id, alone=True), opens_form=True),
            undo_button(change),
        ),
        menu=(Button(label="Show the plan", command=show),),
    )


def expectations(activity: Activity) -> tuple[Part, ...]:
    """Mark what of an activity is for others to decide (R2)."""
    if not activity.assumptions:
        return ()
    quoted = join_words([f"“{shorten(each, 100)}”" for each in activity.assumptions])
    return (Passage(text=(f"I took {quoted} as your expectation, not a fact: it is theirs to decide.",)),)


def finished_card(
    activity: Activity, label: str, change: str, *, touched: bool, next_on: date | None = None
) -> Card:
    """Say that an activity is done, what was kept of it, and when it comes again by its rhythm."""
    kept = "The outcome is kept as a note" if activity.outcome_note_id else ""
    touch = "counts as a touch" if touched else ""
    note = (
        (Button(label="Open the note", command=OpenNote(activity.outcome_note_id), opens_form=True),)
        if activity.outcome_note_id
        else ()
    )
    show = ShowPlan(contact_id=activity.contact_id or "", account_id=activity.account_id or "")
    return Card(
        text=rich("Done, for ", Bold(label), ": ", shorten(activity.text, 200), "."),
        context=quiet(kept, touch, rich("next on ", Day(next_on)) if next_on else ""),
        buttons=(
            undo_button(change),
            *note,
            Button(label="Show the plan", command=show),
        ),
    )


def moved_card(activity: Activity, label: str, change: str, today: date) -> Card:
    """Say that an activity has another day; its words stay as they were written."""
    day = when(activity.on, today) if activity.on else ()
    show = ShowPlan(contact_id=activity.contact_id or "", account_id=activity.account_id or "")
    return Card(
        text=rich(
            "Moved to ", *day, " on the plan for ", Bold(label), ": “", shorten(activity.text, 200), "”."
        ),
        buttons=(undo_button(change), Button(label="Show the plan", command=show)),
    )


def dropped_card(activity: Activity, change: str) -> Card:
    """Say that an activity was taken off its plan."""
    show = ShowPlan(contact_id=activity.contact_id or "", account_id=activity.account_id or "")
    return Card(
        text=(f"Taken off the plan: {shorten(activity.text, 200)}.",),
        buttons=(undo_button(change), Button(label="Show the plan", command=show)),
    )


def is_gone() -> Card:
    """Say that the activity of a button is no longer there."""
    return Card(text=(GONE,), buttons=(Button(label="Show my plans", command=ShowPlan()),))


def gone_form() -> Form:
    """Say in a form that an activity is no longer there."""
    return Form(title="Plan", parts=(Passage(text=(GONE,)),))


def which_plan_card(text: str, choices: Sequence[tuple[str, str]]) -> Card:
    """Ask on whose plan an activity goes; `choices` are pairs of a label and a contact id."""
    buttons = tuple(
        Button(label=shorten(label, 70), command=AddActivity(text=text, contact_id=id))
        for label, id in choices
    )
    if not buttons:
        return Card(
            text=("Whom is this for? I don't know anybody yet.",),
            context=rich("Tell me about them first, e.g. ", Code("Met Ana Ruiz from Northwind today")),
        )
    return Card(
        text=rich("On whose plan shall I put “", shorten(text, 120), "”?"),
        parts=(Choices(buttons=(*buttons, Button(label="Nobody's", command=Dismiss()))),),
    )


def too_long() -> Card:
    """Say that the words of an activity are too many."""
    return Card(
        text=(f"That is long for one activity; I keep up to {LONGEST} characters. Nothing was stored.",)
    )
