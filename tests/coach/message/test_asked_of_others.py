"""B2, B4: a plain question on people and things outside the bot is answered from notes."""

from __future__ import annotations

import pytest

from bot.coach.rules.message.asked_of_others import asks_of_others


@pytest.mark.parametrize(
    "question",
    [
        "How much can Jorn decide alone?",
        "Will Sten come to the fair in Bremen?",
        "Will the yard be sold?",
        "Why fewer?",
        "Where is the handover?",
        "How did the test go?",
        "Who writes the minutes?",
        "By when must it be there?",
    ],
)
def test_it_is_asked_of_others(question: str) -> None:
    assert asks_of_others(question, (), ("Jorn Vask", "Sten Ulv"))


@pytest.mark.parametrize(
    "words",
    [
        "How does the score work?",
        "How does it work?",
        "What is the share of future in the portfolio?",
        "How do I export the notes?",
        "What can you do with the minutes?",
        "Will it annoy them if I call again?",
        "Where are the settings?",
        "How did my test go?",
        "Why?",
        "What should be said to Jorn?",
        "She asked who writes the minutes.",
        "Met Jorn. Where is the handover?",
    ],
)
def test_what_asks_for_help_or_advice_or_is_no_question_is_not(words: str) -> None:
    assert not asks_of_others(words, (), ("Jorn Vask",))
