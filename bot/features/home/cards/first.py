"""What a newcomer can try first."""

from __future__ import annotations

from bot.core.cards import Part, Passage, Row
from bot.core.rich import Code, rich

Suggestion = tuple[str, str]
"""Something to type, and what it does."""


def first_tries() -> tuple[Row, ...]:
    """What a newcomer can write, one line a kind."""
    return (
        Row(text=rich("Tell me: ", Code("Met Ana Ruiz from Northwind, I promised her a paper by Friday"))),
        Row(text=rich("Ask me: ", Code("What does Ana worry about?"))),
        Row(text=rich("Before a meeting: ", Code("Brief me on Ana"))),
    )


def good_start() -> list[Part]:
    """The first thing to write, for a newcomer."""
    words = "Tell me about one person you would like to know better in a year, in the Messages tab."
    return [Passage(heading="A good start", text=(words,)), *first_tries()]


def examples() -> list[Part]:
    """What else can be written, for who has begun."""
    return [Passage(heading="Try in the Messages tab", text=("Plain words are enough.",)), *first_tries()]
