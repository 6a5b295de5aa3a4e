"""What the features say of a request before it is acknowledged: is a form right, does it open another one.

Loading all features takes the intake longer than all else at its start, and events need none of them. So
they are loaded in a thread while events and shortcuts are taken in already; only what is pressed or typed
waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from bot.core.commands import Command, FormCommand, Typed
from bot.core.ports.time import Clock


class FormRules:
    """The checks of all forms, loaded when they are first wanted."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._loading: asyncio.Task[None] | None = None

    async def load(self) -> None:
        """Have loaded what the other two need: once for all callers, also where one of them gives up."""
        if self._loading is None:
            self._loading = asyncio.create_task(asyncio.to_thread(_load), name="form rules")
        await asyncio.shield(self._loading)

    def validate(self, command: FormCommand) -> Mapping[str, str]:
        """Return what is wrong with a form now, by its fields."""
        from bot.conversation.checking import validate

        return validate(command, self._clock.now())

    def opens_form(self, command: Command) -> bool:
        """Return whether a request opens a form, by its kind or by what was typed."""
        if not isinstance(command, Typed):
            return command.needs_form
        from bot.conversation.subcommands import opens_form

        return opens_form(command)


def _load() -> None:
    import bot.conversation.checking
    import bot.conversation.subcommands  # noqa: F401
