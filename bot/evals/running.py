"""`tactegic eval`: measures on a file of examples, with the coach and the embeddings that are set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.coach.answering.model import local_answer_model
from bot.config import Settings
from bot.core.coaching.investment import InvestmentTest
from bot.core.ports.coach import Coach
from bot.core.ports.memory import Embedder
from bot.evals.actions import measure_actions
from bot.evals.answers.evaluating import measure_answers
from bot.evals.answers.reading import BadThread, read_threads
from bot.evals.grounding import measure_grounding
from bot.evals.lifecycle.evaluating import measure_lifecycle
from bot.evals.lifecycle.generating import generate_stories
from bot.evals.lifecycle.stories import BadStory, read_stories
from bot.evals.measuring.asked import ModelUse
from bot.evals.measuring.outcomes import Measured, as_json
from bot.evals.measuring.recording import Recording
from bot.evals.messages.evaluating import evaluate_labelled, is_labelled
from bot.evals.messages.plain import BadRow, evaluate_plain
from bot.evals.recall import measure_recall
from bot.evals.recall_files import BadFile
from bot.wiring import coach_with, open_embedder, open_model

MEASURED = ("recall", "messages", "actions", "answers", "lifecycle", "grounding")


class BadRows(ValueError):
    """A file that cannot be measured on; the text says which line and why."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """With what is measured."""

    embedder: Embedder
    coach: Coach
    use: ModelUse
    at_once: int


async def evaluate(
    what: str,
    file: Path | None,
    settings: Settings,
    *,
    use: ModelUse | None = None,
    at_once: int = 4,
    record: Path | None = None,
) -> Mapping[str, Any]:
    """Return the figures of docs/evals.md as one JSON object; raises BadRows, BadSettings, Unavailable.

    `use` counts what the model was asked, of which so many questions go out side by side; `record` is the
    file into which its answers are written. Without a file the lifecycle makes its stories up by itself.
    """
    if what not in MEASURED:
        known = f"{', '.join(MEASURED[:-1])} or {MEASURED[-1]}"
        raise BadRows(f"There is nothing to measure called {what}: use {known}.")
    use = use if use is not None else ModelUse()
    # A run asks one thing once, however much that is: neither a day's share nor answers that are kept.
    settings = settings.model_copy(update={"model_tokens_a_day": None, "model_remember_seconds": 0.0})
    if what == "grounding":
        measured = _measure_grounding(_named(what, file))
    else:
        recording = Recording()
        async with AsyncExitStack() as stack:
            embedder = open_embedder(settings)
            model = await open_model(settings, stack)
            if model is not None:
                use.model = settings.model
                model.on_asked.append(use.records.append)
                model.on_reply.append(recording.hear)
            setting = _Setting(embedder, coach_with(model, embedder), use, at_once)
            measured = await _measure(what, file, setting)
        if record is not None:
            recording.head = {"measured": what, "file": file.name if file else "", "model": use.model}
            recording.write(record)
    result = {"measured": what, "file": file.name if file else "", **as_json(measured)}
    return result | {"model": use.figures()} if use.model else result


async def _measure(what: str, file: Path | None, setting: _Setting) -> Measured:
    coach, use, at_once = setting.coach, setting.use, setting.at_once
    try:
        match what:
            case "recall":
                file = _named(what, file)
                answering = local_answer_model()
                return await measure_recall(file, setting.embedder, coach, answering, use, at_once)
            case "messages":
                rows = _rows(_named(what, file), ("text", "intent"))
                if all(map(is_labelled, rows)):
                    return await evaluate_labelled(rows, coach, setting.embedder, use, at_once)
                return await evaluate_plain(rows, coach, use, at_once)
            case "actions":
                rows = _rows(_named(what, file), ("action", *InvestmentTest))
                return await measure_actions(rows, coach, use, at_once)
            case "answers":
                threads = read_threads(_named(what, file))
                return await measure_answers(threads, setting.embedder, coach, use, at_once)
            case _:
                stories = read_stories(file) if file else generate_stories()
                return await measure_lifecycle(stories, setting.embedder, coach, use, at_once)
    except BadRow as error:
        raise BadRows(f"{file.name if file else what}, {error}") from None
    except (BadFile, BadThread, BadStory) as error:
        raise BadRows(str(error)) from None


def _measure_grounding(file: Path) -> Measured:
    rows = _rows(file, ("today", "asked", "sources", "sentence", "cites", "true"))
    try:
        return measure_grounding(rows)
    except (KeyError, TypeError, ValueError) as error:
        raise BadRows(f"{file.name} has a row that cannot be read: {error}") from None


def _named(what: str, file: Path | None) -> Path:
    if file is None:
        raise BadRows(f"Measuring {what} takes a file; docs/evals.md says what stands in it.")
    return file


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
