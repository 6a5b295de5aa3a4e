"""Commands about roll-ups: what sellers share of rounds, and what managers see (T5)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class PreviewSharing(Command):
    """Show exactly what managers would see of a round."""

    round_id: str


@dataclass(frozen=True, slots=True)
class ShareRound(Command):
    """Share a round's answers upward; without `answers` only that it was answered."""

    round_id: str
    answers: bool = True


@dataclass(frozen=True, slots=True)
class WithdrawRound(Command):
    """Take back what was shared of a round."""

    shared_id: str


@dataclass(frozen=True, slots=True)
class ListShared(Command):
    """Show all that the member shares upward now, exactly as managers see it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class RollUp(Command):
    """Show what the member's sellers shared: themes, gaps and who answered.

    `period` is the key of the period, where the schedule asks for it.
    """

    period: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowTheme(Command):
    """Show the quotes of one theme; `notes` are the ids of the answers' notes, none for all of them."""

    name: str
    notes: tuple[str, ...] = ()
    page: int = 0
