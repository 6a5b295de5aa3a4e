"""The pipeline: durable work that comes in, scheduled jobs, and deliveries that go out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.core.commands import Command
from bot.core.deliveries import About, Delivery
from bot.core.identity import MemberId, WorkspaceId
from bot.core.schedule.jobs import ScheduledJob


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Something to do, as it goes into the inbox.

    `source` says how `payload` is read: "slack" (a payload as Slack sent it) or "command" (a written
    command and origin, see `bot.codec.write_job`). `ordering_key` keeps order: envelopes with
    the same one are worked on one after the other; an empty one means the member's own.
    """

    key: str
    source: str
    workspace: WorkspaceId
    member: MemberId
    payload: dict[str, object]
    ordering_key: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """An envelope that this worker holds until its lease runs out."""

    envelope: Envelope
    attempt: int
    """How often it failed by itself, and this try."""
    lease: str
    abandoned: int = 0
    """How many tries in a row, up to now, ended with their process and without a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """Work that was given up; its text is not shown, only ids and the kind of error."""

    key: str
    source: str
    workspace: str
    kind: str
    error: str
    reference: str
    attempts: int
    died_at: datetime


class Acceptor(Protocol):
    """Takes in work durably."""

    async def accept(self, envelope: Envelope) -> bool:
        """Store an envelope before anything is acknowledged; False when its key was seen before."""


class Inbox(Acceptor, Protocol):
    """Durable work to do; an envelope's key is accepted once, ever (while its key is kept)."""

    async def claim(self, *, limit: int, lease_seconds: float) -> list[Claimed]:
        """Take work that is due, at most one envelope for each ordering key, oldest first; expired leases
        come back."""

    async def renew(self, held: Sequence[Claimed], *, lease_seconds: float) -> None:
        """Hold work longer; what was taken over meanwhile stays taken over."""

    async def finish(self, claimed: Claimed) -> None:
        """Finish work that changed nothing (work that writes is marked done by `Store.write`)."""

    async def retry(
        self,
        claimed: Claimed,
        *,
        after_seconds: float,
        error: str,
        reference: str,
        counts: bool = True,
        waits_for: str | None = None,
    ) -> None:
        """Give work back, to be tried again later; what has its ordering key waits. `counts`: it failed by
        itself; else it may be woken when what it `waits_for` is back."""

    async def give_back(self, held: Sequence[Claimed], *, after_seconds: float = 0.0) -> None:
        """Give back what was not begun, or not finished before a stop, to be claimed again after that time;
        that was no attempt."""

    async def bury(
        self,
        claimed: Claimed,
        *,
        error: str,
        reference: str,
        then: Envelope | None,
        erase: bool = False,
    ) -> None:
        """Give work up as a dead letter, and queue `then` (an apology) in the same commit.

        With `erase` its payload goes at once, so that it cannot be replayed (S1).
        """

    async def dead_letters(self, limit: int = 50) -> list[DeadLetter]:
        """What was given up, the newest first."""

    async def replay(self, key: str) -> bool:
        """Put a dead letter back to be tried again; False when there is none."""

    async def wait(self, timeout_seconds: float) -> bool:
        """Return True early when new work may have come (same process), else False after the time."""


class Schedule(Protocol):
    """Everybody's scheduled jobs: keys and times, no content."""

    async def take(
        self,
        now: datetime,
        taker: Callable[[ScheduledJob], tuple[Envelope | None, ScheduledJob | None]],
        *,
        limit: int,
    ) -> int:
        """Take scheduled jobs that are due: in one commit, queue what `taker` wants done for each, and put
        what it says comes next in its place; how many there were. Other processes take others meanwhile."""

    async def find_unscheduled(
        self, now: datetime, kind: str, *, after: tuple[str, str], limit: int
    ) -> list[tuple[WorkspaceId, MemberId]]:
        """Members, by workspace and id from `after` on, with a contact or commitment due but no such kind of
        scheduled job."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A claimed outbox row. `attempted` is true when an earlier claim may already have posted it."""

    id: str
    workspace: WorkspaceId
    member: MemberId
    delivery: Delivery
    attempt: int
    attempted: bool
    lease: str
    unsure: int = 0
    """How many earlier tries may have posted it."""
    abandoned: int = 0
    """How many tries in a row, up to now, ended with their process and without a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Where a delivery ended up."""

    conversation: str | None = None
    message: str | None = None


class PostState(StrEnum):
    """How far a post has come."""

    WAITING = "waiting"
    LEAVING = "leaving"
    """It is being sent just now."""
    POSTED = "posted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Something that a member was sent, as it stands now, or is about to be sent."""

    id: str
    place: Posted
    """Where it stands; nothing for what was not posted yet."""
    about: About
    redraw: Command | None
    """The command that shows it again; None where there is none."""
    state: PostState
    subject: str = ""
    is_home: bool = False
    """It is what the Home tab shows."""
    is_revision: bool = False
    """It waits to change a post that is found by its subject only when it leaves."""


@dataclass(frozen=True, slots=True)
class PendingWithdrawal:
    """How many jobs and deliveries of a withdrawal are still to be done, and how many were given up."""

    open: int
    failed: int


class Outbox(Protocol):
    """Durable deliveries; at most one in flight a channel, at the pace that the platform allows."""

    async def claim(self, *, limit: int, lease_seconds: float) -> list[Outgoing]:
        """Take due deliveries: in order per channel, at each channel's pace, fair between workspaces."""

    async def renew(self, held: Sequence[Outgoing], *, lease_seconds: float) -> None:
        """Hold deliveries longer; what was taken over meanwhile stays taken over."""

    async def mark_delivered(self, outgoing: Outgoing, posted: Posted) -> None:
        """Record that it was posted."""

    async def retry(
        self,
        outgoing: Outgoing,
        *,
        after_seconds: float,
        error: str,
        counts: bool = True,
        may_be_posted: bool = True,
        waits_for: str | None = None,
    ) -> None:
        """Give it back, to be tried again later; the channel waits as long. `counts`: it failed by itself;
        else it may be woken when what it `waits_for` is back."""

    async def give_back(
        self, held: Sequence[Outgoing], *, may_be_posted: bool, after_seconds: float = 0.0
    ) -> None:
        """Give back what was not begun, or not finished before a stop, to be claimed again after that time;
        that was no attempt."""

    async def put_off(self, outgoing: Outgoing, *, after_seconds: float) -> None:
        """Give back what was not tried, as its member is not to be written to now; the channel goes on."""

    async def give_up(self, outgoing: Outgoing, *, error: str, reference: str) -> None:
        """Leave it undelivered as a dead letter."""

    async def find_post(self, workspace: WorkspaceId, member: MemberId, subject: str) -> Posted | None:
        """Where the latest delivery with this subject was posted, if it was."""

    async def wait(self, timeout_seconds: float) -> bool:
        """Return True early when there may be something to deliver (same process), else False later."""
