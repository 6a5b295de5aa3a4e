"""The cards that say what an undo put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card
from bot.core.commands import Undo
from bot.core.common_cards import undo_button
from bot.core.contacts import Account, Contact
from bot.core.deliveries import About
from bot.core.identity import Space
from bot.core.labels import Labels, NamesById
from bot.core.notes import Commitment, Note, Touch
from bot.core.rich import Rich, Span, rich
from bot.core.words import join_words, plural, shorten


@dataclass(frozen=True, slots=True)
class PutBack:
    """A row as it is now and as it was until then; None where it is not there."""

    now: object | None
    was: object | None

    @property
    def kind(self) -> type[object]:
        """The kind of the row."""
        return type(self.now or self.was)


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
        text=rich("Undone: ", *_what(rows, names, labels), ".", *again),
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
    ranked = sorted((row for row in rows if row.kind in labels), key=lambda row: _rank(row, labels))
    return bool(ranked) and ranked[0].was is None


def _what(rows: Sequence[PutBack], names: NamesById, labels: Labels) -> Rich:
    """The most telling row, and how it is now: gone, back, or as it was before."""
    ranked = sorted((row for row in rows if row.kind in labels), key=lambda row: _rank(row, labels))
    if not ranked:
        return ("everything is as it was before",)
    first = ranked[0]
    known = labels[first.kind]
    label = known.say(first.now or first.was, names)
    if first.now is None and isinstance(first.was, Note):
        return (*label, " is gone", *_with_it(ranked))
    if first.now is None:
        return (*label, f" {known.gone}")
    if first.was is None:
        return (*label, " is back")
    about: Rich = ("everything about ",) if isinstance(first.now, Contact | Account) else ()
    return (*about, *label, " is as it was before")


def _with_it(rows: Sequence[PutBack]) -> Rich:
    """How many touches and promises, and which contacts, went with a note."""
    kinds = [type(row.was) for row in rows if row.now is None]
    people = [row.was.name for row in rows if row.now is None and isinstance(row.was, Contact)]
    touches, promises = kinds.count(Touch), kinds.count(Commitment)
    counted = [
        *([plural(touches, "touch", "touches")] if touches else []),
        *([plural(promises, "promise", "promises")] if promises else []),
        *([f"{join_words(people)} as a contact"] if people else []),
    ]
    return (f", with {join_words(counted)}",) if counted else ()


def _rank(row: PutBack, labels: Labels) -> tuple[bool, int]:
    """What came or went goes before what only changed: a touch before the contact whose clock it reset."""
    is_changed = row.now is not None and row.was is not None
    return is_changed, labels[row.kind].rank
