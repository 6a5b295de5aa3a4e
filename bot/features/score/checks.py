"""What is wrong with a form that was sent, by field: score (S3)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import choices_of
from bot.features.score import cards as score_texts
from bot.features.score.commands import KeepMeasures
from bot.features.score.contracts.records import MOST_MEASURES


def _measures(values: FormValues) -> dict[str, str]:
    return {} if len(choices_of(values, "measures")) <= MOST_MEASURES else {"measures": score_texts.A_FEW}


CHECKS: Checks = {
    KeepMeasures: of_values(_measures),
}
"""By the form that is sent."""
