"""What is wrong with a form that was sent, by field: plans (R1)."""

from __future__ import annotations

from bot.core.feature import Checks, of_values
from bot.core.form_values import empty_fields
from bot.features.plans.cards import forms
from bot.features.plans.commands import SaveActivity

CHECKS: Checks = {
    SaveActivity: of_values(lambda values: empty_fields(values, text=forms.WHAT_WILL_YOU_DO)),
}
"""By the form that is sent."""
