"""What is wrong with a form that was sent, by field: mindset (S1)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import text_of
from bot.features.mindset import cards as mindset
from bot.features.mindset.commands import SaveAttitude


def _needed(values: FormValues, **problems: str) -> dict[str, str]:
    return {field: problem for field, problem in problems.items() if not text_of(values, field)}


CHECKS: Checks = {
    SaveAttitude: of_values(lambda values: _needed(values, answer=mindset.WRITE_SOMETHING)),
}
"""By the form that is sent."""
