"""Cards on how a promise stands (B1)."""

from __future__ import annotations

from bot.core.cards import Card
from bot.core.common_cards import undo_button
from bot.core.notes import CommitmentState
from bot.core.rich import Bold, Rich, rich
from bot.core.words import shorten
from bot.features.people.contracts.cards import CommitmentView

_SETTLED = {
    CommitmentState.KEPT: "Kept",
    CommitmentState.BROKEN: "Marked as not kept",
    CommitmentState.DROPPED: "Taken off the list",
    CommitmentState.OPEN: "Open again",
}


def settled_card(view: CommitmentView, change: str) -> Card:
    """Says how a commitment stands now, with Undo."""
    who: Rich = (" (", Bold(view.person), ")") if view.person else ()
    what = shorten(view.commitment.what.rstrip(". "), 160)
    return Card(
        text=rich(f"{_SETTLED[view.commitment.state]}: {what}", *who, "."),
        buttons=(undo_button(change),),
    )


def is_gone() -> Card:
    """Says that the commitment of a button is no longer there."""
    return Card(text=("That promise is no longer on your list. Nothing was changed.",))
