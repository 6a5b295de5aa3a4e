"""Checks the form that asks until when a nudge shall rest (B3)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import date_of
from bot.features.nudges.cards.answers import FUTURE_DATE
from bot.features.nudges.commands import SnoozeUntil


def check_snooze(values: FormValues) -> dict[str, str]:
    """Ask for a date where there is none; one that has passed meanwhile becomes tomorrow."""
    return {} if date_of(values, "until") else {"until": FUTURE_DATE}


CHECKS: Checks = {
    SnoozeUntil: of_values(check_snooze),
}
"""By the form that is sent."""
