"""The part of the Home tab on key goals (F3, B5)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Part, Passage, Row
from bot.core.rich import Bold, Day, Rich, rich
from bot.core.words import shorten
from bot.features.goals.cards.lists import GoalView
from bot.features.goals.commands import AddGoal, ShowGoals


def goals(shown: Sequence[GoalView], total: int) -> list[Part]:
    """The goals that are open, or how to set the first."""
    if not shown:
        add = Button(label="Set a goal", command=AddGoal(), opens_form=True)
        return [
            Row(text=rich(Bold("Goals"), "\nNone is open. Up to three for a month keep the aim."), button=add)
        ]
    button = Button(label="All goals", command=ShowGoals())
    lines = [Row(text=rich(Bold("Goals"), f"\n{total} open, the next to end first."), button=button)]
    return [*lines, Passage(text=tuple(span for view in shown for span in _line(view))[1:])]


def _line(view: GoalView) -> Rich:
    whose = (Bold(view.whose), ": ") if view.whose else ()
    return ("\n", *whose, shorten(view.goal.text, 140), " (until ", Day(view.goal.ends), ")")
