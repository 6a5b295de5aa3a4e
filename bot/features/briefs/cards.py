"""The cards of the brief before a talk (B2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Part, Passage, Row
from bot.core.common_cards import ContactView
from bot.core.contacts import Contact
from bot.core.notes import Note, Touch
from bot.core.rich import Bold, Code, Day, Italic, Rich, Span, rich
from bot.core.words import ago, join_words, plural, shorten, when
from bot.features.briefs.commands import Brief
from bot.features.notes.commands import ListNotes, OpenNote
from bot.features.notes.contracts.cards import note_row
from bot.features.people.commands import LogTouch, ShowContact
from bot.features.people.contracts.cards import contact_row


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """Whom a brief is about, and what its first line needs."""

    contact: Contact
    company: str
    last_touch: date | None
    notes: int
    today: date


def brief_card(view: BriefView, sections: Sequence[Part]) -> Card:
    """Says who somebody is, then one section after the other."""
    contact = view.contact
    return Card(
        header=f"Before you talk to {contact.name}",
        text=_first_line(view),
        parts=tuple(sections),
        context=(f"From {plural(view.notes, 'note')} of yours; I show this brief to you alone",),
        buttons=(
            Button(label="In touch today", command=LogTouch(contact_id=contact.id)),
            Button(label="All notes", command=ListNotes(contact_id=contact.id)),
            Button(label="Show contact", command=ShowContact(contact_id=contact.id)),
        ),
    )


def gathering_status(name: str) -> str:
    """The status while a brief is put together."""
    return f"putting together what you know of {name} ..."


def _first_line(view: BriefView) -> Rich:
    what = [word for word in (view.contact.title, view.company) if word]
    spans: list[Span] = [Bold(view.contact.name)]
    if what:
        spans.append(f", {join_words(what, 'at')}")
    touched = (
        f". You were last in touch {ago(view.last_touch, view.today)}."
        if view.last_touch
        else (". No touch is on record yet.")
    )
    return rich(*spans, touched)


def touches(found: Sequence[Touch], today: date) -> tuple[Part, ...]:
    """The section on the latest touches; a single one stands in the first line already."""
    if len(found) < 2:
        return ()
    spans: list[Span] = []
    for touch in found:
        how = f" ({touch.channel})" if touch.channel not in ("note", "logged") else ""
        spans += [" · " if spans else "", *when(touch.occurred_on, today), how]
    return (Passage(heading="Lately in touch", text=rich(*spans)),)


def notes(found: Sequence[Note]) -> tuple[Part, ...]:
    """The section with the latest notes as numbered sources."""
    if not found:
        return ()
    rows = tuple(note_row(note, (), number) for number, note in enumerate(found, 1))
    return (Passage(heading="What you noted", text=("The newest first.",)), *rows)


def assumptions(found: Sequence[tuple[str, Note]]) -> tuple[Part, ...]:
    """The section on expectations that notes state as fact (R2); pairs of quote and note."""
    if not found:
        return ()
    rows = tuple(
        Row(
            text=rich(Italic(f"“{shorten(quote)}”"), " (", Day(note.occurred_on), ")"),
            button=Button(label="Open", command=OpenNote(note.id), opens_form=True),
        )
        for quote, note in found
    )
    return (
        Passage(heading="Expected, not known", text=("You took this for granted; it is theirs to decide.",)),
        *rows,
    )


def unknown(*, company: bool, title: bool, touch: bool) -> tuple[Part, ...]:
    """The section on what nobody told yet: the company, what they do there, the latest touch."""
    asked = {"their company": company, "what they do there": title, "when you were last in touch": touch}
    missing = [what for what, is_missing in asked.items() if is_missing]
    if not missing:
        return ()
    return (Passage(heading="Not known yet", text=(f"{join_words(missing).capitalize()}.",)),)


def ask_whom() -> Card:
    """Ask whom a brief shall be about."""
    return Card(
        text=("Whom are you going to talk to?",), context=rich("For example ", Code("/tactegic brief Ana"))
    )


def company_people(company: str, people: Sequence[ContactView], today: date) -> Card:
    """Ask who of a company a brief shall be about."""
    rows = tuple(
        contact_row(view, today, Button(label="Brief me", command=Brief(view.contact.name, view.contact.id)))
        for view in people
    )
    return Card(
        text=rich(
            "You know ",
            plural(len(people), "person", "people"),
            " at ",
            Bold(company),
            ". Whom do you meet?" if len(people) > 1 else ".",
        ),
        parts=rows,
    )
