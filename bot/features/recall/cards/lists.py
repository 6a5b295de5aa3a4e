"""The cards of questions that the stored rows answer: lists of people, days, notes and birthdays (B2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Part, Row
from bot.core.common_cards import ContactView
from bot.core.notes import Note
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Day, Rich, rich
from bot.core.words import bold_people, plural, quiet, shorten, when
from bot.features.notes.commands import OpenNote
from bot.features.notes.contracts.cards import note_row
from bot.features.people.commands import ShowContact
from bot.features.people.contracts.cards import contact_row
from bot.features.recall.commands import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a list: the question, which page this is, and how many rows there are in all."""

    question: str
    number: int
    total: int


def people_card(views: Sequence[ContactView], page: Page, *, company: str, role: str, today: date) -> Card:
    """Lists whom the member knows at a company, or in a role."""
    where = rich(" at ", Bold(company)) if company else ()
    what = f" {role}" if role else ""
    they_are = "matches" if page.total == 1 else "match"
    text = (
        rich(f"{plural(page.total, 'person', 'people')} you know", *where, f" {they_are} “{what.strip()}”.")
        if role
        else rich(f"You know {plural(page.total, 'person', 'people')}", *where, ".")
    )
    return _page(text, [_titled_row(view, today) for view in views], page)


def _titled_row(view: ContactView, today: date) -> Row:
    row = contact_row(view, today)
    return (
        Row(text=rich(*row.text, f" · {view.contact.title}"), button=row.button)
        if view.contact.title
        else row
    )


@dataclass(frozen=True, slots=True)
class MetView:
    """A contact who was met, the last day of it, and the note that tells of it."""

    view: ContactView
    day: date
    note_id: str = ""


def met_card(meetings: Sequence[MetView], page: Page, *, span: tuple[date, date], today: date) -> Card:
    """Lists with whom the member was in touch in a time, the latest first."""
    text = rich(f"You were in touch with {plural(page.total, 'person', 'people')} ", *_between(span), ".")
    return _page(text, [_met_row(each, today) for each in meetings], page)


def _met_row(each: MetView, today: date) -> Row:
    company = f" ({each.view.company})" if each.view.company else ""
    button = Button(label="Open", command=OpenNote(each.note_id), opens_form=True) if each.note_id else None
    return Row(
        text=rich(Bold(each.view.contact.name), f"{company} · ", *when(each.day, today)), button=button
    )


def notes_card(
    notes: Sequence[tuple[int, Note, tuple[str, ...]]],
    page: Page,
    *,
    about: Sequence[str],
    span: tuple[date, date],
    sharers: Mapping[str, Rich],
) -> Card:
    """Lists the notes of a time, the latest first; `sharers` says who shared those of others."""
    on = (" on ", *bold_people([(name, "") for name in about])) if about else ()
    text = rich(f"{plural(page.total, 'note')}", *on, " ", *_between(span), ".")
    rows = [note_row(note, people, number, sharer=sharers.get(note.id, ())) for number, note, people in notes]
    return _page(text, rows, page)


def no_notes_then(about: Sequence[str], span: tuple[date, date], touched: Sequence[date] = ()) -> Card:
    """Says that nothing was noted in the time that was asked about; `touched` are days of touches in it."""
    on = (" on ", *bold_people([(name, "") for name in about])) if about else ()
    days = plural(len(touched), "day")
    beside: Rich = (f" You were in touch on {days}, the last one ", Day(touched[-1]), ".") if touched else ()
    return Card(text=rich("You noted nothing", *on, " ", *_between(span), ".", *beside))


def nobody_met_then(span: tuple[date, date]) -> Card:
    """Says that the member was in touch with nobody in the time that was asked about."""
    return Card(text=rich("I know of nobody you were in touch with ", *_between(span), "."))


@dataclass(frozen=True, slots=True)
class BirthdayView:
    """The next birthday that a note tells of, on whom the note is, and its words.

    Without a note it stands on the contact, `contact_id`, as an import or a form brought it.
    """

    day: date
    people: tuple[str, ...]
    words: str
    note_id: str
    contact_id: str = ""


def birthdays_card(birthdays: Sequence[BirthdayView], page: Page, *, today: date, is_later: bool) -> Card:
    """Lists the birthdays that are known, the next one first; `is_later`: none of them is soon."""
    known = "Your notes tell of" if all(each.note_id for each in birthdays) else "I know of"
    told = f"{known} {plural(page.total, 'birthday')}"
    text = f"No birthday is soon. {told}, the next one first." if is_later else f"{told} in that time."
    return _page((text,), [_birthday_row(each, today) for each in birthdays], page)


def _birthday_row(each: BirthdayView, today: date) -> Row:
    if each.contact_id:
        return Row(
            text=rich(*when(each.day, today), " · ", *bold_people([(name, "") for name in each.people])),
            button=Button(label="Show", command=ShowContact(contact_id=each.contact_id)),
        )
    who = (*bold_people([(name, "") for name in each.people]), ": ") if each.people else ()
    return Row(
        text=rich(*when(each.day, today), " · ", *who, f"“{shorten(each.words, 160)}”"),
        button=Button(label="Open", command=OpenNote(each.note_id), opens_form=True),
    )


def nothing_due(is_late: bool) -> Card:
    """Says that no promise is due in the time that was asked about, or that none is overdue."""
    return Card(text=("Nothing is overdue." if is_late else "No open promise is due then.",))


def nothing_open(about: Sequence[str]) -> Card:
    """Says that no promise is open, or none with the people who are named."""
    on: Rich = (" with ", *bold_people([(name, "") for name in about])) if about else ()
    return Card(text=rich("Nothing is open", *on, "."))


def _between(span: tuple[date, date]) -> Rich:
    first, last = span
    if first == last:
        return rich("on ", Day(first))
    if first == date.min:
        return rich("until ", Day(last))
    return rich("from ", Day(first), " to ", Day(last))


def _page(text: Rich, rows: Sequence[Part], page: Page) -> Card:
    return Card(
        text=text,
        parts=tuple(rows),
        context=quiet(pages(page.number, page.total)),
        buttons=page_buttons(page.number, page.total, lambda number: Ask(page.question, number)),
    )
