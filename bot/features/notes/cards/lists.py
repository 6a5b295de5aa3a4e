"""Lists of notes, and one note whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.core.cards import Button, Card, Facts, Form, Part, Passage
from bot.core.commands import Command
from bot.core.notes import Note
from bot.core.paging import page_buttons, pages
from bot.core.rich import Code, Day, Italic, Link, Rich, rich
from bot.core.words import join_words, pieces, plural, quiet
from bot.features.notes.cards.changes import delete_button
from bot.features.notes.commands import EditNote
from bot.features.notes.contracts.cards import note_row


def note_list(
    rows: Sequence[tuple[Note, Sequence[str], Rich]],
    *,
    total: int,
    page: int,
    person: str,
    command: Callable[[int], Command],
) -> Card:
    """One page of notes, each with the names of its people, and who shared it where it is another's."""
    about = f" about {person}" if person else ""
    if not total:
        return Card(
            text=(f"There are no notes{about} yet.",),
            context=rich("Tell me something, e.g. ", Code("Met Ana Ruiz from Northwind today")),
        )
    return Card(
        header=f"Notes{about}",
        text=(f"{plural(total, 'note')}{about}, the newest first.",),
        parts=tuple(note_row(note, () if person else names, sharer=by) for note, names, by in rows),
        context=quiet(pages(page, total)),
        buttons=page_buttons(page, total, command),
    )


def whole_note(note: Note, people: Sequence[str], accounts: Sequence[str], sharer: Rich = ()) -> Form:
    """One note as it was told, with its date and people; `sharer` says who shared it, if it is another's."""
    named = join_words(list(people) or list(accounts))
    facts: list[tuple[str, Rich]] = [("Date", (Day(note.occurred_on),))]
    if named or not sharer:  # whom another's note is about is known under the ids of their contacts alone
        facts.append(("About", (named or "nobody in particular",)))
    if sharer:
        facts.append(("From", sharer))
    parts: list[Part] = [Facts(pairs=tuple(facts))]
    if note.superseded_by:
        parts.append(Passage(text=(Italic("A newer note corrects this one; answers go by the newer."),)))
    parts += [Passage(text=(piece,)) for piece in pieces(note.text)]
    if note.permalink:
        parts.append(Passage(text=(Link("Open the message it came from", note.permalink),)))
    return Form(
        title="Note",
        parts=tuple(parts),
        buttons=() if sharer else _own_buttons(note),
    )


def _own_buttons(note: Note) -> tuple[Button, ...]:
    return (Button(label="Edit", command=EditNote(note.id), opens_form=True), delete_button(note.id))


def no_longer_there() -> Form:
    """Says in a form that a note was deleted or undone."""
    return Form(
        title="Note", parts=(Passage(text=("That note is no longer there: it was deleted or undone.",)),)
    )


def whole_note_card(note: Note, people: Sequence[str], sharer: Rich = ()) -> Card:
    """One note in the conversation, where no form could be opened."""
    whose: Rich = (" · ", join_words(list(people))) if people else ()
    return Card(
        text=rich("A note of " if sharer else "Your note of ", Day(note.occurred_on), *whose),
        parts=tuple(Passage(text=(piece,)) for piece in pieces(note.text)),
        context=sharer,
        buttons=() if sharer else _own_buttons(note),
    )
