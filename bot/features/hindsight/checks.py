"""What is wrong with a form that was sent, by field: looking back (R3)."""

from __future__ import annotations

from bot.core.feature import Checks, of_values
from bot.core.form_values import empty_fields
from bot.features.hindsight import cards
from bot.features.hindsight.commands import KeepOutcome

CHECKS: Checks = {
    KeepOutcome: of_values(lambda values: empty_fields(values, words=cards.SAY_SOMETHING)),
}
"""By the form that is sent."""
