"""B12: words that put a promise off move the open one, and words much like them move nothing."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.promise_changes import PromiseOutcome
from bot.core.promise_news import read_promise_changes

TODAY = date(2026, 11, 24)
NAMES = ("Ana Ruiz", "Tom")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("forgot to send Ana the clause, will do tomorrow", date(2026, 11, 25)),
        ("I totally forgot the clause for Ana, I'll send it on Friday", date(2026, 11, 27)),
        ("forgot about Ana's clause, doing it tomorrow", date(2026, 11, 25)),
        ("didn't get round to the clause, will send it Monday", date(2026, 11, 30)),
        ("Tom forgot the clause, he'll send it on Thursday", date(2026, 11, 26)),
        ("never got around to the clause, sending it tomorrow", date(2026, 11, 25)),
        ("clause from Ana won't come before the new year", date(2027, 1, 1)),
        ("Ana's clause will not be here before 7 December", date(2026, 12, 7)),
        ("the clause isn't coming before Friday", date(2026, 11, 27)),
        ("Ana can't get us the clause before 7 December", date(2026, 12, 7)),
        ("the clause - Ana says Friday is fine too", date(2026, 11, 27)),
        ("Ana said Monday is ok for the clause", date(2026, 11, 30)),
        ("clause: Tom says Friday works as well", date(2026, 11, 27)),
        ("Ana told me Friday is early enough for the clause", date(2026, 11, 27)),
        ("Tom's clause will be late, push it to Friday", date(2026, 11, 27)),
    ],
)
def test_a_promise_is_put_off_to_the_day_said(text: str, due: date) -> None:
    (change,) = read_promise_changes(text, TODAY, NAMES)

    assert (change.outcome, change.due_on) == (PromiseOutcome.MOVED, due)
    assert "claus" in change.words


@pytest.mark.parametrize(
    "text",
    [
        "don't forget to send Ana the clause tomorrow",
        "forgot to mention: Ana is away on Friday",
        "Ana asked if Friday is fine for the clause",
        "Ana says Friday is not fine for the clause",
        "Friday is fine",
        "in case I forgot, Ana will send it on Friday",
        "the clause was sent before Friday",
        "Ana won't sign without the clause",
    ],
)
def test_words_much_like_them_move_nothing(text: str) -> None:
    assert not [
        each for each in read_promise_changes(text, TODAY, NAMES) if each.outcome is PromiseOutcome.MOVED
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tom said he'd never give us log access",
        "Tom refuses to give us log access",
        "Tom refused to hand over log access",
        "Tom won't give us log access",
        "Tom will never share log access",
        "Tom is never going to give us log access",
    ],
)
def test_what_somebody_refuses_is_asked_about(text: str) -> None:
    (change,) = read_promise_changes(text, TODAY, NAMES)

    assert change.outcome is PromiseOutcome.BROKEN
    assert change.is_doubtful
