"""Cards about touches, and about who has not been touched for long (B1, B3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.cards import Button, Card, Row
from bot.core.commands import Command, ListContacts
from bot.core.common_cards import ContactView, undo_button
from bot.core.contacts import Contact
from bot.core.notes import Direction, Touch
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Day, Rich, rich
from bot.core.words import ago, plural, quiet, shorten, when
from bot.features.briefs.commands import Brief
from bot.features.notes.commands import OpenNote
from bot.features.people.commands import ListTouches, LogTouch, ShowContact

LOGGED = "logged"
"""The channel of a touch of which nobody said how it happened."""

_REACHED = {
    Direction.BY_CONTACT: "they reached out",
    Direction.BY_MEMBER: "you reached out",
    Direction.MUTUAL: "",
}


def touched_card(contact: Contact, touch: Touch, change: str, today: date, latest: date | None) -> Card:
    """Says that a touch was logged; `latest` is the day of the latest one before."""
    reached = _REACHED[touch.direction]
    how = "" if touch.channel == LOGGED else touch.channel
    by = ", ".join(part for part in (how, reached) if part)
    day = when(touch.occurred_on, today)
    on = " on " if any(isinstance(span, Day) for span in day) else " "
    stays = latest is not None and latest > touch.occurred_on
    return Card(
        text=rich(
            "Noted that you were in touch with ", Bold(contact.name), on, *day, f" ({by})." if by else "."
        ),
        context=quiet(f"Your latest touch stays the one {ago(latest, today)}" if latest and stays else ""),
        buttons=(undo_button(change), Button(label="Show", command=ShowContact(contact_id=contact.id))),
    )


@dataclass(frozen=True, slots=True)
class TouchView:
    """A touch, and the name of whom it was with."""

    touch: Touch
    name: str


def touch_list(
    rows: Sequence[TouchView], *, total: int, page: int, whom: str, today: date, show: ListTouches
) -> Card:
    """One page of touches, the latest first; `whom` is the person or company that was asked about."""
    if not total:
        with_whom = f" with {whom}" if whom else ""
        return Card(
            text=(f"No touch{with_whom} is on record yet.",),
            context=rich("Log one, e.g. ", Code(f"/tactegic touch {whom or 'Ana'} yesterday by phone")),
        )
    said = plural(total, "touch", "touches")
    return Card(
        header="When you were in touch",
        text=rich(f"{said} with ", Bold(whom), ", the latest first.")
        if whom
        else (f"{said}, the latest first.",),
        parts=tuple(_touch_row(each, today, names=each.name != whom) for each in rows),
        context=quiet("Only you can see this", pages(page, total)),
        buttons=page_buttons(page, total, lambda number: replace(show, page=number)),
    )


def _touch_row(view: TouchView, today: date, *, names: bool) -> Row:
    touch = view.touch
    name: Rich = (Bold(view.name), " · ") if names else ()
    how = touch.channel if touch.channel not in (LOGGED, "note") else ""
    said = ", ".join(part for part in (how, _REACHED[touch.direction]) if part)
    day = rich(*when(touch.occurred_on, today))
    button = (
        Button(label="Open the note", command=OpenNote(touch.note_id), opens_form=True)
        if touch.note_id
        else None
    )
    return Row(text=rich(*name, *day, f" · {said}" if said else ""), button=button)


def when_was_that(contact: Contact, said: str) -> Card:
    """Says that the day of a touch was not understood."""
    return Card(
        text=rich("I don't know which day “", shorten(said, 60), "” is, so nothing was stored."),
        context=rich(
            "Try ", Code(f"/tactegic touch {contact.name} last Thursday"), " or a date like 2026-03-05."
        ),
        buttons=(Button(label="It was today", command=LogTouch(contact_id=contact.id)),),
    )


def not_yet(contact: Contact, day: date, today: date) -> Card:
    """Says that a touch in the future was not counted."""
    return Card(
        text=rich(
            "I have not counted a touch with ",
            Bold(contact.name),
            ": ",
            *when(day, today),
            " is still to come.",
        ),
        context=("Tell me when it has happened.",),
    )


@dataclass(frozen=True, slots=True)
class SilenceView:
    """A contact who was not touched for long, and the whole days past the cadence; None without one."""

    view: ContactView
    days_over: int | None


def neglected_card(
    rows: Sequence[SilenceView],
    *,
    total: int,
    not_yet: int,
    page: int,
    today: date,
    by_cadence: bool,
    command: Callable[[int], Command],
) -> Card:
    """Says who has not been touched for longest, and then who never was (`not_yet`), a page at a time."""
    if not total:
        return Card(
            text=("Nobody is waiting: you have been in touch with everyone I know of lately.",),
            buttons=(Button(label="Show all contacts", command=ListContacts()),),
        )
    why = "measured against the rhythm you set" if by_cadence else "by the date of your last touch"
    return Card(
        header="Longest without a word",
        text=(_how_many_silent(total - not_yet, not_yet),),
        parts=tuple(_silence_row(row, today) for row in rows),
        context=quiet(f"Sorted {why}", pages(page, total)),
        buttons=page_buttons(page, total, command),
    )


def _how_many_silent(silent: int, not_yet: int) -> str:
    yet = f"{plural(not_yet, 'person', 'people')} you have not been in touch with yet."
    if not silent:
        return yet
    people = f"{plural(silent, 'person', 'people')} you have not been in touch with for a while"
    return f"{people}, and {not_yet} not yet." if not_yet else f"{people}."


def _silence_row(row: SilenceView, today: date) -> Row:
    view, over = row.view, row.days_over
    last = f"last in touch {ago(view.last_touch, today)}" if view.last_touch else "not yet in touch"
    late = f", {plural(over, 'day')} past your rhythm" if over else ""
    company = f" ({view.company})" if view.company else ""
    promises = f" · {plural(view.promises, 'open promise')}" if view.promises else ""
    return Row(
        text=rich(Bold(view.contact.name), f"{company} · {last}{late}{promises}"),
        menu=(
            Button(label="Brief me", command=Brief(view.contact.name, view.contact.id)),
            Button(label="In touch today", command=LogTouch(contact_id=view.contact.id)),
            Button(label="Show", command=ShowContact(contact_id=view.contact.id)),
        ),
    )
