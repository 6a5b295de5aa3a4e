"""What is wrong with a form that was sent, by field: text check (P5, R2, S5)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import text_of
from bot.features.text_check import cards as text_check
from bot.features.text_check.commands import SubmitCheck


def _needed(values: FormValues, **problems: str) -> dict[str, str]:
    return {field: problem for field, problem in problems.items() if not text_of(values, field)}


CHECKS: Checks = {
    SubmitCheck: of_values(lambda values: _needed(values, text=text_check.NO_WORDS)),
}
"""By the form that is sent."""
