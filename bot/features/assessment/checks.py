"""What is wrong with a form that was sent, by field: assessment (R3, R4)."""

from __future__ import annotations

from bot.core.coaching.investment import InvestmentTest
from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import empty_fields, text_of
from bot.features.assessment.cards import forms
from bot.features.assessment.commands import AssessWritten, KeepDispute


def _check_dispute(values: FormValues) -> dict[str, str]:
    wrong = empty_fields(values, reason=forms.SAY_WHY)
    if text_of(values, "test") not in set(InvestmentTest):
        wrong["test"] = forms.WHICH_TEST
    return wrong


CHECKS: Checks = {
    AssessWritten: of_values(lambda values: empty_fields(values, action=forms.WRITE_AN_ACTION)),
    KeepDispute: of_values(_check_dispute),
}
"""By the form that is sent."""
