"""What may be quoted for a verdict: nothing that is denied, and no act of somebody else (R3)."""

from __future__ import annotations

import pytest

from bot.coach.rules.investment_cues import compile_cue, find_cues
from bot.coach.rules.supporting import carrying, is_delegated, is_denied, is_done_by_another, main_clause


@pytest.mark.parametrize(
    ("action", "word"),
    [
        ("Don't send a report, sit down with Ana", "send"),
        ("Instead of a demo, ask Ana to show me how they work", "demo"),
        ("I won't write anything", "write"),
        ("no longer visit Ana every month", "visit"),
        ("Cancel the workshop with Ana", "workshop"),
    ],
)
def test_what_is_denied_is_not_quoted(action: str, word: str) -> None:
    assert is_denied(action, action.index(word))


@pytest.mark.parametrize(
    ("action", "word"),
    [
        ("Don't send a report, sit down with Ana", "sit"),
        ("Not just listen but write her a page", "listen"),
        ("I won't bring slides. I ask what hurts", "ask"),
    ],
)
def test_what_is_done_instead_may_be_quoted(action: str, word: str) -> None:
    assert not is_denied(action, action.index(word))


@pytest.mark.parametrize(
    ("action", "word", "by_another"),
    [
        ("she writes the summary and sends it", "writes", True),
        ("Have Ana write up how they plan", "write", True),
        ("our analyst builds her a sheet", "builds", True),
        ("Ask her to draft it", "draft", True),
        ("write her a summary", "write", False),
        ("I'd write her a summary", "write", False),
        ("Visit Ana and draft a page", "draft", False),
    ],
)
def test_an_act_of_somebody_else_is_told_from_the_members(action: str, word: str, by_another: bool) -> None:
    assert is_done_by_another(action, action.index(word)) is by_another


@pytest.mark.parametrize(
    ("action", "clause"),
    [
        ("No slides, hear Ana out on the merger.", "hear Ana out on the merger"),
        ("Walk the line with Ana", "Walk the line with Ana"),
        ("Don't call", ""),
    ],
)
def test_the_longest_part_that_nothing_denies_stands_for_the_whole(action: str, clause: str) -> None:
    assert main_clause(action, 90) == clause


@pytest.mark.parametrize(
    ("action", "delegated"),
    [
        ("Have our process engineer map the scrap; she debriefs me after", True),
        ("I'd let the new trainee write it up and go over it with Ana", True),
        ("Send one of our technicians to look at it", True),
        ("Have our intern type it, and I sit down with Ana", False),
        ("Have the trainee show me the shop", False),
        ("Let Ana explain how she plans", False),
        ("Ask Ana what our technician got wrong", False),
    ],
)
def test_what_is_handed_to_somebody_of_ours_alone_is_delegated(action: str, delegated: bool) -> None:
    assert is_delegated(action) is delegated


def test_nothing_is_quoted_twice() -> None:
    cue = compile_cue("helps", "map", {"invests": 1})
    action = "map it with her, then map it again"

    quotes = carrying(action, find_cues((cue,), action), ("helps",))

    assert [quote.text for quote in quotes] == ["map"]
