"""The card on somebody who was close once: how it was, and what is new there (B3)."""

from __future__ import annotations

from datetime import date

from bot.core.cards import Button, Card, Part, Row
from bot.core.notes import Note
from bot.core.rich import Bold, Italic, Rich, rich
from bot.core.words import ago, name_with_company, plural, shorten, when
from bot.features.fit.commands import ReviewFit
from bot.features.notes.commands import OpenNote
from bot.features.nudges.commands import DraftMessage, Snooze
from bot.features.nudges.contracts.values import Nudge
from bot.features.nudges.rules import Dormant
from bot.features.people.commands import LogTouch


def dormant_card(
    nudge: Nudge, found: Dormant, company: str, last_touch: date, news: Note | None, today: date
) -> Card:
    """Bring up one person a month who has been quiet for long, by what is new there."""
    contact = found.contact
    name = name_with_company(contact.name, company)
    then = ago(last_touch, today)
    touched = f"in touch {plural(found.touches, 'time')}, the last {then}"
    were = touched if found.touches > 1 else f"last in touch {then}"
    parts: list[Part] = []
    if news is not None:
        words = Italic(f"“{shorten(news.text, 240)}”")
        parts.append(
            Row(
                text=rich(*_where(found, company, news), *when(news.occurred_on, today), ": ", words),
                button=Button(label="Open", command=OpenNote(news.id), opens_form=True),
            )
        )
    return Card(
        text=rich("You and ", Bold(name), f" were {were}. Worth a line again?"),
        parts=tuple(parts),
        context=("One a month of those who were close once",),
        buttons=(
            Button(label="Draft a message", command=DraftMessage(contact.id), opens_form=True),
            Button(label="Log touch", command=LogTouch(contact_id=contact.id)),
            Button(label="Fit review", command=ReviewFit(contact_id=contact.id)),
        ),
        menu=(
            Button(label="Snooze for a month", command=Snooze(nudge.id, 30)),
            Button(label="Snooze for half a year", command=Snooze(nudge.id, 182)),
        ),
    )


def _where(found: Dormant, company: str, news: Note) -> Rich:
    """Whether a note is about the person, or about what is new where they work."""
    is_theirs = found.contact.id in news.contact_ids or not company
    return ("Since then, ",) if is_theirs else (f"New at {company}, ",)
