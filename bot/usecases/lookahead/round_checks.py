"""What is wrong with a form of rounds, by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.domain.rounds import MOST_ACCOUNTS
from bot.messages.commands import FormCommand
from bot.messages.rounds import SaveAccounts, SaveAnswers, SaveLeave
from bot.texts import round_forms as texts
from bot.usecases.form_values import choices_of, date_of, text_of

Wrong = dict[str, str]


def _answers(command: SaveAnswers) -> Wrong:
    if any(text_of(command.values, field) for field in command.values) or choices_of(
        command.values, texts.UNCHANGED
    ):
        return {}
    first = next((field for field in command.values if field != texts.UNCHANGED), "")
    return {first: texts.ANSWER_ONE} if first else {}


def _accounts(command: SaveAccounts) -> Wrong:
    chosen = choices_of(command.values, "accounts")
    if not chosen:
        return {"accounts": texts.AT_LEAST_ONE}
    return {"accounts": texts.AT_MOST_THREE} if len(chosen) > MOST_ACCOUNTS else {}


def _leave(command: SaveLeave) -> Wrong:
    first, last = date_of(command.values, "first"), date_of(command.values, "last")
    return {"last": texts.WHICH_DAYS} if first and last and last < first else {}


ROUND_CHECKS: dict[type[FormCommand], Callable[[Any], Wrong]] = {
    SaveAnswers: _answers,
    SaveAccounts: _accounts,
    SaveLeave: _leave,
}
"""The rows of the table of checks."""
