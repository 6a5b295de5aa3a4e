"""What an answer leads to, with a day: offered beside the next question, planned in one click (T3, T4)."""

from __future__ import annotations

from datetime import date

from bot.core.cards import Button, Card, Passage, Row
from bot.core.common_cards import undo_button
from bot.core.rich import Bold, Day, Italic, rich
from bot.core.words import shorten
from bot.features.plans.commands import ShowPlan
from bot.features.plans.contracts import Activity
from bot.features.rounds.commands import PlanStep
from bot.features.rounds.contracts.cards import topic_of


def step_row(name: str, on: date, command: PlanStep) -> Row:
    """Offer a talk about an answer, or a first step where nobody is named for it."""
    who = rich("A talk about it with ", Bold(shorten(name, 80))) if name else rich("A first step on it")
    return Row(text=rich(*who, ", by ", Day(on), "?"), button=Button(label="Put on plan", command=command))


def describe_step(whom: str, question_id: str, words: str) -> str:
    """The step worded as an activity."""
    topic = topic_of(question_id)
    lead = f"Talk with {whom} about {topic}" if whom else f"Take a first step on {topic}"
    return f"{lead}: {shorten(words, 300)}"


def step_planned_card(activity: Activity, name: str, change: str) -> Card:
    """Say that the step is on the plan, and when."""
    whose = rich(" for ", Bold(shorten(name, 80))) if name else ()
    when = (", ", Day(activity.on)) if activity.on else ()
    return Card(
        text=rich("On your plan", *whose, *when, "."),
        parts=(Passage(text=(Italic(f"“{shorten(activity.text, 300)}”"),)),),
        buttons=(undo_button(change),),
    )


def planned_already_card() -> Card:
    """Say that the step is on the plan already."""
    return Card(
        text=("That is on your plan already.",), buttons=(Button(label="Show my plan", command=ShowPlan()),)
    )
