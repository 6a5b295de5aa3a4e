"""Short answers about a test: it went onto the plan, it is up to date, it is gone (R3)."""

from __future__ import annotations

from datetime import date

from bot.core.cards import Card, Form, Passage
from bot.core.coaching.investment import Assessment
from bot.core.common_cards import undo_button
from bot.core.rich import Bold, Code, Italic, Rich, rich
from bot.core.words import quiet, shorten, when
from bot.features.assessment.contracts.cards import in_words
from bot.features.plans.contracts import Activity


def on_plan(activity: Activity, person: str, change: str, today: date) -> Card:
    """Say that an action went onto the plan, and for which day."""
    whose: Rich = (" for ", Bold(person)) if person else ()
    day: Rich = (", for ", *when(activity.on, today)) if activity.on else ()
    gap = "There is a gap in brackets to fill in when you know." if "[" in activity.text else ""
    return Card(
        text=rich("On your plan", *whose, *day, "."),
        parts=(Passage(text=(Italic(f"“{shorten(activity.text, 300)}”"),)),),
        context=quiet(gap),
        buttons=(undo_button(change),),
    )


def already_planned(activity: Activity, person: str) -> Card:
    """Say that the action is on the plan already."""
    whose = f" for {person}" if person else ""
    return Card(text=rich(f"It is on your plan{whose} already: ", Italic(f"“{shorten(activity.text, 200)}”")))


def what_action() -> Card:
    """Ask which action to test, when the command names none."""
    return Card(
        text=("What are you thinking of doing?",),
        context=rich("For example ", Code("/tactegic test I'm thinking of sending Ana a gift basket")),
    )


def is_gone() -> Card:
    """Say that the assessment was undone or erased."""
    return Card(text=("That test is no longer there: it was undone or erased.",))


def gone_form() -> Form:
    """Say in a form that the assessment was undone or erased."""
    return Form(
        title="No longer there", parts=(Passage(text=("That test was undone or erased meanwhile.",)),)
    )


def assessing_status() -> str:
    """The status while an action is being judged."""
    return "holding it against the three tests ..."


def updated_above_card(assessment: Assessment, *, asks_more: bool) -> Card:
    """The reply to an answer in the thread, whose card stands further up."""
    more = " It has one more question." if asks_more else ""
    return Card(
        text=rich("Thank you, the card above is up to date: ", Bold(in_words(assessment)), f".{more}")
    )
