"""Checks the forms of rounds: what is wrong with each field (T1, T2)."""

from __future__ import annotations

from bot.core.feature import Checks, of_command
from bot.core.form_values import choices_of, date_of, text_of
from bot.features.rounds.cards import forms
from bot.features.rounds.commands import SaveAccounts, SaveAnswers, SaveLeave
from bot.features.rounds.contracts.values import MOST_ACCOUNTS

Wrong = dict[str, str]


def _answers(command: SaveAnswers) -> Wrong:
    if command.answered:  # emptied fields take their answers back
        return {}
    if any(text_of(command.values, field) for field in command.values) or choices_of(
        command.values, forms.UNCHANGED
    ):
        return {}
    first = next((field for field in command.values if field != forms.UNCHANGED), "")
    return {first: forms.ANSWER_ONE} if first else {}


def _accounts(command: SaveAccounts) -> Wrong:
    chosen = choices_of(command.values, "accounts")
    if not chosen:
        return {"accounts": forms.AT_LEAST_ONE}
    return {"accounts": forms.AT_MOST_THREE} if len(chosen) > MOST_ACCOUNTS else {}


def _leave(command: SaveLeave) -> Wrong:
    first, last = date_of(command.values, "first"), date_of(command.values, "last")
    return {"last": forms.WHICH_DAYS} if first and last and last < first else {}


CHECKS: Checks = {
    SaveAnswers: of_command(_answers),
    SaveAccounts: of_command(_accounts),
    SaveLeave: of_command(_leave),
}
"""By the form that is sent."""
