"""What is wrong with a form that was sent, by field: text check (P5, R2, S5)."""

from __future__ import annotations

from bot.core.feature import Checks, of_values
from bot.core.form_values import empty_fields
from bot.features.text_check.cards import forms
from bot.features.text_check.commands import SubmitCheck

CHECKS: Checks = {
    SubmitCheck: of_values(lambda values: empty_fields(values, text=forms.NO_WORDS)),
}
"""By the form that is sent."""
