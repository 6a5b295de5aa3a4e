"""Asks the questions of threads as a member would, and measures the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.ports.coach import Coach
from bot.core.ports.memory import Embedder
from bot.evals.answers.judging import judge
from bot.evals.answers.reading import NoteOfThread, QuestionThread
from bot.evals.answers.shown import ShownAnswer, read_cards
from bot.evals.measuring.asked import ModelUse
from bot.evals.measuring.outcomes import Measured, RowOutcome, figures_of
from bot.evals.measuring.side_by_side import side_by_side
from bot.evals.office import EvalOffice, eval_office, eval_template

_MEMBER = "U0EVA"
_FIGURES = (
    "complete", "said", "faithful_by_rules", "faithful_by_facts", "abstain_right", "abstain_wrong",
    "sure_without_answer", "newest_wins", "change_said", "old_is_dated", "complete_later_on",
    "taken_as_question", "notes_kept",
)  # fmt: skip


async def measure_answers(
    threads: Sequence[QuestionThread], embedder: Embedder, coach: Coach, use: ModelUse, at_once: int
) -> Measured:
    """Tell the notes of each thread on their days, ask its questions, and hold the answers against the facts.

    A row is a question, by the thread's id and its place: `a01.1`.
    """
    async with eval_template() as template:

        async def measure(thread: QuestionThread) -> list[RowOutcome]:
            async with eval_office(template, embedder, coach) as office:
                rows = await _ask_all(thread, office)
                use.add(office.coach)
                return rows

        rows = [each for found in await side_by_side(threads, measure, at_once) for each in found]
    shares = figures_of(rows)
    figures: dict[str, Any] = {
        "threads": len(threads),
        "questions": len(rows),
        "right": round(sum(row.right for row in rows) / len(rows), 4),
        **{name: shares.get(name) for name in _FIGURES},
    }
    return Measured(figures=figures | {"kinds": _by_kind(threads, rows)}, outcomes=rows)


async def _ask_all(thread: QuestionThread, office: EvalOffice) -> list[RowOutcome]:
    notes = await _tell(thread, office)
    answers = await _ask(thread, office)
    rows = []
    for place, (question, answer) in enumerate(zip(thread.questions, answers, strict=True), 1):
        counted, right = judge(question, answer, notes, thread.today)
        counted["right"] = (float(right), 1.0)
        if place == 1:
            counted["notes_kept"] = (float(len(notes)), float(len(thread.notes)))
        elif "complete" in counted:
            counted["complete_later_on"] = counted["complete"]
        id = f"{thread.id}.{place}"
        rows.append(RowOutcome(id=id, right=right, counted=counted, answered_by=office.coach.answered_by))
    return rows


async def _tell(thread: QuestionThread, office: EvalOffice) -> dict[str, NoteOfThread]:
    """Have the member tell the notes, each on its day; return them by the ids under which they are kept."""
    kept: set[str] = set()
    found: dict[str, NoteOfThread] = {}
    for note in sorted(thread.notes, key=lambda each: each.told_on):
        office.set_day(note.told_on)
        await office.type(_MEMBER, f"note {note.text}")
        fresh = [each.id for each in await office.notes(_MEMBER) if each.id not in kept]
        kept.update(fresh)
        found |= dict.fromkeys(fresh, note)
    return found


async def _ask(thread: QuestionThread, office: EvalOffice) -> list[ShownAnswer]:
    office.set_day(thread.today)
    answers, topic = [], None
    for question in thread.questions:
        message, cards = await office.say(_MEMBER, question.text, topic)
        topic = topic or message
        answers.append(read_cards(cards))
    return answers


def _by_kind(threads: Sequence[QuestionThread], rows: Sequence[RowOutcome]) -> dict[str, Any]:
    kinds: dict[str, list[bool]] = {}
    kind_of = {thread.id: thread.kind for thread in threads}
    for row in rows:
        kinds.setdefault(kind_of[row.id.rpartition(".")[0]], []).append(row.right)
    return {
        kind: {"questions": len(held), "right": round(sum(held) / len(held), 4)}
        for kind, held in sorted(kinds.items())
        if kind
    }
