"""What a newcomer can try first."""

from __future__ import annotations

from bot.core.cards import Button, Part, Passage, Row
from bot.core.rich import Code, rich
from bot.features.first_day.commands import StartFirstDay
from bot.features.samples.commands import LoadSamples

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
    steps = Button(label="Five small steps", command=StartFirstDay())
    return [
        Passage(heading="A good start", text=(words,)),
        *first_tries(),
        Row(text=("Or let me ask you, in two minutes:",), button=steps),
        Row(text=("Or look around first:",), button=Button(label="Made-up people", command=LoadSamples())),
    ]


def examples() -> list[Part]:
    """What else can be written, for who has begun."""
    return [Passage(heading="Try in the Messages tab", text=("Plain words are enough.",)), *first_tries()]
