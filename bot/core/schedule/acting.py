"""Lets a scheduled kind do what a command does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.core.commands import Command
from bot.core.schedule.commands import Due
from bot.core.schedule.on_time import Action
from bot.core.turn import Turn


def as_command(command: Callable[[str], Command], handler: Callable[[Turn[Any]], Awaitable[None]]) -> Action:
    """An action for a scheduled kind that does what a command does, made from the key of its period."""

    async def act(turn: Turn[Due]) -> None:
        await handler(turn.instead(command(turn.command.key)))

    return act
