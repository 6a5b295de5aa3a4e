"""Takes Slack's `user_change` events, so that a new zone, role or standing of a member counts at once.

The intake stores what such an event says of the standing, and the worker acts on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.core.commands import Origin, Surface
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.members import ASKED_NEXT_TIME, Member, Profile
from bot.core.ports.queues import Acceptor, Envelope
from bot.core.ports.store import Store
from bot.core.schedule.commands import LookAgain
from bot.slack.directory import SlackDirectory, read_profile
from bot.slack.envelope import event_workspace, is_id
from bot.slack.payloads import only, record
from bot.slack.slimming import clean

SOURCE = "user_change"
_STANDING = (
    "id",
    "team_id",
    "deleted",
    "tz",
    "is_admin",
    "is_owner",
    "is_bot",
    "is_restricted",
    "is_ultra_restricted",
    "is_stranger",
)
"""What is kept of a person: no name, no address."""


class UserChangeIntake:
    """Stores such events for the worker, before they are acknowledged."""

    def __init__(self, inbox: Acceptor) -> None:
        self._inbox = inbox

    async def on_user_change(self, body: Mapping[str, Any]) -> None:
        """Store the event; what names nobody is left alone. Raises Unavailable."""
        if (envelope := envelope_of(body)) is not None:
            await self._inbox.accept(envelope)


class UserChanges:
    """Has members looked at again whose zone or standing changed; most events tell of something else."""

    def __init__(self, directory: SlackDirectory, store: Store) -> None:
        self._directory = directory
        self._store = store

    async def read(self, envelope: Envelope) -> tuple[LookAgain, Origin] | None:
        """Forget what was known of the person; ask for another look at a member who differs from it."""
        workspace, person = envelope.workspace, envelope.member
        self._directory.forget(workspace, person)
        async with self._store.read(Scope(workspace, person)) as reader:
            known = await reader.of(Member).find(id=person)
        user = record(envelope.payload.get("user"))
        if known and _differs(known[0], read_profile(user, workspace)):
            return LookAgain(), Origin(surface=Surface.JOB)
        return None


def envelope_of(body: Mapping[str, Any]) -> Envelope | None:
    """Return an event as work; None for one that names nobody."""
    user = record(body.get("event")).get("user")
    workspace, event = event_workspace(body), body.get("event_id")
    if not isinstance(user, Mapping) or not all(map(is_id, (workspace, user.get("id"), event))):
        return None
    grid = only(record(user.get("enterprise_user")), ("teams",))
    payload: dict[str, object] = {
        "type": SOURCE,
        "user": {**only(user, _STANDING), **({"enterprise_user": grid} if grid else {})},
    }
    return Envelope(
        key=f"moved:{workspace}:{user['id']}:{event}",
        source=SOURCE,
        workspace=WorkspaceId(str(workspace)),
        member=MemberId(str(user["id"])),
        payload=clean(payload),
        ordering_key="",
    )


def _differs(known: Member, now: Profile) -> bool:
    """Whether the directory says something else of a member's standing or zone than was known."""
    if not now.is_full_member or known.refreshed_at == ASKED_NEXT_TIME:
        return True
    return (known.zone, known.is_admin) != (now.zone, now.is_admin)
