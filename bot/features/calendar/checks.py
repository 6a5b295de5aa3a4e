"""What is wrong with the form of a calendar, by field (B9)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import parts_of, text_of
from bot.features.calendar.cards.words import NO_ADDRESS, NO_MAILS
from bot.features.calendar.commands import SaveCalendar
from bot.language.addresses import read_address
from bot.language.calendar_addresses import host_of, tidy_address


def check_calendar(values: FormValues) -> dict[str, str]:
    """Say what is wrong; an empty address keeps the one that is read."""
    wrong: dict[str, str] = {}
    address = tidy_address(text_of(values, "address"))
    if address and (not host_of(address) or any(each.isspace() for each in address)):
        wrong["address"] = NO_ADDRESS
    if any("@" not in each or read_address(each) is None for each in parts_of(values, "mails")):
        wrong["mails"] = NO_MAILS
    return wrong


CHECKS: Checks = {SaveCalendar: of_values(check_calendar)}
"""By the form that is sent."""
