"""What Slack reports of the Home tab (B5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.core.commands import Command
from bot.core.wellformed import OneOf


@dataclass(frozen=True, slots=True)
class HomeOpened(Command):
    """A member opened the app's Home tab (`tab` is "home") or its conversation ("messages")."""

    tab: Annotated[str, OneOf("home", "messages")]
