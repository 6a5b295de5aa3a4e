"""What is wrong with a form that was sent, by field: mindset (S1)."""

from __future__ import annotations

from bot.core.feature import Checks, of_values
from bot.core.form_values import empty_fields
from bot.features.mindset import cards
from bot.features.mindset.commands import SaveAttitude

CHECKS: Checks = {
    SaveAttitude: of_values(lambda values: empty_fields(values, answer=cards.WRITE_SOMETHING)),
}
"""By the form that is sent."""
