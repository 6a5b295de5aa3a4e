"""Cards about notes: what was understood, what is asked, what was changed (B1, R2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.contacts import Contact
from bot.domain.notes import SHAREABLE, Commitment, Note, OpenMention, Promiser
from bot.domain.understanding import Mode
from bot.messages.cards import Button, Card, Choices, Confirm, Part, Passage, Row, Style
from bot.messages.commands import Dismiss, Undo
from bot.messages.notes import (
    DeleteNote,
    EditNote,
    KeepDraft,
    LogTouch,
    OpenNote,
    ResolveMention,
    ShowContact,
)
from bot.messages.rich import Bold, Code, Day, Italic, Link, Rich, Span, rich
from bot.messages.teams import ShareNote
from bot.texts.words import bold_people, listed, named, quiet, shortened, simple_mode, when

LONGEST = 40_000
"""Characters that one note may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSeen:
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
    mode: Mode = Mode.MODEL
    is_first: bool = False
    """The member's first note: the card explains itself."""
    change: str = ""
    first_line: str = "Noted"

    def company(self, contact: Contact) -> str:
        """The name of the company a contact belongs to, empty when unknown."""
        return self.companies.get(contact.account_id or "", "")

    def label(self, contact: Contact) -> str:
        """A contact's name with the company in brackets."""
        return named(contact.name, self.company(contact))


def note_card(seen: NoteSeen) -> Card:
    """What was understood of a note, with Edit and Undo."""
    edit = Button(label="Edit", command=EditNote(seen.note.id), opens_form=True)
    undo = Button(label="Undo", command=Undo(seen.change)) if seen.change else None
    return Card(
        text=_first_line(seen),
        parts=(*_understood(seen), *_correction(seen), *_question(seen)),
        context=_context(seen),
        buttons=(edit, undo) if undo else (edit,),
        menu=_menu(seen),
    )


def _first_line(seen: NoteSeen) -> Rich:
    what = "Corrected" if seen.older is not None and seen.first_line == "Noted" else seen.first_line
    if seen.people:
        return rich(f"{what} for ", *bold_people([(p.name, seen.company(p)) for p in seen.people]), ".")
    accounts = [seen.companies[a] for a in seen.note.account_ids if a in seen.companies]
    if accounts:
        return rich(f"{what} about ", *bold_people([(name, "") for name in accounts]), ".")
    if seen.asks and seen.note.open_mentions:
        return rich(f"{what}. Which ", Bold(seen.note.open_mentions[0].written), " do you mean?")
    if seen.asks:
        return rich(f"{what}. Who is this about?")
    return rich(f"{what}, about nobody in particular.")


def _understood(seen: NoteSeen) -> list[Part]:
    lines: list[Span] = []
    for commitment in seen.commitments:
        lines += ["\n"] if lines else []
        lines += [*promise(commitment, seen), *_instead(commitment, seen), "."]
    for assumption in seen.note.assumptions:
        lines += ["\n"] if lines else []
        lines += [f"I took “{shortened(assumption.quote)}” as your expectation, not a fact."]
    return [Passage(text=tuple(lines))] if lines else []


def promise(commitment: Commitment, seen: NoteSeen) -> Rich:
    """One commitment in words: who, what, by when."""
    other = next((p.name for p in seen.people if p.id == commitment.contact_id), "")
    what = shortened(commitment.what.rstrip(". "), 160)
    if commitment.by is Promiser.MEMBER:
        start = f"You promised {other}: {what}" if other else f"You promised: {what}"
    else:
        start = f"{other or 'They'} promised you: {what}"
    if commitment.due_on is None:
        return (start,)
    return (start, ", by ", *when(commitment.due_on, seen.today))


def _instead(commitment: Commitment, seen: NoteSeen) -> Rich:
    """The day on which it was due before."""
    before = [one.due_on for one in seen.dropped if one.by is commitment.by and one.due_on]
    if len(before) != 1 or before[0] == commitment.due_on:
        return ()
    return (" instead of ", Day(before[0]))


def _correction(seen: NoteSeen) -> list[Part]:
    if seen.found_nothing_to_correct:
        return [Passage(text=("I found no older note that this corrects, so it stands by itself.",))]
    if seen.older is None:
        return []
    older = rich(
        "It replaces what you told me on ",
        Day(seen.older.occurred_on),
        ": ",
        Italic(f"“{shortened(seen.older.text, 120)}”"),
        " I keep both.",
    )
    return [Row(text=older, button=Button(label="Open", command=OpenNote(seen.older.id), opens_form=True))]


def _question(seen: NoteSeen) -> list[Part]:
    if not seen.asks:
        return []
    if seen.note.open_mentions:
        return _which(seen, seen.note.open_mentions[0])
    if seen.people or seen.note.account_ids:
        return []
    choices = [
        Button(label=shortened(seen.label(p), 70), command=ResolveMention(seen.note.id, "", p.id))
        for p in seen.suggestions
    ]
    nobody = Button(label="Nobody in particular", command=Dismiss(seen.note.id))
    ask = "Pick one, or write the name here." if choices else "Write the name here."
    return [Passage(text=(ask,)), Choices(buttons=(*choices, nobody))]


def _which(seen: NoteSeen, mention: OpenMention) -> list[Part]:
    chosen = [p for p in seen.suggestions if p.id in mention.candidates]
    buttons = [
        Button(
            label=shortened(named(p.name, seen.company(p) or p.title), 70),
            command=ResolveMention(seen.note.id, mention.written, p.id),
        )
        for p in chosen
    ]
    command = ResolveMention(seen.note.id, mention.written)
    new = Button(label=f"A new {shortened(mention.written, 50)}", command=command)
    question = Passage(text=rich("Which ", Bold(mention.written), " do you mean?"))
    is_asked_above = not (seen.people or any(a in seen.companies for a in seen.note.account_ids))
    return [*(() if is_asked_above else (question,)), Choices(buttons=(*buttons, new))]


def _context(seen: NoteSeen) -> Rich:
    fresh = [p.name for p in seen.people if p.id in seen.new_people]
    dated: Rich = ("Dated ", Day(seen.note.occurred_on)) if seen.note.occurred_on != seen.today else ()
    return quiet(
        f"New in your contacts: {listed(fresh)}" if fresh else "",
        dated,
        f"Counts as a touch ({seen.touch})" if seen.touch else "",
        "Only you can see this",
        simple_mode(seen.mode, first=seen.is_first),
    )


def _menu(seen: NoteSeen) -> tuple[Button, ...]:
    note = seen.note
    shown = [
        Button(label=shortened(f"Show {p.name}", 70), command=ShowContact(contact_id=p.id))
        for p in seen.people[:2]
    ]
    touch = [
        Button(
            label=shortened(f"Count as a touch with {p.name}", 70),
            command=LogTouch(contact_id=p.id, when=note.occurred_on.isoformat()),
        )
        for p in seen.people[:1]
        if not seen.touch
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


def delete_button(note_id: str, label: str = "Delete") -> Button:
    """A button that deletes a note after a question."""
    confirm = Confirm(
        title="Delete this note?",
        text="It disappears from answers and briefs, with its touches and promises. Undo brings it back.",
        yes="Delete",
    )
    return Button(label=label, command=DeleteNote(note_id), style=Style.DANGER, confirm=confirm)


def already_there(older: Note, draft_id: str, today: date) -> Card:
    """The same words came twice within minutes."""
    return Card(
        text=rich("You told me exactly that already, ", *when(older.occurred_on, today), ". I kept it once."),
        buttons=(
            Button(label="Open it", command=OpenNote(older.id), opens_form=True),
            Button(label="Store it again anyway", command=KeepDraft(draft_id)),
        ),
    )


def nothing_said() -> Card:
    """An empty message, or one without a word in it."""
    return Card(
        text=("There were no words in that, so I stored nothing.",),
        context=rich(
            "Tell me who you met and what was said, e.g. ", Code("Met Ana Ruiz, she wants a pilot in June")
        ),
    )


def too_long(length: int) -> Card:
    """A text over the limit."""
    return Card(
        text=(
            f"That has {length:,} characters and I keep notes of up to {LONGEST:,}, so nothing was stored. "
            "Send it in two parts, or only the part about people.",
        )
    )


def deleted(note: Note, people: Sequence[str], change: str, today: date) -> Card:
    """A note was deleted."""
    whose = rich(" about ", Bold(listed(list(people)))) if people else ()
    return Card(
        text=rich("Deleted the note", *whose, " from ", *when(note.occurred_on, today), "."),
        buttons=(Button(label="Undo", command=Undo(change)),),
    )


def message_changed(note: Note, draft: str, draft_id: str) -> Card:
    """The message that a note came from was edited."""
    return Card(
        text=("You changed the message that a note came from. Shall the note say the same?",),
        parts=(
            Passage(heading="The note says", text=(shortened(note.text, 300),)),
            Passage(heading="The message now says", text=(shortened(draft, 300),)),
        ),
        buttons=(
            Button(label="Change the note", command=KeepDraft(draft_id), style=Style.PRIMARY),
            Button(label="Leave the note", command=Dismiss()),
        ),
        context=("The older wording is kept behind the new one.",),
    )


def message_gone(note: Note) -> Card:
    """The message that a note came from was deleted."""
    return Card(
        text=("You deleted the message that a note came from. The note is still here.",),
        parts=(Passage(heading="The note says", text=(shortened(note.text, 300),)),),
        buttons=(
            delete_button(note.id, "Delete the note too"),
            Button(label="Keep the note", command=Dismiss()),
        ),
    )


def unchanged() -> Card:
    """A question was closed without a change."""
    return Card(text=("All right, nothing was changed.",))


def note_is_gone() -> Card:
    """A button names a note that no longer exists."""
    return Card(
        text=("That note is no longer there: it was deleted or undone. Nothing was changed.",),
        context=rich("See what there is with ", Code("/tactegic notes")),
    )


def note_row(note: Note, people: Sequence[str], number: int | None = None, *, words: bool = True) -> Row:
    """A note on one line, with a button that opens it and a link to where it was said.

    `words` False leaves out what it says, where that stands above already.
    """
    start: Rich = (f"[{number}] ",) if number is not None else ()
    link: Rich = (" ", Link("message", note.permalink)) if note.permalink else ()
    whose: Rich = (" · ", listed(list(people))) if people else ()
    newer: Rich = (" · ", Italic("corrected since")) if note.superseded_by else ()
    said: Rich = ("\n", shortened(note.text, 200)) if words else ()
    text = rich(*start, Day(note.occurred_on), *whose, *newer, *said, *link)
    return Row(text=text, button=Button(label="Open", command=OpenNote(note.id), opens_form=True))
