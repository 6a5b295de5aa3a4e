"""What a Slack workspace holds: teams, people, channels, messages, files, views."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

Json = dict[str, Any]
Kind = Literal["channel", "private", "im", "mpim"]
Role = Literal["member", "admin", "owner", "guest", "app"]


@dataclass
class User:
    """A person, or the app's bot user."""

    id: str
    team: str
    name: str
    real_name: str
    tz: str = "UTC"
    title: str = ""
    role: Role = "member"
    locale: str = "en-US"
    email: str = ""
    color: str = "9f69e7"
    presence: Literal["active", "away"] = "active"
    dnd_until: float | None = None
    deleted: bool = False
    updated: int = 0
    bot_id: str | None = None

    @property
    def is_bot(self) -> bool:
        """Whether this is an app's bot user."""
        return self.bot_id is not None

    def tz_offset(self, now: datetime) -> int:
        """Seconds ahead of UTC at that moment."""
        offset = now.astimezone(ZoneInfo(self.tz)).utcoffset()
        return int(offset.total_seconds()) if offset is not None else 0

    def dnd_on(self, epoch: float) -> bool:
        """Whether Do Not Disturb is on at that time."""
        return self.dnd_until is not None and epoch < self.dnd_until


@dataclass
class Message:
    """A message in a channel, or an ephemeral one for a single person."""

    ts: str
    channel: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    subtype: str | None = None
    bot_id: str | None = None
    metadata: Json | None = None
    edited: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    ephemeral_to: str | None = None
    streaming: bool = False
    chunks: list[Json] = field(default_factory=list)
    username: str | None = None
    icons: Json | None = None
    client_msg_id: str | None = None
    extra: Json = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        """Whether this is a reply in a thread."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass
class Channel:
    """A conversation of any kind."""

    id: str
    team: str
    name: str
    kind: Kind
    creator: str = ""
    created: int = 0
    topic: str = ""
    purpose: str = ""
    members: list[str] = field(default_factory=list)
    shared_with: list[str] = field(default_factory=list)
    """Other organizations' teams that the channel is shared with (Slack Connect)."""
    messages: dict[str, Message] = field(default_factory=dict)
    replies: dict[str, list[str]] = field(default_factory=dict)
    ephemerals: dict[str, Message] = field(default_factory=dict)
    last_read: dict[str, str] = field(default_factory=dict)
    is_archived: bool = False
    prompts: dict[str, Json] = field(default_factory=dict)
    statuses: dict[str, Json] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    """The status of each thread in which an agent works, by its root."""

    @property
    def is_private(self) -> bool:
        """Whether only members know of it."""
        return self.kind != "channel"

    def find(self, ts: str) -> Message | None:
        """The message with that ts, ephemeral or not."""
        return self.messages.get(ts) or self.ephemerals.get(ts)

    def thread(self, root: str) -> list[Message]:
        """The replies under a root, oldest first."""
        return [
            self.messages[ts] for ts in sorted(self.replies.get(root, []), key=float) if ts in self.messages
        ]


@dataclass
class File:
    """An uploaded file; `shared` once a message or a person has it."""

    id: str
    team: str
    user: str
    name: str
    title: str
    mimetype: str
    created: int
    content: bytes = b""
    expected: int | None = None
    uploaded: bool = False
    completed: bool = False
    alt_txt: str | None = None
    spoken: str | None = None
    """What is said in a clip, as Slack wrote it down; "" while it has not done so yet."""
    channels: list[str] = field(default_factory=list)


@dataclass
class View:
    """A modal or Home view that somebody has before them."""

    id: str
    team: str
    user: str
    type: Literal["modal", "home"]
    body: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    values: dict[str, dict[str, Json]] = field(default_factory=dict)


@dataclass
class Installation:
    """The app in one team, with the token it got there."""

    team: str
    bot_token: str
    bot_user: str
    bot_id: str
    scopes: frozenset[str]
    installer: str
    gone: Literal["", "token_revoked", "account_inactive"] = ""


@dataclass
class Team:
    """A Slack workspace."""

    id: str
    name: str
    domain: str
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    installation: Installation | None = None

    def direct(self, one: str, other: str) -> Channel | None:
        """The direct message channel of two users."""
        wanted = {one, other}
        return next((c for c in self.channels.values() if c.kind == "im" and set(c.members) == wanted), None)


@dataclass
class Scheduled:
    """A message that waits for its time."""

    id: str
    channel: str
    team: str
    post_at: int
    created: int
    arguments: Json
