"""Measures messages that are labelled field by field, all the way to the rows that would be written."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.ports.coach import Coach
from bot.core.ports.memory import Embedder
from bot.evals.measuring.asked import CountedCoach, ModelUse
from bot.evals.measuring.outcomes import Measured, RowOutcome
from bot.evals.measuring.side_by_side import side_by_side
from bot.evals.messages.labels import Prediction, Row
from bot.evals.messages.predicting import predict
from bot.evals.messages.scoring import Scores, canonical_commands, figures, score

ZONE = "Europe/Berlin"
"""Where messages are written that name no zone."""


def is_labelled(row: Row) -> bool:
    """Whether a row is labelled field by field; the older rows name their `contacts` alone."""
    return "today" in row and "contacts" not in row


async def evaluate_labelled(
    rows: Sequence[Row], coach: Coach, embedder: Embedder | None, use: ModelUse, at_once: int
) -> Measured:
    """The figures of docs/evals-messages.md over the rows, and what came of each row."""
    predictions: dict[str, Prediction] = {}
    answered_by: dict[str, str] = {}

    async def predict_row(row: Row) -> None:
        counted = CountedCoach(coach)
        predictions[row["id"]] = await predict(
            row, counted, zone=str(row.get("zone") or ZONE), embedder=embedder
        )
        answered_by[row["id"]] = counted.answered_by
        use.add(counted)

    await side_by_side(rows, predict_row, at_once)
    scores = score(rows, predictions)
    outcomes = [
        _outcome(row, predictions[row["id"]], scores.of_rows[row["id"]], answered_by[row["id"]])
        for row in rows
    ]
    return Measured(figures=figures(scores), outcomes=outcomes)


def _outcome(row: Row, found: Prediction, alone: Scores, answered_by: str) -> RowOutcome:
    counted = {name: (float(right), float(of)) for name, (right, of) in alone.counts.items()}
    right, wanted = alone.counts.get("people_recall", (0, 0))
    shown = alone.counts.get("people_precision", (0, 0))[1]
    return RowOutcome(
        id=str(row["id"]),
        right=bool(alone.fully_right),
        counted={
            "fully_right": (float(alone.fully_right), 1.0),
            "people_f1": (2.0 * right, float(wanted + shown)),
            **counted,
        },
        classes=_classes(row, found),
        answered_by=answered_by,
    )


def _classes(row: Row, found: Prediction) -> dict[str, tuple[str, str]]:
    """The intent and the command, wanted and found; what a label allows besides counts as wanted."""
    allowed = [row["intent"], *row.get("intent_either", ())]
    classes = {"intent": (found.intent if found.intent in allowed else row["intent"], found.intent)}
    if "command" in row and not (found.intent != "command" and found.intent in allowed):
        wanted = canonical_commands(str(row["command"]))
        came = found.command if found.intent == "command" and found.command else "none"
        classes["command"] = (came if came in wanted else min(wanted), came)
    return classes
