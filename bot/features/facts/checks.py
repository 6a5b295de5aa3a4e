"""What is wrong with a form that was sent, by field: ties and important days (B1, B8)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import date_of, empty_fields, number, text_of
from bot.features.facts.cards.days import GONE_BY, NO_DAY, NO_NAME, NO_NUMBER
from bot.features.facts.cards.ties import CHOICES, WHICH, WHOM
from bot.features.facts.commands import SaveDate, SaveTie
from bot.features.facts.rules import MOST_AHEAD


def check_date(command: SaveDate, now: datetime) -> dict[str, str]:
    """Say what is wrong with the form of an important day."""
    values = command.values
    wrong = empty_fields(values, called=NO_NAME)
    on = date_of(values, "on")
    if on is None:
        wrong["on"] = NO_DAY
    elif text_of(values, "every") != "year" and on < (now - timedelta(hours=12)).date():
        wrong["on"] = GONE_BY
    if text_of(values, "ahead"):
        ahead = number(values, "ahead")
        if ahead is None or not 0 <= ahead <= MOST_AHEAD:
            wrong["ahead"] = NO_NUMBER
    return wrong


def _tie(values: FormValues) -> dict[str, str]:
    wrong = empty_fields(values, other=WHOM)
    if text_of(values, "kind") not in dict(CHOICES):
        wrong["kind"] = WHICH
    return wrong


CHECKS: Checks = {SaveDate: check_date, SaveTie: of_values(_tie)}
"""By the form that is sent."""
