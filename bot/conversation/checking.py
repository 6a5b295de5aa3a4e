"""Says beside each field of a form what is wrong with it."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.cards.general import HOLDS_ADDRESS
from bot.core.commands import FormCommand
from bot.core.feature import Checks, gathered
from bot.features.calendar.commands import SaveCalendar
from bot.features.listing import FEATURES
from bot.language.calendar_addresses import find_calendar_address

CHECKS: Checks = gathered(feature.checks for feature in FEATURES)


def validate(command: FormCommand, now: datetime) -> dict[str, str]:
    """What is wrong with a form's values now (UTC), as sentences by field; empty when all is well.

    The address of a calendar is kept in no field but its own.
    """
    check = CHECKS.get(type(command))
    wrong = check(command, now) if check else {}
    if isinstance(command, SaveCalendar):
        return wrong
    values = getattr(command, "values", {})
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    secret = [name for name, text in texts.items() if find_calendar_address(text)]
    return wrong | dict.fromkeys(secret, HOLDS_ADDRESS)
