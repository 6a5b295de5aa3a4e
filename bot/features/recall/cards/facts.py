"""The cards of plain facts that stored rows tell: roles, numbers, addresses, the last touch (B1, B2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Card, Part, Passage
from bot.core.common_cards import ContactView
from bot.core.facts.values import Fact
from bot.core.notes import Note
from bot.core.rich import Bold, Day, Rich, Span, rich
from bot.core.words import birthday_words, plural
from bot.features.notes.contracts.cards import note_row
from bot.features.people.contracts.cards import contact_row
from bot.features.recall.rules.roles_asked import FactField

_UNNAMED = frozenset({"note", "logged", "talk"})
"""Channels that say nothing of how it was."""


def facts_card(
    views: Sequence[ContactView], field: FactField, *, today: date, former: Fact | None = None
) -> Card:
    """Tells what is stored of people: their title, number, mail address or birthday.

    `former` is what held before, where that is known.
    """
    spans: list[Span] = []
    for view in views:
        spans += ["\n"] if spans else []
        spans += _fact(view, field)
    before: tuple[Part, ...] = ()
    if former is not None and former.until is not None:
        said = rich("Until ", Day(former.until), f" you had noted otherwise: {former.value}.")
        before = (Passage(text=said),)
    return Card(text=tuple(spans), parts=(*before, *(contact_row(view, today) for view in views)))


def newer_role_card(told: str, note: Note, people: Sequence[str], older: Fact) -> Card:
    """Quotes a note that tells of another role than the one that is stored, which an earlier note told."""
    said = rich(
        "Earlier, on ",
        Day(older.told_on),
        f", you noted otherwise: {older.value}. I went by the newest note.",
    )
    row = note_row(note, people, 1, words=told != note.text.strip())
    return Card(text=(f"\u201c{told}\u201d [1]",), parts=(Passage(text=said), row))


def _fact(view: ContactView, field: FactField) -> Rich:
    name = Bold(view.contact.name)
    match field:
        case "title":
            where = rich(" at ", Bold(view.company)) if view.company else ()
            return rich(name, " is ", view.contact.title, *where, ".")
        case "phone":
            return rich(name, " can be reached by phone at ", Bold(view.contact.phone), ".")
        case "email":
            return rich(name, " can be reached by mail at ", Bold(view.contact.email), ".")
        case "birthday":
            return rich("The birthday of ", name, " is ", Bold(birthday_words(view.contact.birthday)), ".")


@dataclass(frozen=True, slots=True)
class LastTouchView:
    """The last time that the member was in touch with a contact, and the note that tells of it."""

    name: str
    day: date
    channel: str
    note: Note | None = None
    people: tuple[str, ...] = ()
    is_other: bool = False
    """It was by another channel than the one asked about; of that one nothing is known."""


def last_touch_card(touches: Sequence[LastTouchView]) -> Card:
    """Says when the member was last in touch with each of these people, by what, and which note tells it."""
    spans: list[Span] = []
    for each in touches:
        spans += ["\n"] if spans else []
        how = "" if each.channel in _UNNAMED else f", {_say_channel(each.channel)}"
        spans += ["You were last in touch with ", Bold(each.name), " on ", Day(each.day), f"{how}."]
        if each.is_other:
            spans += [" I know of no time in the way you asked about."]
    notes = {each.note.id: each for each in touches if each.note}
    rows = tuple(
        note_row(each.note, each.people, number) for number, each in enumerate(notes.values(), 1) if each.note
    )
    return Card(text=tuple(spans), parts=rows)


def _say_channel(channel: str) -> str:
    return {"in person": channel, "meeting": "in a meeting"}.get(channel, f"by {channel}")


@dataclass(frozen=True, slots=True)
class TimesMetView:
    """Somebody, and the day and the way of each time that the member was in touch with them."""

    name: str
    touches: tuple[tuple[date, str], ...]


def times_met_card(people: Sequence[TimesMetView]) -> Card:
    """Says how often the member was in touch with each of these people, by which ways, and when last."""
    spans: list[Span] = []
    for each in people:
        spans += ["\n"] if spans else []
        if not each.touches:
            spans += ["I know of no touch with ", Bold(each.name), " in that time."]
            continue
        ways = Counter(channel for _, channel in each.touches)
        told = [f"{count} {_say_channel(way)}" for way, count in ways.most_common() if way not in _UNNAMED]
        how = f" ({', '.join(told)})" if told else ""
        last = max(day for day, _ in each.touches)
        spans += [f"I know of {plural(len(each.touches), 'touch', 'touches')} with ", Bold(each.name), how]
        spans += [", the last on ", Day(last), "."]
    return Card(text=tuple(spans))
