from __future__ import annotations

import pytest

from bot.language.why_asked import asks_why


@pytest.mark.parametrize(
    "words",
    [
        "why do you say that?",
        "Why this answer?",
        "why that answer",
        "why did you tell me that?",
        "Where is that from?",
        "where does this come from?",
        "where do you have that from?",
        "where did you get that from",
        "How do you know that?",
        "ok, and how do you know?",
        "how did you come to that answer?",
        "How did you come up with that?",
        "what\u2019s that based on?",
        "what do you base that on?",
        "what's your source?",
        "what are the sources for that?",
        "explain your answer please",
        "says who?",
    ],
)
def test_b2_words_about_the_answer_ask_how_it_came_about(words: str) -> None:
    assert asks_why(words)


@pytest.mark.parametrize(
    "words",
    [
        "why?",
        "Why does Ana say that?",
        "Why do you need my hours?",
        "where is Ana from?",
        "where is that meeting?",
        "How do you know Ana?",
        "how does Ana know Lars?",
        "What is that contract based on?",
        "explain the three tests",
        "why round",
        "Where is that from? I need it for Friday.",
    ],
)
def test_b2_words_about_something_else_do_not(words: str) -> None:
    assert not asks_why(words)
