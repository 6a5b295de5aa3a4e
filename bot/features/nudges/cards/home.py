"""The parts of the Home tab on what is due and what is coming (B3, B5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.core.cards import Button, Part, Passage, Row
from bot.core.rich import Code, Timestamp, rich
from bot.core.schedule import times
from bot.core.schedule.commands import WhyAsked
from bot.core.sections import Did
from bot.core.words import join_words, plural
from bot.features.nudges.commands import ListNudges
from bot.features.nudges.contracts.cards import Coming, coming_row
from bot.features.nudges.contracts.values import Nudge


def today(rows: Sequence[Coming], total: int, day: date) -> list[Part]:
    """Who and what is due by today."""
    if not rows:
        return [Passage(heading="Today", text=("Nobody is due today.",))]
    said = f"{plural(total, 'person or promise', 'people and promises')} to come back to."
    return [
        Passage(heading="Today", text=(said,)),
        *(coming_row(row, day) for row in rows),
        *_more(total - len(rows)),
    ]


def coming(
    rows: Sequence[Coming], total: int, promises: int, next_at: datetime | None, day: date
) -> list[Part]:
    """Who will be brought up later, and when; `promises` come too, which stand above."""
    if not rows and promises:
        above = "The promises above come back the working day before they are due."
        return [Passage(heading="What comes next", text=(above,))]
    if not rows:
        text = rich(
            "Nothing yet. Choose somebody you would like to keep up with, e.g. ",
            Code("/tactegic strategic Ana"),
            ", and I watch the time.",
        )
        return [Passage(heading="What comes next", text=text)]
    intro = rich("The next nudges come ", Timestamp(next_at), ".") if next_at else ("The next first.",)
    return [
        Passage(heading="What comes next", text=intro),
        *(coming_row(row, day) for row in rows),
        *_more(total - len(rows)),
    ]


def of_samples() -> list[Part]:
    """Say that nothing comes by itself of made-up people."""
    return [Passage(text=("Nothing of the made-up people of the sample comes by itself.",))]


def coming_at(rows: Sequence[Coming], day: date) -> list[Part]:
    """Who of an account is due when, by their rhythm."""
    if not rows:
        return []
    intro = Passage(heading="What is coming", text=("By the rhythm of each.",))
    return [intro, *(coming_row(row, day) for row in rows)]


def nudged(nudge: Nudge, people: Sequence[str]) -> Did:
    """A nudge in one line, with the reason for nudges."""
    whom = f"Brought up {join_words(people)}" if people else "Brought up a promise that was due"
    why = Button(label="Why?", command=WhyAsked(times.NUDGES))
    return Did(at=nudge.created_at, text=(whom,), why=why, about=nudge.ids)


def _more(left: int) -> tuple[Row, ...]:
    if left <= 0:
        return ()
    return (Row(text=(f"{left} more",), button=Button(label="Show all", command=ListNudges())),)
