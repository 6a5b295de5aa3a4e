"""What is wrong with a form that was sent, by field: reporting (T5)."""

from __future__ import annotations

from bot.core.feature import Checks, of_command
from bot.core.form_values import text_of
from bot.features.reporting.cards.lines import WHO_REPORTS
from bot.features.reporting.commands import SaveReportingLine


def _line(command: SaveReportingLine) -> dict[str, str]:
    return {field: WHO_REPORTS for field in ("seller", "manager") if not text_of(command.values, field)}


CHECKS: Checks = {
    SaveReportingLine: of_command(_line),
}
"""By the form that is sent."""
