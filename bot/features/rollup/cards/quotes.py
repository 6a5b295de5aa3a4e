"""What cards of roll-ups have in common: quotes, names of periods, buttons to other pages (T5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.core.cards import Button
from bot.core.commands import Command
from bot.core.rich import Bold, Day, Italic, Rich, rich
from bot.core.words import shorten
from bot.features.rollup.rules import Voice
from bot.features.rounds.contracts.cards import topic_of


def quote(voice: Voice) -> Rich:
    """Quote a shared answer with its account, topic, seller and day."""
    answer = voice.answer
    who = f"{voice.seller}, " if voice.seller else ""
    return rich(
        Bold(shorten(answer.account, 60)),
        f" · {topic_of(answer.question_id)}\n",
        Italic(f"“{shorten(answer.words, 400)}”"),
        f" ({who}",
        Day(answer.told_on),
        ")",
    )


def name_period(key: str) -> str:
    """Name a period by its key: "the week of 16 November", or "November 2026"."""
    year, _, part = key.partition("-")
    if not part.startswith("W"):
        return f"{date(int(year), int(part), 1):%B %Y}"
    monday = date.fromisocalendar(int(year), int(part[1:]), 1)
    return f"the week of {monday.day} {monday:%B}"


def labelled_page_buttons(
    page: int, total: int, size: int, command: Callable[[int], Command], *, back: str, on: str
) -> tuple[Button, ...]:
    """Buttons to the pages before and after, labelled `back` and `on`."""
    before = (Button(label=back, command=command(page - 1)),) if page else ()
    after = (Button(label=on, command=command(page + 1)),) if (page + 1) * size < total else ()
    return (*before, *after)
