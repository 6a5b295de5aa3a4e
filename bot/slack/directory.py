"""What the workspace knows of its people, asked of Slack and kept for a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.identity import MemberId, WorkspaceId
from bot.core.members import Profile
from bot.core.ports.errors import NotFound, Unavailable
from bot.language.unseen import without_unseen
from bot.slack.clients import Clients
from bot.slack.codes import error_code
from bot.slack.refusals import TROUBLE, unavailable

_UNKNOWN = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
_MOST = 20_000
_SLACKBOT = "USLACKBOT"
"""Slack's own bot, whose user object does not say that it is one."""
ClientOf = Callable[[WorkspaceId], Awaitable[AsyncWebClient]]


class SlackDirectory:
    """A Directory over `users.info`; answers are kept for `age_seconds` of the monotonic clock.

    What must be known at this moment is waited for `patience_seconds`.
    """

    def __init__(
        self,
        clients: Clients,
        *,
        age_seconds: float = 600.0,
        patience_seconds: float = 2.5,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clients = clients
        self._age = age_seconds
        self._patience = patience_seconds
        self._monotonic = monotonic
        self._known: dict[tuple[WorkspaceId, MemberId], tuple[float, Profile]] = {}

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """Return a person's name, zone and standing; raises Unavailable, NotFound."""
        key, now = (workspace, member), self._monotonic()
        kept = self._known.get(key)
        if kept and now - kept[0] < self._age:
            return kept[1]
        client = self._clients.retrying_client
        return self._keep(workspace, member, await self._ask(client, workspace, member))

    async def profile_now(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """Return the same as Slack has it at this moment; raises Unavailable after a short time, NotFound."""
        try:
            async with asyncio.timeout(self._patience):
                found = await self._ask(self._clients.plain_client, workspace, member)
        except TimeoutError:
            raise Unavailable("TimeoutError") from None
        return self._keep(workspace, member, found)

    def _keep(self, workspace: WorkspaceId, member: MemberId, user: Mapping[str, Any]) -> Profile:
        profile = read_profile(user, workspace)
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[workspace, member] = (self._monotonic(), profile)
        return profile

    async def quiet_until(self, workspace: WorkspaceId, member: MemberId, now: datetime) -> datetime | None:
        """Return when Do Not Disturb ends for a person; None while it is off. Raises Unavailable."""
        try:
            client = await self._clients.retrying_client(workspace)
            answer = await client.dnd_info(user=member)
        except TROUBLE as problem:
            raise unavailable(problem) from None
        return read_quiet(answer.data if isinstance(answer.data, dict) else {}, now)

    def forget(self, workspace: WorkspaceId, member: MemberId) -> None:
        """Forget a person's profile, so that Slack is asked the next time: something of it changed."""
        self._known.pop((workspace, member), None)

    async def _ask(self, client_of: ClientOf, workspace: WorkspaceId, member: MemberId) -> Mapping[str, Any]:
        try:
            client = await client_of(workspace)
            answer = await client.users_info(user=member, include_locale=True)
        except TROUBLE as problem:
            if isinstance(problem, SlackApiError) and error_code(problem) in _UNKNOWN:
                raise NotFound(member) from None
            raise unavailable(problem) from None
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
    found = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"), user.get("name"))
    names = (" ".join(without_unseen(str(name)).split()) for name in found if name)
    team = user.get("team_id") or workspace
    return Profile(
        name=next((name for name in names if name), str(user.get("id", ""))),
        zone=str(user.get("tz") or "UTC"),
        locale=str(user.get("locale") or "en-US"),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_stranger=bool(user.get("is_stranger")) or (team != workspace and not _is_of_grid(user, workspace)),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_bot=bool(user.get("is_bot")) or user.get("id") == _SLACKBOT,
        is_deactivated=bool(user.get("deleted")),
    )


def _is_of_grid(user: Mapping[str, Any], workspace: WorkspaceId) -> bool:
    """Return whether an Enterprise Grid lists the workspace among those of a person of another home."""
    grid = user.get("enterprise_user")
    teams = grid.get("teams") if isinstance(grid, Mapping) else None
    return isinstance(teams, list) and workspace in teams
