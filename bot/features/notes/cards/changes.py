"""Cards on what becomes of notes: refused, told twice, changed, deleted (B1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Confirm, Passage, Style
from bot.core.commands import Dismiss
from bot.core.common_cards import undo_button
from bot.core.notes import Note
from bot.core.rich import Bold, Code, rich
from bot.core.words import join_words, shorten, when
from bot.features.notes.commands import DeleteNote, EditNote, KeepDraft, OpenNote

LONGEST = 40_000
"""Characters that one note may have."""


def delete_button(note_id: str, label: str = "Delete") -> Button:
    """The button that deletes a note once the member has confirmed it."""
    confirm = Confirm(
        title="Delete this note?",
        text="It disappears from answers and briefs, with its touches and promises. Undo brings it back.",
        yes="Delete",
    )
    return Button(label=label, command=DeleteNote(note_id), style=Style.DANGER, confirm=confirm)


def already_there(older: Note, draft_id: str, today: date) -> Card:
    """Says that the same words came twice within minutes, and were kept once."""
    return Card(
        text=rich("You told me exactly that already, ", *when(older.occurred_on, today), ". I kept it once."),
        buttons=(
            Button(label="Open it", command=OpenNote(older.id), opens_form=True),
            Button(label="Store it again anyway", command=KeepDraft(draft_id)),
        ),
    )


def nothing_said() -> Card:
    """Says that a message without a word in it was not stored."""
    return Card(
        text=("There were no words in that, so I stored nothing.",),
        context=rich(
            "Tell me who you met and what was said, e.g. ", Code("Met Ana Ruiz, she wants a pilot in June")
        ),
    )


def holds_a_secret() -> Card:
    """Says that a text with the address of a calendar is kept as no note."""
    return Card(
        text=(
            "That holds the address of a calendar, which is a secret, so I kept nothing of it. Tell me the "
            "rest without the address.",
        ),
        context=rich("A calendar of your own is connected with ", Code("/tactegic calendar")),
    )


def too_long(length: int) -> Card:
    """Says that a text is longer than a note may be."""
    return Card(
        text=(
            f"That has {length:,} characters and I keep notes of up to {LONGEST:,}, so nothing was stored. "
            "Send it in two parts, or only the part about people.",
        )
    )


def deleted_card(note: Note, people: Sequence[str], change: str, today: date) -> Card:
    """Says that a note was deleted, with Undo."""
    whose = rich(" about ", Bold(join_words(list(people)))) if people else ()
    return Card(
        text=rich("Deleted the note", *whose, " from ", *when(note.occurred_on, today), "."),
        buttons=(undo_button(change),),
    )


def message_changed(note: Note, draft: str, draft_id: str) -> Card:
    """Ask whether a note shall follow the message it came from, which was edited."""
    return Card(
        text=("You changed the message that a note came from. Shall the note say the same?",),
        parts=(
            Passage(heading="The note says", text=(shorten(note.text, 300),)),
            Passage(heading="The message now says", text=(shorten(draft, 300),)),
        ),
        buttons=(
            Button(label="Change the note", command=KeepDraft(draft_id), style=Style.PRIMARY),
            Button(label="Leave the note", command=Dismiss()),
        ),
        context=("The older wording is kept behind the new one.",),
    )


def message_gone(note: Note) -> Card:
    """Ask whether a note shall go with the message it came from, which was deleted."""
    return Card(
        text=("You deleted the message that a note came from. The note is still here.",),
        parts=(Passage(heading="The note says", text=(shorten(note.text, 300),)),),
        buttons=(
            delete_button(note.id, "Delete the note too"),
            Button(label="Keep the note", command=Dismiss()),
        ),
    )


def edit_is_gone() -> Card:
    """Stands where an edited message was offered as the note's new words, and was deleted later."""
    return Card(text=("You deleted that message later, so there is nothing to change.",))


def unchanged_card() -> Card:
    """Says that a question was closed without a change."""
    return Card(text=("All right, nothing was changed.",))


def note_is_gone() -> Card:
    """Says that the note of a button no longer exists."""
    return Card(
        text=("That note is no longer there: it was deleted or undone. Nothing was changed.",),
        context=rich("See what there is with ", Code("/tactegic notes")),
    )


def found_note(note: Note, people: Sequence[str], today: date) -> Card:
    """Show one note, to be changed or deleted."""
    whose = rich(" about ", Bold(join_words(list(people)))) if people else ()
    return Card(
        text=rich("This is the note", *whose, " from ", *when(note.occurred_on, today), "."),
        parts=(Passage(text=(f"“{shorten(note.text, 600)}”",)),),
        buttons=(
            Button(label="Edit", command=EditNote(note.id), opens_form=True),
            delete_button(note.id),
        ),
    )


def no_such_note(words: str) -> Card:
    """Say that no note fits the words, or that there is none at all."""
    if not words:
        return Card(text=("You have no notes yet, so there is none to change or delete.",))
    return Card(
        text=(f"I found no note of yours about “{shorten(words, 60)}”. Nothing was changed.",),
        context=rich("See what there is with ", Code("/tactegic notes")),
    )
