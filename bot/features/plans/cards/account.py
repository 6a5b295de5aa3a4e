"""The part of an account's page on what is planned there (R1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Part, Passage, Row
from bot.core.rich import Bold, Rich, rich
from bot.core.words import plural, sentence, shorten, when
from bot.features.plans.commands import AddActivity, ShowPlan
from bot.features.plans.contracts import Activity

MOST = 3
"""Activities that the page of an account shows."""


def planned(
    account_id: str, rows: Sequence[tuple[Activity, str]], total: int, today: date
) -> tuple[Part, ...]:
    """What is to come, each activity with the name of the person that it is for, if it is for one."""
    if not rows:
        add = Button(label="Plan something", command=AddActivity(account_id=account_id), opens_form=True)
        return (Row(text=rich(Bold("Plan"), "\nNothing is planned yet."), button=add),)
    show = Button(label="Show plan", command=ShowPlan(account_id=account_id))
    return (
        Passage(heading="Plan", text=("What is due first.",)),
        *(Row(text=_line(activity, name, today)) for activity, name in rows),
        Row(text=(f"{sentence(plural(total, 'activity', 'activities'))} to come.",), button=show),
    )


def _line(activity: Activity, name: str, today: date) -> Rich:
    whose = f"{name}: " if name else ""
    on: Rich = (" · ", *when(activity.on, today)) if activity.on else ()
    return rich(f"{whose}{sentence(shorten(activity.text, 160))}", *on)


def next_words(activity: Activity, more: int) -> str:
    """What is planned next in a few words: "Visit Ana (3 March), and 2 more"."""
    on = f" ({activity.on.day} {activity.on:%B})" if activity.on else ""
    others = f", and {more} more" if more else ""
    return f"{shorten(activity.text, 100)}{on}{others}"
