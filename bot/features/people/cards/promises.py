"""Cards about promises, both ways."""

from __future__ import annotations

from bot.core.cards import Button, Card
from bot.core.commands import Undo
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
    """A commitment has another state."""
    who: Rich = (" (", Bold(view.person), ")") if view.person else ()
    what = shorten(view.commitment.what.rstrip(". "), 160)
    return Card(
        text=rich(f"{_SETTLED[view.commitment.state]}: {what}", *who, "."),
        buttons=(Button(label="Undo", command=Undo(change)),),
    )


def is_gone() -> Card:
    """A button names a commitment that is no longer there."""
    return Card(text=("That promise is no longer on your list. Nothing was changed.",))
