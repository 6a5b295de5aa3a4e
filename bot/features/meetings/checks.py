"""What is wrong with a form that was sent, by field: meetings (F4)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.common_cards import WRITE_SOMETHING
from bot.core.feature import Checks, of_values
from bot.core.form_values import empty_fields
from bot.features.meetings.commands import SaveAgenda, SaveReview, SaveSummary


def _check_review(values: FormValues) -> dict[str, str]:
    """One of the two answers is enough."""
    wrong = empty_fields(values, well=WRITE_SOMETHING, next=WRITE_SOMETHING)
    return {"well": WRITE_SOMETHING} if len(wrong) == 2 else {}


CHECKS: Checks = {
    SaveAgenda: of_values(lambda values: empty_fields(values, agenda=WRITE_SOMETHING)),
    SaveSummary: of_values(lambda values: empty_fields(values, summary=WRITE_SOMETHING)),
    SaveReview: of_values(_check_review),
}
"""By the form that is sent."""
