"""Says beside each field of a form what is wrong with it."""

from __future__ import annotations

from datetime import datetime

from bot.core.commands import FormCommand
from bot.core.feature import Checks, gathered
from bot.features.listing import FEATURES

CHECKS: Checks = gathered(feature.checks for feature in FEATURES)


def validate(command: FormCommand, now: datetime) -> dict[str, str]:
    """What is wrong with a form's values now (UTC), as sentences by field; empty when all is well."""
    check = CHECKS.get(type(command))
    return check(command, now) if check else {}
