"""What is wrong with a form that was sent, by field: meetings (F4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.core import common_cards as texts
from bot.core.feature import Checks, of_command
from bot.core.form_values import text_of
from bot.features.meetings.commands import SaveAgenda, SaveReview, SaveSummary

Wrong = dict[str, str]


def _needs(field: str, sentence: str) -> Callable[[Any], Wrong]:
    return lambda command: {} if text_of(command.values, field) else {field: sentence}


def _either(*fields: str) -> Callable[[Any], Wrong]:
    def check(command: Any) -> Wrong:
        said = any(text_of(command.values, field) for field in fields)
        return {} if said else {fields[0]: texts.WRITE_SOMETHING}

    return check


CHECKS: Checks = {
    SaveAgenda: of_command(_needs("agenda", texts.WRITE_SOMETHING)),
    SaveSummary: of_command(_needs("summary", texts.WRITE_SOMETHING)),
    SaveReview: of_command(_either("well", "next")),
}
"""By the form that is sent."""
