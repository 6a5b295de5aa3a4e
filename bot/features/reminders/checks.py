"""What is wrong with a form that was sent, by field: reminders (B8)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.feature import Checks
from bot.core.form_values import date_of, empty_fields
from bot.features.reminders.cards import GONE_BY, WHAT, WHEN
from bot.features.reminders.commands import SaveReminder
from bot.features.reminders.contracts import Every


def rhythm_of(value: str) -> tuple[Every, int]:
    """How often a choice such as "week/2" means; once for anything else."""
    name, _, count = value.partition("/")
    if name in list(Every) and count.isascii() and count.isdigit() and 0 < int(count) < 100:
        return Every(name), int(count)
    return Every.ONCE, 1


def check_reminder(command: SaveReminder, now: datetime) -> dict[str, str]:
    """Say what is wrong with a reminder's form; a day that has gone by everywhere is one."""
    wrong = empty_fields(command.values, text=WHAT)
    on = date_of(command.values, "on")
    if on is None:
        wrong["on"] = WHEN
    elif on < (now - timedelta(hours=12)).date():
        wrong["on"] = GONE_BY
    return wrong


CHECKS: Checks = {SaveReminder: check_reminder}
"""By the form that is sent."""
