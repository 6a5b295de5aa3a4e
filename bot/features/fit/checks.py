"""What is wrong with a form that was sent, by field: fit (F5)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import text_of
from bot.features.fit.cards import hand_over as fit_texts
from bot.features.fit.commands import SendHandOver


def _hand_over(values: FormValues) -> dict[str, str]:
    return {} if text_of(values, "receiver") else {"receiver": fit_texts.WHOM}


CHECKS: Checks = {
    SendHandOver: of_values(_hand_over),
}
"""By the form that is sent."""
