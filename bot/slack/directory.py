"""What the workspace knows of its people, asked of Slack and kept for a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.core.identity import MemberId, WorkspaceId
from bot.core.members import Profile
from bot.core.ports.errors import NotFound, Unavailable, Undeliverable
from bot.slack.clients import Clients, error_code

_UNKNOWN = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
_MOST = 20_000


class SlackDirectory:
    """A Directory over `users.info`; answers are kept for `age_seconds` of the monotonic clock."""

    def __init__(
        self,
        clients: Clients,
        *,
        age_seconds: float = 600.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clients = clients
        self._age = age_seconds
        self._monotonic = monotonic
        self._known: dict[tuple[WorkspaceId, MemberId], tuple[float, Profile]] = {}

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """Return a person's name, zone and standing; raises Unavailable, NotFound."""
        key, now = (workspace, member), self._monotonic()
        kept = self._known.get(key)
        if kept and now - kept[0] < self._age:
            return kept[1]
        profile = read_profile(await self._asked(workspace, member), workspace)
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[key] = (now, profile)
        return profile

    async def quiet_until(self, workspace: WorkspaceId, member: MemberId, now: datetime) -> datetime | None:
        """Return when Do Not Disturb ends for a person; None while it is off. Raises Unavailable."""
        try:
            client = await self._clients.retrying_client(workspace)
            answer = await client.dnd_info(user=member)
        except SlackApiError as refused:
            raise Unavailable(error_code(refused)) from None
        except (aiohttp.ClientError, TimeoutError, OSError, Undeliverable) as problem:
            raise Unavailable(type(problem).__name__) from None
        return read_quiet(answer.data if isinstance(answer.data, dict) else {}, now)

    def forget(self, workspace: WorkspaceId, member: MemberId) -> None:
        """Ask again next time: the person changed something."""
        self._known.pop((workspace, member), None)

    async def on_user_change(self, body: Mapping[str, Any]) -> None:
        """Slack's `user_change` event."""
        user = (body.get("event") or {}).get("user")
        if isinstance(user, Mapping):
            self.forget(WorkspaceId(str(body.get("team_id"))), MemberId(str(user.get("id"))))

    async def _asked(self, workspace: WorkspaceId, member: MemberId) -> Mapping[str, Any]:
        try:
            client = await self._clients.retrying_client(workspace)
            answer = await client.users_info(user=member, include_locale=True)
        except SlackApiError as refused:
            if error_code(refused) in _UNKNOWN:
                raise NotFound(member) from None
            raise Unavailable(error_code(refused)) from None
        except (aiohttp.ClientError, TimeoutError, OSError, Undeliverable) as problem:
            raise Unavailable(type(problem).__name__) from None
        user: Mapping[str, Any] = answer["user"]
        return user


def read_quiet(info: Mapping[str, Any], now: datetime) -> datetime | None:
    """Return when a person's present quiet time ends by Slack's `dnd.info`: a snooze, or set hours."""
    ends: list[float] = []
    if info.get("snooze_enabled"):
        ends.append(float(info.get("snooze_endtime") or 0))
    begin, end = (float(info.get(name) or 0) for name in ("next_dnd_start_ts", "next_dnd_end_ts"))
    if info.get("dnd_enabled") and begin <= now.timestamp():
        ends.append(end)
    until = max(ends, default=0.0)
    return datetime.fromtimestamp(until, UTC) if until > now.timestamp() else None


def read_profile(user: Mapping[str, Any], workspace: WorkspaceId) -> Profile:
    """Return a profile out of Slack's user object; a person of another team is a stranger (Slack Connect)."""
    profile = user.get("profile") or {}
    names = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"), user.get("name"))
    team = user.get("team_id") or workspace
    return Profile(
        name=next((str(name) for name in names if name), str(user.get("id", ""))),
        zone=str(user.get("tz") or "UTC"),
        locale=str(user.get("locale") or "en-US"),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_stranger=bool(user.get("is_stranger")) or (team != workspace and not user.get("enterprise_user")),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
    )
