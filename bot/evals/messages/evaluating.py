"""Measures messages that are labelled field by field, all the way to the rows that would be written."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.ports.coach import Coach
from bot.evals.messages.labels import Row
from bot.evals.messages.predicting import predict
from bot.evals.messages.scoring import Scores, figures, score

ZONE = "Europe/Berlin"
"""Where messages are written that name no zone."""


def is_labelled(row: Row) -> bool:
    """Whether a row is labelled field by field; the older rows name their `contacts` alone."""
    return "today" in row and "contacts" not in row


async def evaluate_labelled(rows: Sequence[Row], coach: Coach) -> dict[str, float | None]:
    """The figures of docs/evals-messages.md over the rows."""
    return figures(await score_rows(rows, coach))


async def score_rows(rows: Sequence[Row], coach: Coach) -> Scores:
    """The counts behind the figures, with what was wrong in which message."""
    found = {row["id"]: await predict(row, coach, zone=str(row.get("zone") or ZONE)) for row in rows}
    return score(rows, found)
