"""Checks the form of settings, and reads its fields (B3)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import choices_of, date_of, text_of
from bot.core.hours_form import check_hours
from bot.features.settings.cards import settings as cards
from bot.features.settings.commands import SaveSettings


def number_of(values: FormValues, field: str) -> int | None:
    """A field's whole number, 0 or more; None where it is missing or is no number."""
    text = text_of(values, field)
    return int(text) if text.isascii() and text.isdigit() else None


def check_settings(values: FormValues) -> dict[str, str]:
    """Say what is wrong with the settings, by field; empty when all is well."""
    wrong = check_hours(values)
    if "weekdays" not in wrong and text_of(values, "round_weekday") not in choices_of(values, "weekdays"):
        wrong["round_weekday"] = cards.ROUND_WORKING_DAY
    for field, most, problem in (
        ("a_day", 20, cards.MOST_NUDGES),
        ("a_week", 20, cards.MOST_NUDGES),
        ("floor", 100, cards.PERCENT),
    ):
        number = number_of(values, field)
        if number is None or number > most:
            wrong[field] = problem
    first, last = date_of(values, "leave_first"), date_of(values, "leave_last")
    if last and not first:
        wrong["leave_first"] = cards.LEAVE_BEGIN
    elif first and last and last < first:
        wrong["leave_last"] = cards.LEAVE_ORDER
    return wrong


CHECKS: Checks = {
    SaveSettings: of_values(check_settings),
}
"""By the form that is sent."""
