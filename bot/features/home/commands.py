"""What Slack reports of the Home tab (B5)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class HomeOpened(Command):
    """A member opened the app's Home tab (`tab` is "home") or its conversation ("messages")."""

    tab: str
