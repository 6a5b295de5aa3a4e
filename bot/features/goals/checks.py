"""What is wrong with a form that was sent, by field: goals (F3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.core.feature import Checks, of_command
from bot.core.form_values import text_of
from bot.features.goals import cards as texts
from bot.features.goals.commands import SaveGoal
from bot.features.goals.contracts import GoalPeriod

Wrong = dict[str, str]


def _needs(field: str, sentence: str) -> Callable[[Any], Wrong]:
    return lambda command: {} if text_of(command.values, field) else {field: sentence}


def _goal(command: SaveGoal) -> Wrong:
    wrong = _needs("text", texts.WHAT_TO_REACH)(command)
    if text_of(command.values, "period") not in {each.value for each in GoalPeriod}:
        wrong["period"] = texts.WHICH_PERIOD
    return wrong


CHECKS: Checks = {
    SaveGoal: of_command(_goal),
}
"""By the form that is sent."""
