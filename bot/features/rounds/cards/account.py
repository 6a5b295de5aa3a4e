"""The part of an account's page on how the member sees its future (T1, T2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Part, Passage, Row
from bot.core.rich import Bold, Day, Italic, rich
from bot.core.words import sentence, shorten
from bot.features.notes.commands import OpenNote
from bot.features.rounds.commands import OpenRound
from bot.features.rounds.contracts.cards import topic_of

ORDER = (
    "challenges",
    "ought-to-think",
    "market-shifts",
    "provoke",
    "whom-on-challenges",
    "whom-on-shifts",
)
"""The questions about an account, in the order in which their answers are shown."""
_HEADING = "Their future, as you see it"


def picture(name: str, found: Sequence[tuple[str, str, str, date]]) -> tuple[Part, ...]:
    """The answers that hold; each is note id, question, the member's words and the day."""
    look = Button(label="Look ahead", command=OpenRound(account=name))
    if not found:
        nothing = rich(Bold(_HEADING), f"\nYou have not looked ahead with {shorten(name, 80)} yet.")
        return (Row(text=nothing, button=look),)
    rows = tuple(
        Row(
            text=rich(Italic(sentence(topic_of(question))), " · ", Day(on), f"\n{shorten(words, 220)}"),
            button=Button(label="Open", command=OpenNote(note_id), opens_form=True),
        )
        for note_id, question, words, on in found
    )
    return (Passage(heading=_HEADING, text=("From your looks ahead.",)), *rows)
