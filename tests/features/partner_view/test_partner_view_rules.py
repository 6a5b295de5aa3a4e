"""S4: what notes tell of the partner's side, as pure rules."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.coaching.understanding import Excerpt
from bot.features.partner_view.cards import questions
from bot.features.partner_view.rules import Aspect, find_aspect, find_aspects


def excerpt(number: int, text: str, day: int = 1, *, superseded: bool = False) -> Excerpt:
    return Excerpt(
        number=number, note_id=f"n{number}", text=text, occurred_on=date(2026, 3, day), superseded=superseded
    )


def test_s4_only_what_tells_of_them_is_quoted_the_latest_first() -> None:
    told = find_aspects(
        [
            excerpt(1, "She worries about the audit. We had lunch.", 1),
            excerpt(2, "She worries about carbon. She wants a seat.", 5),
            excerpt(3, "She fears everything.", 9, superseded=True),
        ]
    )

    assert [(seen.aspect, [s.text for s in seen.statements]) for seen in told] == [
        (Aspect.MOVES, ["She worries about carbon.", "She worries about the audit."]),
        (Aspect.WANTS, ["She wants a seat."]),
    ]
    assert find_aspect("We had lunch.") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "I worry about my quota",
        "I'm unsure how to go on",
        "We still want a second source",
        "My goal is a visit in May",
        "I was glad about it",
        "We will need more people",
    ],
)
def test_s4_what_tells_of_the_member_alone_is_not_their_side(sentence: str) -> None:
    assert find_aspect(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("I think she worries about the audit", Aspect.MOVES),
        ("I was asked for a seat on the committee", Aspect.WANTS),
        ("I introduced her to Lars", Aspect.GAINS),
        ("I worry that he doubts us", Aspect.DOUBTS),
        ("We both want a pilot", Aspect.WANTS),
        ("My boss met her and she wants a pilot", Aspect.WANTS),
    ],
)
def test_s4_what_tells_of_the_partner_stays_their_side(sentence: str, side: Aspect) -> None:
    assert find_aspect(sentence) is side


@given(st.lists(st.text(max_size=60), max_size=6))
def test_s4_every_quote_stands_in_its_note_and_open_sides_are_asked_first(texts: list[str]) -> None:
    excerpts = [excerpt(number, text) for number, text in enumerate(texts, 1)]

    told = find_aspects(excerpts)

    for seen in told:
        for statement in seen.statements:
            assert statement.text in texts[statement.cites[0] - 1]
    assert len(questions(told, "Ana")) == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "She introduced me to her CTO",
        "Ana introduced us to the board",
        "She helped me with the tender",
        "Ben sent her the paper",
        "She was introduced by her old boss",
    ],
)
def test_s4_what_they_or_others_gave_is_not_what_they_have_from_the_member(sentence: str) -> None:
    assert find_aspect(sentence) is not Aspect.GAINS


@pytest.mark.parametrize(
    "sentence",
    [
        "Introduced her to Lars",
        "We sent her the paper",
        "The paper helped her with the board",
        "I helped them",
    ],
)
def test_s4_what_the_member_gave_is_what_they_have(sentence: str) -> None:
    assert find_aspect(sentence) is Aspect.GAINS
