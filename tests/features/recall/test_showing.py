"""B2: which words of a quotation are pointed out as what was asked for."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.coaching.understanding import AnswerStatement
from bot.features.recall.rules.answer_kinds import AnswerKind, contradict
from bot.features.recall.rules.showing import find_asked

TODAY = date(2026, 11, 24)
NOTED = date(2026, 11, 20)
NEXT = "When is the next meeting with Nora?"


@pytest.mark.parametrize(
    ("text", "pointed_out"),
    [
        ("The next meeting is on 8 December 2026.", "8 December 2026"),
        ("Minutes of 20 November 2026.", None),
        ("Minutes of 20 November 2026, next meeting on 8 December 2026.", "8 December 2026"),
        ("She cancelled the meeting on 8 December 2026.", None),
        ("She was ill. The meeting on 8 December 2026 was called off.", None),
        ("She cancelled the dinner. We meet on 8 December 2026.", "8 December 2026"),
    ],
)
def test_the_next_meeting_lies_ahead_and_was_not_called_off(text: str, pointed_out: str | None) -> None:
    told = find_asked(NEXT, AnswerStatement(text, (1,)), NOTED, TODAY)

    assert (text[told.start : told.end].removeprefix("on ") if told else None) == pointed_out


def test_a_day_that_lies_back_is_pointed_out_where_no_next_one_is_asked_for() -> None:
    told = find_asked("When was the meeting?", AnswerStatement("It was on 2 November 2026.", (1,)), NOTED)

    assert told is not None
    assert told.first == date(2026, 11, 2)


def test_a_note_that_calls_a_day_off_contradicts_the_one_that_set_it() -> None:
    off, on = "Nora cancelled the meeting on 8 December.", "The next meeting is on 8 December."

    assert contradict(off, on, AnswerKind.DAY, (TODAY, NOTED))
    assert not contradict(on, on, AnswerKind.DAY, (TODAY, NOTED))


def test_a_day_to_come_is_no_answer_to_when_something_was() -> None:
    statement = AnswerStatement("Met Dirk about the lease, he signs on 3 March 2027.", (1,))

    assert find_asked("When did I meet Dirk?", statement, NOTED) is None
