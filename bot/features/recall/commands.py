"""What can be asked of recall (B2)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class Ask(Command):
    """Answer a question from the notes."""

    question: str
    page: int | None = None
    """The page of a list that a button turns to; None where it is asked in words."""
    besides: tuple[str, ...] = ()
    """The ids of notes that were shown already, and shall not be shown again."""
