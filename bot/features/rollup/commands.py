"""Commands about roll-ups: what sellers share of rounds, and what managers see (T5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class PreviewSharing(Command):
    """Show exactly what managers would see of a round."""

    shows: ClassVar[bool] = True
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

    shows: ClassVar[bool] = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class RollUp(Command):
    """Show what the member's sellers shared: themes, gaps and who answered.

    `period` is the key of the period, where the schedule asks for it.
    """

    shows: ClassVar[bool] = True
    period: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowThemes(Command):
    """Show how often the themes of what sellers shared came up, month by month (T5)."""

    shows: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class ShowTheme(Command):
    """Show the quotes of one theme; `notes` are the ids of the answers' notes, none for all of them."""

    shows: ClassVar[bool] = True
    name: str
    notes: tuple[str, ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class OneOnOne(Command):
    """Prepare a manager's talk with one seller, from what that seller shared; without a name, choose."""

    shows: ClassVar[bool] = True
    name: str = ""
    seller: str = ""
