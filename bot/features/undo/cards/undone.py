"""The cards that say what an undo put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core.cards import Button, Card
from bot.core.commands import Undo
from bot.core.common_cards import undo_button
from bot.core.deliveries import About
from bot.core.identity import Space
from bot.core.labels import Labels, NamesById
from bot.core.notes import Note
from bot.core.rich import Rich, Span, rich
from bot.core.words import shorten
from bot.features.undo.cards.wording import PutBack, ranked, what_of_a_note, what_was_undone


def spaces_of(row: object | None) -> frozenset[Space]:
    """The spaces with which a row is shared."""
    return frozenset(getattr(row, "shared_with", ()))


def about_rows(rows: Sequence[PutBack]) -> About:
    """The ids that the card of an undo speaks of: of the rows, and of the contacts that they belong to."""
    ids: list[str | None] = []
    for row in (each.now or each.was for each in rows):
        ids += [getattr(row, "id", None), getattr(row, "contact_id", None), *getattr(row, "contact_ids", ())]
    return tuple(dict.fromkeys(id for id in ids if id))


def undone_card(
    change: str,
    rows: Sequence[PutBack],
    names: NamesById,
    labels: Labels,
    *,
    shared_again: Sequence[Rich] = (),
) -> Card:
    """Says what an undo did, with a button that takes it back again.

    `shared_again` names those with whom something is shared that was not before.
    """
    again: Rich = (" It is shared again with ", *_listed(shared_again), ".") if shared_again else ()
    return Card(
        text=rich("Undone: ", *what_was_undone(rows, names, labels), ".", *again),
        buttons=(undo_button(change) if _came_back(rows, labels) else _put_back_button(change),),
    )


def team_words(account: str) -> Rich:
    """An account team in words: "the Northwind team"."""
    return (f"the {account} team",)


def _listed(whom: Sequence[Rich]) -> Rich:
    spans: list[Span] = []
    for number, each in enumerate(whom):
        if number:
            spans.append(" and " if number == len(whom) - 1 else ", ")
        spans += each
    return tuple(spans)


def withdrawn_card(change: str, note: Note) -> Card:
    """Says that a note was taken out alone, since its contacts have changed in other ways since."""
    return Card(
        text=(
            f"Undone: the note “{shorten(note.text, 100)}” is gone, with its touches and promises. "
            "What you told me later stays.",
        ),
        buttons=(_put_back_button(change),),
    )


def _put_back_button(change: str) -> Button:
    return Button(label="Put it back", command=Undo(change))


def _came_back(rows: Sequence[PutBack], labels: Labels) -> bool:
    """Whether the most telling row is back: what was done is an undo of an undo."""
    told = ranked(rows, labels)
    return bool(told) and told[0].was is None


def with_undone(card: Card, rows: Sequence[PutBack], names: NamesById, labels: Labels) -> Card:
    """The card of a note that is as it was before, which says first what of it was put back."""
    told = what_of_a_note(rows, names, labels)
    return replace(card, text=rich("Undone: ", *told, ". ", *card.text)) if told else card
