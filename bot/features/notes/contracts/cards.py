"""Parts of cards about notes that other features may show (B1)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Row
from bot.core.notes import Note
from bot.core.rich import Day, Italic, Link, MemberName, Rich, rich
from bot.core.words import join_words, shorten
from bot.features.notes.commands import OpenNote


def shared_by(who: MemberName | None, accounts: Sequence[str]) -> Rich:
    """Says who shared a note, and with which teams: "shared by Mira Vale · the Northwind team"."""
    teams = join_words([f"the {account} team" for account in accounts])
    return rich("shared by ", who or "a colleague", f" · {teams}" if teams else "")


MOST_OF_A_NOTE = 200
"""The most characters of a note that a line shows."""


def note_row(
    note: Note,
    people: Sequence[str],
    number: int | None = None,
    *,
    words: bool = True,
    sharer: Rich = (),
    part: str = "",
) -> Row:
    """A note on one line, with a button that opens it and a link to where it was said.

    `words` False leaves out what it says, where that stands above already; `sharer` says who shared it,
    and `part` is what to show of a long note in the place of its beginning.
    """
    start: Rich = (f"[{number}] ",) if number is not None else ()
    link: Rich = (" ", Link("message", note.permalink)) if note.permalink else ()
    whose: Rich = (" · ", join_words(list(people))) if people else ()
    newer: Rich = (" · ", Italic("corrected since")) if note.superseded_by else ()
    said: Rich = ("\n", part or shorten(note.text, MOST_OF_A_NOTE)) if words else ()
    by: Rich = (" · ", *sharer) if sharer else ()
    text = rich(*start, Day(note.occurred_on), *whose, *by, *newer, *said, *link)
    return Row(text=text, button=Button(label="Open", command=OpenNote(note.id), opens_form=True))
