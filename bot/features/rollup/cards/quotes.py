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
from bot.language.names import with_name

_QUESTIONS = {
    "challenges": (
        "What would have to happen at {account} for this to become urgent?",
        "Who at {account} loses sleep over it, and who would rather not know?",
        "What has {account} tried so far, and why was it not enough?",
    ),
    "whom-on-challenges": (
        "Who at {account} could you hear this from at first hand?",
        "Which of them would speak with you about it without anything to buy?",
    ),
    "ought-to-think": (
        "What does {account} lose by not looking at it yet?",
        "Who could say it to {account} so that they listen?",
    ),
    "provoke": (
        "When is the next good moment at {account}, and what would you bring?",
        "Which of our customers could tell {account} how it went for them?",
    ),
    "market-shifts": (
        "Which of {account}'s own customers feels it first?",
        "What would {account} do if it came two years earlier?",
    ),
    "whom-on-shifts": (
        "What would make that talk at {account} worth their hour?",
        "Who at {account} sees those customers every week?",
    ),
}
"""What takes an answer further, by the question that it answered."""
_OTHERWISE = (
    "What would you need from me to take this further at {account}?",
    "What would be a first step at {account} within this month?",
)
NO_PICTURE = "Whom could you ask what {account} expects of the next three years?"
"""What is asked about an account of whose future nobody has a picture."""


def question_about(voice: Voice, week: int) -> str:
    """A question that takes an answer further, another one from week to week."""
    among = _QUESTIONS.get(voice.answer.question_id, _OTHERWISE)
    return with_name(among[week % len(among)], "account", shorten(voice.answer.account, 50))


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
