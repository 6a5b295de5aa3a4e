"""Promises that a correction gives another day (B1, B2)."""

from datetime import UTC, date, datetime

import pytest

from bot.core.identity import Space, WorkspaceId
from bot.core.notes import Commitment, CommitmentId, CommitmentState, Promiser
from bot.features.notes.rules import find_moved_promise, find_repeated_promises, is_denied, moves_a_day

TODAY = date(2026, 3, 5)


def promise(what: str, due_on: date | None, by: Promiser = Promiser.MEMBER, **fields: object) -> Commitment:
    return Commitment(
        id=CommitmentId(what),
        workspace=WorkspaceId("T1"),
        space=Space("member:U1"),
        what=what,
        by=by,
        created_at=datetime(2026, 3, 5, tzinfo=UTC),
        due_on=due_on,
        **fields,  # type: ignore[arg-type]
    )


PAPER = promise("the paper", date(2026, 3, 6))
PRICES = promise("the prices", date(2026, 3, 10))


@pytest.mark.parametrize(
    ("text", "what", "day"),
    [
        ("Ana gets the paper by Monday, not Friday", "the paper", date(2026, 3, 9)),
        ("the 12th instead of the 10th", "the prices", date(2026, 3, 12)),
        ("prices on Wednesday rather than on Tuesday", "the prices", date(2026, 3, 11)),
    ],
)
def test_the_promise_of_the_day_denied_is_the_one_that_moves(text: str, what: str, day: date) -> None:
    moved = find_moved_promise(text, TODAY, [PAPER, PRICES])
    assert moved is not None
    assert (moved.commitment.what, moved.due_on) == (what, day)


@pytest.mark.parametrize(
    "text",
    ["Ana gets the paper by Monday", "not Friday", "on Monday or Tuesday, not Friday", "not her, him", ""],
)
def test_without_one_day_for_another_nothing_moves(text: str) -> None:
    assert find_moved_promise(text, TODAY, [PAPER, PRICES]) is None


def test_what_is_settled_moves_no_more() -> None:
    kept = promise("the paper", date(2026, 3, 6), state=CommitmentState.KEPT)
    assert find_moved_promise("on Monday, not Friday", TODAY, [kept]) is None


def test_a_date_is_denied_by_the_words_before_it() -> None:
    assert is_denied("by Monday, not by Friday", 18)
    assert not is_denied("I could not make it on Friday", 23)
    assert moves_a_day("on Monday instead of Friday", TODAY)
    assert not moves_a_day("not on Friday", TODAY)


def test_only_what_the_same_side_tells_again_is_superseded() -> None:
    theirs = promise("the figures", date(2026, 3, 6), by=Promiser.CONTACT)
    newer = promise("a longer paper", date(2026, 3, 20))
    assert find_repeated_promises([PAPER, PRICES, theirs], [newer]) == [PAPER]
    assert find_repeated_promises([PRICES, theirs], [newer]) == [PRICES]
    assert find_repeated_promises([theirs], [newer]) == []
