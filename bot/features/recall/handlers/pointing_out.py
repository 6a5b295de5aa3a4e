"""How quotations answer: what was asked for pointed out, what a newer note outdates set apart (B2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.coaching.understanding import Answer, Excerpt
from bot.core.notes import Note, NoteSource
from bot.core.turn import Turn
from bot.features.recall.cards import answers as cards
from bot.features.recall.rules.answer_kinds import AnswerKind, asks_for_past_day, kind_asked
from bot.features.recall.rules.newer_notes import find_newer
from bot.features.recall.rules.showing import find_asked, part_outdated
from bot.language.asking import ParsedQuestion, companies_named


def with_newer(
    turn: Turn[Any],
    question: str,
    asked: ParsedQuestion,
    answer: Answer,
    excerpts: Sequence[Excerpt],
    notes: Mapping[str, Note],
) -> Answer:
    """Quotations, with those of newer notes that say otherwise."""
    if not answer.quoted:
        return answer
    told_on = {each.number: told_on_day(turn, notes[each.note_id]) for each in excerpts}
    companies = companies_named(question, list(turn.people.companies.values()))
    newer = find_newer(question, asked, companies, answer.statements, excerpts, told_on)
    return replace(answer, statements=(*answer.statements, *newer))


def told_on_day(turn: Turn[Any], note: Note) -> date:
    """The day a note was told, from which "tomorrow" counts; of what a file brought, its own day."""
    is_old = note.source in (NoteSource.FILE, NoteSource.IMPORT)
    return note.occurred_on if is_old else turn.day_of(note.created_at)


def point_out(
    question: str,
    shown: cards.Shown,
    excerpts: dict[int, Excerpt],
    told_on: dict[int, date],
    ahead_of: date | None,
) -> cards.Shown:
    """The quotations with what was asked for pointed out, and what newer notes outdate set apart."""
    kept, outdated = part_outdated(question, shown.statements, excerpts, told_on)
    number = kept[0].cites[0]
    day = excerpts[number].occurred_on
    told = find_asked(question, kept[0], told_on[number], ahead_of)
    emphasis = noted_on = None
    if told is not None:
        meant = told.first if told.first and told.first == told.last else None
        is_plain = meant is not None and any(c.isdigit() for c in kept[0].text[told.start : told.end])
        emphasis = cards.Emphasis(told.start, told.end, None if is_plain else meant)
    elif kind_asked(question) is AnswerKind.DAY and asks_for_past_day(question):
        noted_on = day
    return replace(
        shown, statements=tuple(kept), outdated=tuple(outdated), emphasis=emphasis, noted_on=noted_on
    )
