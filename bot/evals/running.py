"""`tactegic eval`: measures on a file of examples, with the coach and the embeddings that are set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from bot.coach.answering.model import local_answer_model
from bot.config import Settings
from bot.core.coaching.investment import InvestmentTest
from bot.evals.actions import evaluate_actions, judge_with
from bot.evals.grounding import evaluate_grounding
from bot.evals.messages.evaluating import evaluate_labelled, is_labelled
from bot.evals.messages.plain import BadRow, evaluate_messages
from bot.evals.recall import evaluate_recall
from bot.evals.recall_files import BadFile
from bot.wiring import open_coach, open_embedder


class BadRows(ValueError):
    """A file that cannot be measured on; the text says which line and why."""


async def evaluate(what: str, file: Path, settings: Settings) -> Mapping[str, Any]:
    """Return the figures of docs/evals.md as one JSON object; raises BadRows, BadSettings, Unavailable."""
    if what == "grounding":
        return _measure_grounding(file)
    embedder = open_embedder(settings)
    match what:
        case "recall":
            async with AsyncExitStack() as stack:
                coach = await open_coach(settings, embedder, stack)
                try:
                    return await evaluate_recall(file, embedder, coach, local_answer_model())
                except BadFile as error:
                    raise BadRows(str(error)) from None
        case "messages":
            rows = _rows(file, ("text", "intent"))
            async with AsyncExitStack() as stack:
                coach = await open_coach(settings, embedder, stack)
                if all(map(is_labelled, rows)):
                    return await evaluate_labelled(rows, coach)
                try:
                    return await evaluate_messages(rows, coach)
                except BadRow as error:
                    raise BadRows(f"{file.name}, {error}") from None
        case "actions":
            rows = _rows(file, ("action", *InvestmentTest))
            async with AsyncExitStack() as stack:
                assess = await judge_with(await open_coach(settings, embedder, stack), rows)
            return evaluate_actions(rows, assess)
    raise BadRows(f"There is nothing to measure called {what}: use recall, messages, actions or grounding.")


def _measure_grounding(file: Path) -> Mapping[str, Any]:
    rows = _rows(file, ("today", "asked", "sources", "sentence", "cites", "true"))
    try:
        return evaluate_grounding(rows)
    except (KeyError, TypeError, ValueError) as error:
        raise BadRows(f"{file.name} has a row that cannot be read: {error}") from None


def _rows(file: Path, needed: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise BadRows(f"{file.name}, line {number} is not JSON.") from None
        missing = [name for name in needed if name not in row] if isinstance(row, dict) else list(needed)
        if missing:
            raise BadRows(f"{file.name}, line {number} has no {', '.join(missing)}.")
        rows.append(row)
    if not rows:
        raise BadRows(f"{file.name} is empty.")
    return rows
