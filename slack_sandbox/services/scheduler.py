"""Delivers scheduled messages when the sandbox's clock reaches their time."""

from __future__ import annotations

import asyncio

from slack_sandbox.services.postbox import Postbox, bot_message
from slack_sandbox.workspace.state import Scheduled
from slack_sandbox.workspace.world import World


class Scheduler:
    """Waits for the next due message; moving the clock wakes it."""

    def __init__(self, world: World, postbox: Postbox) -> None:
        self._world = world
        self._postbox = postbox
        self._added = asyncio.Event()

    def wake(self) -> None:
        """Something was scheduled."""
        self._added.set()

    async def run(self) -> None:
        """Delivers forever."""
        while True:
            self.deliver_due()
            self._added.clear()
            times = [item.post_at for item in self._world.scheduled.values()]
            waits = [
                asyncio.create_task(self._world.clock.sleep_until(min(times, default=None))),
                asyncio.create_task(self._added.wait()),
            ]
            try:
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in waits:
                    task.cancel()

    def deliver_due(self) -> None:
        """Posts what is due; a message with metadata is dropped, as Slack documents."""
        now = self._world.clock.epoch()
        due = [item for item in self._world.scheduled.values() if item.post_at <= now]
        for item in sorted(due, key=lambda entry: entry.post_at):
            del self._world.scheduled[item.id]
            if not item.arguments["has_metadata"]:
                self._post(item)

    def _post(self, item: Scheduled) -> None:
        team = self._world.teams[item.team]
        channel = team.channels.get(item.channel)
        if channel is None or team.installation is None or team.installation.gone:
            return
        content = {name: item.arguments[name] for name in ("text", "blocks", "attachments", "thread_ts")}
        self._postbox.post(channel, bot_message(self._world, channel, **content))
