"""Lists of nudges: what is coming, and the digest of what a week had no room for (B3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from bot.core.cards import Button, Card, Row
from bot.core.commands import Command
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Rich, Timestamp, rich
from bot.core.words import ago, plural, quiet, shorten
from bot.features.nudges.commands import DraftMessage, ListNudges
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


_DIGESTS = (
    "This week had no room for these. Two lines to one of them would be enough:",
    "These had to wait while others came first. Is there somebody among them you would like to hear?",
    "The rest of the week's people and promises, in short:",
)
"""How a digest begins, a different way from week to week."""
_AFTER_OUTAGE = "I was away for a while. Here is what came up meanwhile, all at once:"


def digest_card(rows: Sequence[Coming], total: int, today: date, *, after_outage: bool = False) -> Card:
    """Show in one card what was more than the budget; `total` counts it all, `rows` are those shown."""
    week = today.toordinal() // 7
    first = _AFTER_OUTAGE if after_outage else _DIGESTS[week % len(_DIGESTS)]
    more = total - len(rows)
    return Card(
        header="Also worth a thought",
        text=(first,),
        parts=tuple(_digest_row(row, today) for row in rows),
        context=quiet(f"and {more} more" if more else "", rich("All of it: ", Code("/tactegic nudges"))),
    )


def _digest_row(row: Coming, today: date) -> Row:
    who = rich(Bold(row.name), f" ({row.company})" if row.company else "") if row.name else ()
    tail = f": {shorten(row.what, 120)}" if row.what else _touched(row, today)
    button = (
        Button(label="Draft", command=DraftMessage(row.contact_id), opens_form=True)
        if row.contact_id
        else None
    )
    return Row(text=rich(*who, tail), button=button)


def _touched(row: Coming, today: date) -> str:
    if row.touched_on is None:
        return ", not in touch yet"
    return f", last in touch {ago(row.touched_on, today)}"
