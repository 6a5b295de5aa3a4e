"""What is wrong with a form that was sent, by field: what is not right with an answer (B2)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import text_of
from bot.features.feedback.cards import LONGEST_REASON, SAY_WHAT, TOO_LONG
from bot.features.feedback.commands import SaveComplaint


def check_complaint(values: FormValues) -> dict[str, str]:
    """Say what is wrong with the reason."""
    reason = text_of(values, "reason")
    if not reason:
        return {"reason": SAY_WHAT}
    return {"reason": TOO_LONG} if len(reason) > LONGEST_REASON else {}


CHECKS: Checks = {SaveComplaint: of_values(check_complaint)}
"""By the form that is sent."""
