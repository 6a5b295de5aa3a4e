"""Cards and forms about sharing notes with account teams (B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Form, Passage, Row
from bot.core.common_cards import undo_button
from bot.core.notes import Note
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Day, Italic, Rich, rich
from bot.core.words import join_words, quiet, shorten
from bot.features.notes.commands import OpenNote
from bot.features.teams.commands import EditTeam, ListShareable, SaveSharing, ShareNote, TakeBackNote
from bot.features.teams.contracts.cards import (
    TeamView,
    shared_with_accounts,
    shared_with_line,
    team_choice,
)
from bot.features.teams.contracts.values import AccountTeam

NO_NOTE = "That note is no longer there, or it is not yours to share. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Meant:
    """The words by which the member means a note, and whether one was found by them."""

    words: str
    found: bool


def shareable_card(
    rows: Sequence[tuple[Note, Sequence[str], Sequence[str]]],
    *,
    total: int,
    page: int,
    meant: Meant | None = None,
) -> Card:
    """The member's notes: each with the people in it and the accounts whose teams it is shared with."""
    if not total:
        return Card(
            text=("You have no notes yet, so there is nothing to share.",),
            context=("Notes are yours alone until you share them, one by one",),
        )
    return Card(
        header="Sharing",
        text=_which(total, meant),
        parts=tuple(_note_row(note, people, teams) for note, people, teams in rows),
        context=quiet(pages(page, total)),
        buttons=(
            *page_buttons(page, total, lambda to: ListShareable(to, meant.words if meant else "")),
            *((Button(label="All my notes", command=ListShareable()),) if meant and meant.found else ()),
        ),
    )


def _which(total: int, meant: Meant | None) -> Rich:
    alone = "Each note is yours alone until you share it with a team."
    if meant is None:
        return (alone,)
    words = shorten(meant.words, 80)
    if not meant.found:
        return (f"No note of yours speaks of “{words}”. Here are all of them. {alone}",)
    first = "This is the note" if total == 1 else f"These {total} notes come closest"
    return (f"{first} about “{words}”. {alone}",)


def _note_row(note: Note, people: Sequence[str], teams: Sequence[str]) -> Row:
    whose: Rich = (" · ", Bold(join_words(list(people)))) if people else ()
    with_whom: Rich = ("\n", Italic(shared_with_accounts(teams))) if teams else ()
    open_it = Button(label="Open", command=OpenNote(note.id), opens_form=True)
    share = Button(label="Share …", command=ShareNote(note.id), opens_form=True)
    back = (Button(label="Take back", command=TakeBackNote(note.id)),) if teams else ()
    text = rich(Day(note.occurred_on), *whose, "\n", shorten(note.text, 140), *with_whom)
    return Row(text=text, menu=(share, *back, open_it)) if teams else Row(text=text, button=share)


def sharing_form(note: Note, submit: SaveSharing, teams: Sequence[AccountTeam]) -> Form:
    """The form that says with which teams a note is shared."""
    return Form(
        title="Share this note",
        submit=submit,
        parts=(Passage(text=(f"“{shorten(note.text, 600)}”",)),),
        fields=(
            team_choice(
                teams,
                note.shared_with,
                "Everybody on the team can then read and find it; you can take it back at any time",
            ),
        ),
    )


def shared_card(note: Note, teams: Sequence[TeamView], change: str) -> Card:
    """A note is shared with these teams, or with none any more."""
    undo = undo_button(change)
    if not teams:
        return Card(
            text=rich("That note is yours alone again: “", shorten(note.text, 120), "”"), buttons=(undo,)
        )
    return Card(
        text=rich("Shared: “", shorten(note.text, 120), "”"),
        parts=tuple(Passage(text=shared_with_line(each)) for each in teams),
        context=("They can read and find it, not change it",),
        buttons=(Button(label="Take back", command=TakeBackNote(note.id)),),
    )


def nothing_to_share_with_form() -> Form:
    """The member is on no team yet."""
    return Form(
        title="Share this note",
        parts=(Passage(text=("You are on no account team yet, so there is nobody to share it with.",)),),
        buttons=(Button(label="Make a team", command=EditTeam(), opens_form=True),),
    )


def no_note_card() -> Card:
    """The note is not there, or is somebody else's."""
    return Card(text=(NO_NOTE,))
