"""A Web API call as its handler sees it, and what a method declares."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from slack_sandbox.errors import SlackError
from slack_sandbox.workspace.state import Channel, Installation, Json, Team
from slack_sandbox.workspace.world import World

if TYPE_CHECKING:
    from slack_sandbox.services.wiring import Services

Access = Literal["bot", "app", "config", "none"]
_HISTORY = {
    "channel": "channels:history",
    "private": "groups:history",
    "im": "im:history",
    "mpim": "mpim:history",
}
_READ = {"channel": "channels:read", "private": "groups:read", "im": "im:read", "mpim": "mpim:read"}


class Args:
    """The arguments of a call, wherever they came from: query, form or JSON."""

    def __init__(self, values: Json) -> None:
        self._values = {
            name: value for name, value in values.items() if value is not None and name != "token"
        }

    def has(self, name: str) -> bool:
        """Whether the argument was given at all."""
        return name in self._values

    def text(self, name: str, default: str | None = None) -> str:
        """A string argument; without default it is required."""
        value = self._values.get(name, default)
        if value is None or (value == "" and default is None):
            raise SlackError("invalid_arguments", [f"missing required field: {name}"])
        return value if isinstance(value, str) else str(value)

    def maybe(self, name: str) -> str | None:
        """A string argument, or None."""
        value = self._values.get(name)
        return None if value is None or value == "" else str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean argument in any of Slack's spellings."""
        value = self._values.get(name, default)
        return value if isinstance(value, bool) else str(value).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        """A whole number; `invalid_arguments` otherwise."""
        value = self._values.get(name, default)
        try:
            return int(value)
        except (TypeError, ValueError):
            raise SlackError("invalid_arguments", [f"must be an integer: {name}"]) from None

    def json(self, name: str, error: str = "invalid_arguments") -> Any:
        """A structured argument, parsed where it came as a string; None when absent."""
        value = self._values.get(name)
        if isinstance(value, str):
            if not value.strip():
                return None
            try:
                return json.loads(value)
            except ValueError:
                raise SlackError(error) from None
        return value

    def items(self, name: str) -> list[str]:
        """A comma-separated or JSON list of strings."""
        value = self._values.get(name)
        if isinstance(value, list):
            return [str(entry) for entry in value]
        return [part.strip() for part in str(value or "").split(",") if part.strip()]


@dataclass(frozen=True)
class Call:
    """One authenticated call."""

    services: Services
    method: str
    args: Args
    install: Installation | None

    @property
    def world(self) -> World:
        """The state of the sandbox."""
        return self.services.world

    @property
    def installation(self) -> Installation:
        """The app's installation whose token was used."""
        assert self.install is not None
        return self.install

    @property
    def team(self) -> Team:
        """The team of the token."""
        return self.world.teams[self.installation.team]

    @property
    def bot(self) -> str:
        """The app's bot user there."""
        return self.installation.bot_user

    def need(self, *scopes: str) -> None:
        """Refuses with `missing_scope` unless every scope is granted."""
        for scope in scopes:
            if scope not in self.installation.scopes:
                provided = ",".join(sorted(self.installation.scopes))
                raise SlackError("missing_scope", needed=scope, provided=provided)

    def need_read(self, channel: Channel) -> None:
        """The scope for looking at this kind of conversation."""
        self.need(_READ[channel.kind])

    def need_history(self, channel: Channel) -> None:
        """The scope for reading messages of this kind of conversation."""
        self.need(_HISTORY[channel.kind])

    def channel(self, name: str = "channel", member: bool = False, users: bool = False) -> Channel:
        """The conversation an argument names; `users` lets a user id stand for its direct messages."""
        wanted = self.args.text(name)
        found = self.team.channels.get(wanted)
        if found is None and users and wanted in self.team.users and wanted != self.bot:
            found = self.world.direct(self.team, wanted, self.bot)
        if found is None or (found.is_private and self.bot not in found.members):
            raise SlackError("channel_not_found")
        if member and self.bot not in found.members:
            raise SlackError("not_in_channel")
        return found

    def page(self, entries: list[Any], maximum: int, default: int = 100) -> tuple[list[Any], str]:
        """The entries that `cursor` and `limit` ask for, and the next cursor."""
        limit = self.args.number("limit", default)
        if not 1 <= limit <= maximum:
            raise SlackError("invalid_limit")
        start = _decoded(self.args.maybe("cursor"))
        if start > len(entries):
            raise SlackError("invalid_cursor")
        end = start + limit
        return entries[start:end], _encoded(end) if end < len(entries) else ""


Handler = Callable[[Call], Awaitable[Json]]


@dataclass(frozen=True)
class Method:
    """A method of the Web API: its handler, tier, scopes (all needed) and kind of token."""

    handler: Handler
    tier: int
    scopes: tuple[str, ...] = ()
    access: Access = "bot"


def _encoded(offset: int) -> str:
    return base64.b64encode(f"next:{offset}".encode()).decode()


def _decoded(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        kind, _, offset = base64.b64decode(cursor, validate=True).decode().partition(":")
        if kind != "next":
            raise ValueError(cursor)
        return int(offset)
    except (binascii.Error, ValueError, UnicodeDecodeError):
        raise SlackError("invalid_cursor") from None
