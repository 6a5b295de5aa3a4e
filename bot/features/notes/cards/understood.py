"""The card that says back what was understood of a note, and asks where it is not clear (B1, R2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.cards import Button, Card, Choices, Part, Passage, Row
from bot.core.coaching.understanding import Mode
from bot.core.commands import Dismiss
from bot.core.common_cards import undo_button
from bot.core.contacts import Contact
from bot.core.deliveries import About
from bot.core.notes import SHAREABLE, Commitment, Note, OpenMention, Promiser
from bot.core.rich import Bold, Day, Italic, Rich, Span, rich
from bot.core.words import bold_people, join_words, name_with_company, quiet, shorten, simple_mode, when
from bot.features.notes.commands import DeleteNote, EditNote, OpenNote, ResolveMention
from bot.features.people.commands import LogTouch, ShowContact
from bot.features.teams.commands import ShareNote


class FirstLine(StrEnum):
    """How the card of a note begins."""

    NOTED = "Noted"
    CORRECTED = "Corrected"
    CHANGED = "Changed the note"
    AS_BEFORE = "As before: noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A note and what belongs to it, as the card that says back what was understood needs it."""

    note: Note
    today: date
    people: tuple[Contact, ...] = ()
    companies: dict[str, str]
    """Account names by account id."""
    commitments: tuple[Commitment, ...] = ()
    dropped: tuple[Commitment, ...] = ()
    """Promises of the older note that these take the place of."""
    touch: str = ""
    """How the touch happened that the note tells of; empty when it tells of none."""
    new_people: frozenset[str] = frozenset()
    """Ids of contacts that this note brought in."""
    older: Note | None = None
    """The note that this one corrects."""
    found_nothing_to_correct: bool = False
    suggestions: tuple[Contact, ...] = ()
    """Recent contacts to choose from, when nobody is named."""
    asks: bool = True
    """Whether the card asks whom the note is about, where that is not clear."""
    mode: Mode = Mode.MODEL
    is_first: bool = False
    """The member's first note: the card explains itself."""
    change: str = ""
    """What the Undo button takes back; empty for a card without one."""
    first_line: FirstLine = FirstLine.NOTED

    @property
    def about(self) -> About:
        """The ids of all that the card speaks of."""
        note = self.note
        people = (*self.people, *(self.suggestions if self.asks else ()))
        ids = (
            note.id,
            *note.contact_ids,
            *note.account_ids,
            *((self.older.id,) if self.older else ()),
            *(person.id for person in people),
            *(commitment.id for commitment in self.commitments),
        )
        return tuple(dict.fromkeys(ids))

    def company(self, contact: Contact) -> str:
        """The name of the company a contact belongs to, empty when unknown."""
        return self.companies.get(contact.account_id or "", "")

    def label(self, contact: Contact) -> str:
        """A contact's name with the company in brackets."""
        return name_with_company(contact.name, self.company(contact))


def note_card(view: NoteView) -> Card:
    """Says what was understood of a note, with Edit and Undo."""
    edit = Button(label="Edit", command=EditNote(view.note.id), opens_form=True)
    undo = undo_button(view.change) if view.change else None
    return Card(
        text=_first_line(view),
        parts=(*_understood(view), *_correction(view), *_question(view)),
        context=_context(view),
        buttons=(edit, undo) if undo else (edit,),
        menu=_menu(view),
    )


def _first_line(view: NoteView) -> Rich:
    is_new = view.first_line is FirstLine.NOTED
    what = FirstLine.CORRECTED if is_new and view.older is not None else view.first_line
    if view.people:
        return rich(f"{what} for ", *bold_people([(p.name, view.company(p)) for p in view.people]), ".")
    accounts = [view.companies[a] for a in view.note.account_ids if a in view.companies]
    if accounts:
        return rich(f"{what} about ", *bold_people([(name, "") for name in accounts]), ".")
    if view.asks and view.note.open_mentions:
        return rich(f"{what}. Which ", Bold(view.note.open_mentions[0].written), " do you mean?")
    if view.asks:
        return rich(f"{what}. Who is this about?")
    return rich(f"{what}, about nobody in particular.")


def _understood(view: NoteView) -> list[Part]:
    lines: list[Span] = []
    for commitment in view.commitments:
        lines += ["\n"] if lines else []
        lines += [*_promise(commitment, view), *_instead(commitment, view), "."]
    for assumption in view.note.assumptions:
        lines += ["\n"] if lines else []
        lines += [f"I took “{shorten(assumption.quote)}” as your expectation, not a fact."]
    return [Passage(text=tuple(lines))] if lines else []


def _promise(commitment: Commitment, view: NoteView) -> Rich:
    """One commitment in words: who, what, by when."""
    other = next((p.name for p in view.people if p.id == commitment.contact_id), "")
    what = shorten(commitment.what.rstrip(". "), 160)
    if commitment.by is Promiser.MEMBER:
        start = f"You promised {other}: {what}" if other else f"You promised: {what}"
    else:
        start = f"{other or 'They'} promised you: {what}"
    if commitment.due_on is None:
        return (start,)
    return (start, ", by ", *when(commitment.due_on, view.today))


def _instead(commitment: Commitment, view: NoteView) -> Rich:
    """The day on which it was due before."""
    before = [one.due_on for one in view.dropped if one.by is commitment.by and one.due_on]
    if len(before) != 1 or before[0] == commitment.due_on:
        return ()
    return (" instead of ", Day(before[0]))


def _correction(view: NoteView) -> list[Part]:
    if view.found_nothing_to_correct:
        return [Passage(text=("I found no older note that this corrects, so it stands by itself.",))]
    if view.older is None:
        return []
    older = rich(
        "It replaces what you told me on ",
        Day(view.older.occurred_on),
        ": ",
        Italic(f"“{shorten(view.older.text, 120)}”"),
        " I keep both.",
    )
    return [Row(text=older, button=Button(label="Open", command=OpenNote(view.older.id), opens_form=True))]


def _question(view: NoteView) -> list[Part]:
    if not view.asks:
        return []
    if view.note.open_mentions:
        return _which(view, view.note.open_mentions[0])
    if view.people or view.note.account_ids:
        return []
    choices = [
        Button(label=shorten(view.label(p), 70), command=ResolveMention(view.note.id, "", p.id))
        for p in view.suggestions
    ]
    nobody = Button(label="Nobody in particular", command=Dismiss(view.note.id))
    ask = "Pick one, or write the name here." if choices else "Write the name here."
    return [Passage(text=(ask,)), Choices(buttons=(*choices, nobody))]


def _which(view: NoteView, mention: OpenMention) -> list[Part]:
    chosen = [p for p in view.suggestions if p.id in mention.candidates]
    buttons = [
        Button(
            label=shorten(name_with_company(p.name, view.company(p) or p.title), 70),
            command=ResolveMention(view.note.id, mention.written, p.id),
        )
        for p in chosen
    ]
    command = ResolveMention(view.note.id, mention.written)
    new = Button(label=f"A new {shorten(mention.written, 50)}", command=command)
    question = Passage(text=rich("Which ", Bold(mention.written), " do you mean?"))
    is_asked_above = not (view.people or any(a in view.companies for a in view.note.account_ids))
    return [*(() if is_asked_above else (question,)), Choices(buttons=(*buttons, new))]


def _context(view: NoteView) -> Rich:
    fresh = [p.name for p in view.people if p.id in view.new_people]
    dated: Rich = ("Dated ", Day(view.note.occurred_on)) if view.note.occurred_on != view.today else ()
    return quiet(
        f"New in your contacts: {join_words(fresh)}" if fresh else "",
        dated,
        f"Counts as a touch ({view.touch})" if view.touch else "",
        "Only you can see this",
        simple_mode(view.mode, first=view.is_first),
    )


def _menu(view: NoteView) -> tuple[Button, ...]:
    note = view.note
    shown = [
        Button(label=shorten(f"Show {p.name}", 70), command=ShowContact(contact_id=p.id))
        for p in view.people[:2]
    ]
    touch = [
        Button(
            label=shorten(f"Count as a touch with {p.name}", 70),
            command=LogTouch(contact_id=p.id, when=note.occurred_on.isoformat()),
        )
        for p in view.people[:1]
        if not view.touch
    ]
    people = Button(label="Add or change people", command=EditNote(note.id), opens_form=True)
    # Without a question, so that it fits into a menu: the card that follows has Undo.
    delete = Button(label="Delete this note", command=DeleteNote(note.id))
    share = (
        (Button(label="Share …", command=ShareNote(note.id), opens_form=True),)
        if note.kind in SHAREABLE
        else ()
    )
    # A menu holds five.
    return (*shown[: 2 - len(touch)], *touch, people, *share, delete)
