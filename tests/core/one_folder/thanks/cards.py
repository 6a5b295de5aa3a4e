"""Every sentence and card about thanks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Row
from bot.core.commands import Undo
from bot.core.rich import Bold, rich


def thanked(name: str, reason: str, change: str) -> Card:
    """Thanks were written down."""
    return Card(
        text=rich("You want to thank ", Bold(name), f" for {reason}."),
        buttons=(Button(label="Undo", command=Undo(change)),),
    )


def all_thanks(lines: Sequence[tuple[str, str]]) -> Card:
    """All thanks, as pairs of a name and a reason."""
    if not lines:
        return Card(text=("There is nobody to thank yet.",))
    return Card(
        text=("Whom you want to thank:",),
        parts=tuple(Row(text=rich(Bold(name), f" for {reason}")) for name, reason in lines),
    )
