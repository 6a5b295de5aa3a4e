"""What is wrong with a form that was sent, by field: plans (R1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.core.feature import Checks, of_command
from bot.core.form_values import text_of
from bot.features.plans import cards as texts
from bot.features.plans.commands import SaveActivity

Wrong = dict[str, str]


def _needs(field: str, sentence: str) -> Callable[[Any], Wrong]:
    return lambda command: {} if text_of(command.values, field) else {field: sentence}


CHECKS: Checks = {
    SaveActivity: of_command(_needs("text", texts.WHAT_WILL_YOU_DO)),
}
"""By the form that is sent."""
