"""What is wrong with a form that was sent, by field: goals (F3)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import empty_fields, text_of
from bot.features.goals.cards import forms
from bot.features.goals.commands import SaveGoal
from bot.features.goals.contracts import GoalPeriod


def _check_goal(values: FormValues) -> dict[str, str]:
    wrong = empty_fields(values, text=forms.WHAT_TO_REACH)
    if text_of(values, "period") not in {each.value for each in GoalPeriod}:
        wrong["period"] = forms.WHICH_PERIOD
    return wrong


CHECKS: Checks = {
    SaveGoal: of_values(_check_goal),
}
"""By the form that is sent."""
