"""What is wrong with a form that was sent, by field: assessment (R3, R4)."""

from __future__ import annotations

from bot.core.coaching.investment import InvestmentTest
from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import text_of
from bot.features.assessment.cards import forms as assessment_forms
from bot.features.assessment.commands import AssessWritten, KeepDispute


def _action(values: FormValues) -> dict[str, str]:
    return {} if text_of(values, "action") else {"action": assessment_forms.WRITE_AN_ACTION}


def _dispute(values: FormValues) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if text_of(values, "test") not in set(InvestmentTest):
        wrong["test"] = assessment_forms.WHICH_TEST
    if not text_of(values, "reason"):
        wrong["reason"] = assessment_forms.SAY_WHY
    return wrong


CHECKS: Checks = {
    AssessWritten: of_values(_action),
    KeepDispute: of_values(_dispute),
}
"""By the form that is sent."""
