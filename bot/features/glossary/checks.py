"""What is wrong with a form that was sent, by field: glossary (F6)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import text_of
from bot.features.glossary import cards
from bot.features.glossary.commands import SaveTerm


def _needed(values: FormValues, **problems: str) -> dict[str, str]:
    return {field: problem for field, problem in problems.items() if not text_of(values, field)}


CHECKS: Checks = {
    SaveTerm: of_values(
        lambda values: _needed(values, term=cards.TERM_NEEDED, definition=cards.DEFINITION_NEEDED)
    ),
}
"""By the form that is sent."""
