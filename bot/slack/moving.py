"""Notices that a member moved to another zone, so that what is due follows them at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.codec import write_job
from bot.core.commands import Origin, Surface
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.members import Member
from bot.core.ports.queues import Envelope, Inbox
from bot.core.ports.store import Store
from bot.core.schedule.commands import LookAgain
from bot.slack.directory import SlackDirectory


class Moves:
    """Takes Slack's `user_change` events, of which most tell of a picture or a status."""

    def __init__(self, directory: SlackDirectory, store: Store, inbox: Inbox) -> None:
        self._directory = directory
        self._store = store
        self._inbox = inbox

    async def on_user_change(self, body: Mapping[str, Any]) -> None:
        """Forget what was known of the person; have a member whose zone differs looked at again."""
        await self._directory.on_user_change(body)
        user = (body.get("event") or {}).get("user")
        if not isinstance(user, Mapping) or not user.get("tz"):
            return
        workspace, person = WorkspaceId(str(body.get("team_id"))), MemberId(str(user.get("id")))
        async with self._store.read(Scope(workspace, person)) as reader:
            known = await reader.of(Member).find(id=person)
        if known and known[0].zone != user["tz"]:
            await self._inbox.accept(_look_again(workspace, person, str(body.get("event_id"))))


def _look_again(workspace: WorkspaceId, member: MemberId, event: str) -> Envelope:
    return Envelope(
        key=f"moved:{workspace}:{member}:{event}",
        source="command",
        workspace=workspace,
        member=member,
        payload=write_job(LookAgain(), Origin(surface=Surface.JOB)),
        ordering_key="",
    )
