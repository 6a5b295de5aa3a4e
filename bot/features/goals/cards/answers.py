"""What is said when a goal is set, swapped, settled or gone (F3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.core.cards import Button, Card, Part, Passage, Row
from bot.core.commands import Dismiss
from bot.core.common_cards import undo_button
from bot.core.labels import NamesById
from bot.core.rich import Bold, Day, Rich, rich
from bot.core.words import plural, sentence, shorten
from bot.features.goals.cards.forms import LONGEST
from bot.features.goals.cards.lists import span
from bot.features.goals.commands import (
    MoveGoal,
    ShowGoals,
    SwapGoal,
)
from bot.features.goals.contracts import Goal, GoalState
from bot.features.goals.rules import ends_at_once

GONE = "That goal is no longer there. Nothing was changed."


def goal_label(goal: Goal, _names: NamesById) -> Rich:
    """What an undo calls a goal."""
    return (f"the goal “{shorten(goal.text, 100)}”",)


def goal_set_card(goal: Goal, whose: str, change: str, today: date, *, dropped: Goal | None = None) -> Card:
    """Say that a goal was set, and which one was dropped for it."""
    of: Rich = (" with ", Bold(whose)) if whose else ()
    gone: tuple[Part, ...] = ()
    if dropped is not None:
        gone = (Passage(text=(f"“{shorten(dropped.text, 120)}” went for it.",)),)
    until: Rich = (" (until ", Day(goal.ends), ")")
    soon = ends_at_once(goal, today)
    later = (Button(label=f"Make it next {goal.period.value}'s", command=MoveGoal(goal.id)),) if soon else ()
    return Card(
        text=rich(f"{span(goal, today)}", *of, ": ", shorten(goal.text, 200), *until, "."),
        parts=gone,
        context=(f"Little of this {goal.period.value} is left",) if soon else (),
        buttons=(
            *later,
            undo_button(change),
            Button(label="Show goals", command=ShowGoals(contact_id=goal.contact_id or "")),
        ),
    )


def next_is_full_card(goal: Goal, whose: str, today: date) -> Card:
    """Say that the next period has its three goals, so that this one stays where it is."""
    of: Rich = (" with ", Bold(whose)) if whose else ()
    return Card(
        text=rich(span(goal, today), *of, " has its three goals. This one stays where it is."),
        buttons=(Button(label="Show goals", command=ShowGoals(contact_id=goal.contact_id or "")),),
    )


def goals_set_card(goals: Sequence[Goal], left: Sequence[Goal], whose: str, change: str, today: date) -> Card:
    """Say which goals of one message were set, and which ones there is no room for."""
    of: Rich = (" with ", Bold(whose)) if whose else ()
    until: Rich = (" (until ", Day(goals[0].ends), ")")
    parts: list[Part] = [Row(text=(sentence(shorten(each.text, 200)),)) for each in goals]
    if left:
        named = ", ".join(f"“{shorten(each.text, 100)}”" for each in left)
        parts.append(
            Passage(text=(f"Three goals are the most for one period, so this was not set: {named}.",))
        )
    return Card(
        text=rich(f"{span(goals[0], today)}", *of, f": {plural(len(goals), 'goal')} set", *until, "."),
        parts=tuple(parts),
        buttons=(
            undo_button(change),
            Button(label="Show goals", command=ShowGoals(contact_id=goals[0].contact_id or "")),
        ),
    )


def which_goes_card(
    goal: Goal, whose: str, present: Sequence[Goal], swap: Callable[[str], SwapGoal], today: date
) -> Card:
    """Ask which of the three goals goes for the fourth."""
    of: Rich = (" with ", Bold(whose)) if whose else ()
    rows = tuple(
        Row(
            text=(sentence(shorten(each.text, 200)),),
            button=Button(label="Drop this one", command=swap(each.id)),
        )
        for each in present
    )
    when = span(goal, today)
    return Card(
        text=rich(when, *of, " has its three goals. Which one goes for “", shorten(goal.text, 120), "”?"),
        parts=rows,
        context=("Three are few enough to keep in mind; nothing is changed until you choose.",),
        buttons=(Button(label="Leave the three", command=Dismiss()),),
    )


_SETTLED = {
    GoalState.REACHED: "Reached: ",
    GoalState.MISSED: "Marked as missed: ",
    GoalState.DROPPED: "Dropped: ",
    GoalState.OPEN: "Open again: ",
    GoalState.CARRIED: "Carried over: ",
}


def settled_card(goal: Goal, whose: str, change: str) -> Card:
    """Say that a goal has another state now."""
    of: Rich = (" (", Bold(whose), ")") if whose else ()
    return Card(
        text=rich(_SETTLED[goal.state], shorten(goal.text, 200), *of, "."),
        buttons=(
            undo_button(change),
            Button(label="Show goals", command=ShowGoals(contact_id=goal.contact_id or "")),
        ),
    )


def is_gone() -> Card:
    """Say that the goal of a button is no longer there."""
    return Card(text=(GONE,), buttons=(Button(label="Show goals", command=ShowGoals()),))


def not_open(goal: Goal) -> Card:
    """Say that a goal was settled already."""
    return Card(
        text=rich("That goal is no longer open (", goal.state.value, "): ", shorten(goal.text, 200), "."),
        buttons=(Button(label="Show goals", command=ShowGoals(contact_id=goal.contact_id or "")),),
    )


def too_long() -> Card:
    """Say that the words of a goal are too many."""
    return Card(
        text=(f"A key goal fits into {LONGEST} characters; nothing was stored. What is its one sentence?",)
    )
