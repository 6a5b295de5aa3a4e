"""What is wrong with a form that was sent, by field: vision (P4, P6, F2)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import number, text_of
from bot.features.vision.cards import forms as cards
from bot.features.vision.commands import SaveVision
from bot.features.vision.rules import MOST_STEPS, MOST_YEARS, steps_of


def _vision(values: FormValues) -> dict[str, str]:
    wrong = {}
    if not text_of(values, "text"):
        wrong["text"] = cards.SAY_SOMETHING
    years = number(values, "years")
    if years is None or not 1 <= years <= MOST_YEARS:
        wrong["years"] = cards.YEARS
    steps = steps_of(text_of(values, "steps"))
    if not 1 <= len(steps) <= MOST_STEPS:
        wrong["steps"] = cards.STEPS
    return wrong


CHECKS: Checks = {
    SaveVision: of_values(_vision),
}
"""By the form that is sent."""
