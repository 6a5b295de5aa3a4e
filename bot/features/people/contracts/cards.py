"""Cards and parts of cards about people that other features may show (B1, B2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Part, Passage, Row
from bot.core.commands import Command
from bot.core.common_cards import ContactView
from bot.core.deliveries import About
from bot.core.notes import Commitment, CommitmentState, Promiser
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Rich, rich
from bot.core.words import ago, plural, quiet, shorten, when
from bot.features.notes.commands import OpenNote
from bot.features.people.commands import SettleCommitment, ShowContact


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A commitment, and the name of the person it is with ("" where nobody was named)."""

    commitment: Commitment
    person: str

    @property
    def about(self) -> About:
        """The ids of the commitment and of the contact it is with."""
        commitment = self.commitment
        return (commitment.id, *((commitment.contact_id,) if commitment.contact_id else ()))


def about_commitments(rows: Sequence[CommitmentView]) -> About:
    """The ids that a list of commitments speaks of, in the order in which `commitment_rows` shows them."""
    shown = sorted(rows, key=lambda row: row.commitment.by is not Promiser.MEMBER)
    return tuple(dict.fromkeys(id for row in shown for id in row.about))


def contact_row(view: ContactView, today: date, button: Button | None = None) -> Row:
    """A contact on one line: the company, and when the member was last in touch."""
    touched = f"in touch {ago(view.last_touch, today)}" if view.last_touch else "no touch yet"
    company = f" ({view.company})" if view.company else ""
    show = Button(label="Show", command=ShowContact(contact_id=view.contact.id))
    return Row(text=rich(Bold(view.contact.name), f"{company} · {touched}"), button=button or show)


def commitment_list(
    rows: Sequence[CommitmentView],
    *,
    total: int,
    page: int,
    person: str,
    today: date,
    command: Callable[[int], Command],
) -> Card:
    """Open commitments, the earliest due first."""
    if not total:
        return _nothing_open(person)
    whose = f" with {person}" if person else ""
    return Card(
        header="Open promises",
        text=(f"{plural(total, 'open promise')}{whose}.",),
        parts=commitment_rows(rows, today),
        context=quiet(pages(page, total)),
        buttons=page_buttons(page, total, command),
    )


def _nothing_open(person: str) -> Card:
    """Says that no commitment is open."""
    whose = f" between you and {person}" if person else ""
    return Card(
        text=(f"Nothing is open{whose}.",),
        context=rich("Promises come from notes, e.g. ", Code("I promised Ana the storage paper by Friday")),
    )


def commitment_rows(rows: Sequence[CommitmentView], today: date) -> tuple[Part, ...]:
    """Commitments of the member first, then those made to the member."""
    parts: list[Part] = []
    for promiser, heading in ((Promiser.MEMBER, "You promised"), (Promiser.CONTACT, "You were promised")):
        mine = [row for row in rows if row.commitment.by is promiser]
        if mine:
            parts.append(Passage(text=(Bold(heading),)))
            parts += [commitment_row(row, today) for row in mine]
    return tuple(parts)


def commitment_row(view: CommitmentView, today: date) -> Row:
    """One commitment, with what can become of it."""
    commitment = view.commitment
    who: Rich = (Bold(view.person), ": ") if view.person else ()
    menu = [
        Button(label="Kept", command=SettleCommitment(commitment.id, CommitmentState.KEPT)),
        Button(label="Not kept", command=SettleCommitment(commitment.id, CommitmentState.BROKEN)),
        Button(label="No longer needed", command=SettleCommitment(commitment.id, CommitmentState.DROPPED)),
    ]
    if commitment.note_id:
        menu.append(Button(label="Open the note", command=OpenNote(commitment.note_id), opens_form=True))
    return Row(
        text=rich(*who, shorten(commitment.what, 160), *_due_words(commitment, today)), menu=tuple(menu)
    )


def _due_words(commitment: Commitment, today: date) -> Rich:
    """When a commitment is due, e.g. ", due 27 November" and, once it has passed, ", was due 3 June"."""
    if commitment.due_on is None:
        return ()
    word = ", was due " if commitment.due_on < today else ", due "
    return (word, *when(commitment.due_on, today))
