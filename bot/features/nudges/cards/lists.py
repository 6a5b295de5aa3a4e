"""Lists of nudges: what is coming, and the digest of what a week had no room for (B3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from bot.core.cards import Card
from bot.core.commands import Command
from bot.core.paging import page_buttons, pages
from bot.core.rich import Code, Rich, Timestamp, rich
from bot.core.words import plural, quiet
from bot.features.nudges.commands import ListNudges
from bot.features.nudges.contracts.cards import Coming, coming_row


def coming_list(
    rows: Sequence[Coming],
    *,
    total: int,
    page: int,
    today: date,
    next_at: datetime | None,
    allowance: str,
    command: Callable[[int], Command] = ListNudges,
) -> Card:
    """Show a page of what is coming and when; `next_at` is the UTC time of the next nudges."""
    if not total:
        return nothing_coming()
    context: Rich = ("The next ones come ", Timestamp(next_at)) if next_at else ()
    return Card(
        header="What is coming",
        text=(f"{plural(total, 'thing')} to come, the next first.",),
        parts=tuple(coming_row(row, today) for row in rows),
        context=quiet(context, allowance, pages(page, total)),
        buttons=page_buttons(page, total, command),
    )


def allowance(a_day: int, a_week: int, *, paused: bool) -> str:
    """Say how many nudges may come, or that none do."""
    if paused:
        return "paused: nothing comes by itself until you resume"
    return f"at most {a_day} a day and {a_week} a week" if a_day and a_week else "nudges are off"


def nothing_coming() -> Card:
    """Say that nobody has a cadence, and no promise has a date."""
    return Card(
        text=("Nothing is coming: nobody you chose has a rhythm yet, and no promise has a date.",),
        context=rich("Choose somebody with ", Code("/tactegic strategic Ana")),
    )
