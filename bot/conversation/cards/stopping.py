"""What is said while work goes on, and after the member stopped it."""

from __future__ import annotations

from bot.core.cards import Card
from bot.core.commands import Command, Said


def working_status(command: Command) -> str:
    """The status of work that has no words of its own for what it does."""
    return "reading your message ..." if isinstance(command, Said) else "working on it ..."


def stopped_card() -> Card:
    """Answers a message whose work was stopped."""
    return Card(text=("Stopped. Nothing was changed.",))


def not_done_card() -> Card:
    """Stands where something was proposed, in a thread that was stopped."""
    return Card(text=("You stopped this, so nothing was done. Ask me again whenever you like.",))
