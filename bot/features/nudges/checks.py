"""What is wrong with a form that was sent, by field: nudges (B3)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import date_of
from bot.features.nudges.cards import nudges as nudge_texts
from bot.features.nudges.commands import SnoozeUntil


def snooze_problems(values: FormValues) -> dict[str, str]:
    """What is wrong with the form; a day that has passed by then becomes tomorrow."""
    return {} if date_of(values, "until") else {"until": nudge_texts.FUTURE_DATE}


CHECKS: Checks = {
    SnoozeUntil: of_values(snooze_problems),
}
"""By the form that is sent."""
