"""What is stored in SQL, as handlers read and write it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from bot.core.commands import Command
from bot.core.deliveries import Delivery
from bot.core.identity import MemberId, Scope, Space
from bot.core.ports.queues import PendingWithdrawal, Post, Posted
from bot.core.ports.work import Work
from bot.core.schedule.jobs import ScheduledJob

if TYPE_CHECKING:
    from bot.core.events import Change, Published

T = TypeVar("T")

UNDO_DAYS = 90.0
"""For how long a change can be undone where nothing else is set."""


class Repository(Protocol[T]):
    """The rows of one kind that a scope may see. Rows of other owners do not exist here."""

    async def get(self, id: str) -> T:
        """The row with this id; raises NotFound."""

    async def one(self, id: str | None) -> T | None:
        """The row with this id; None where there is none, or where no id is given."""

    async def find(
        self, *, newest_first: bool = False, limit: int | None = None, offset: int = 0, **equals: object
    ) -> list[T]:
        """Rows whose fields equal the given values (a tuple or list means any of these), by `created_at`.

        A field that holds several ids, such as a note's `contact_ids`, equals each of them.
        """

    async def count(self, **equals: object) -> int:
        """How many rows `find` would give without a limit."""

    async def put(self, item: T) -> None:
        """Insert or replace a row, in a space of the scope; journalled for undo; only in `Store.write`."""

    async def put_all(self, items: Sequence[T]) -> None:
        """The same for many rows, with few statements."""

    async def remove_all(self, ids: Sequence[str]) -> None:
        """Delete many rows, with few statements; those that are not there are none any more."""

    async def remove(self, id: str) -> None:
        """Delete a row, journalled for undo; raises NotFound. Only inside `Store.write`."""


class RowsSeen:
    """The rows that one piece of work was shown, as they were then, so that its commit notices a change.

    Without it, a row that somebody else changed between reading and writing would be overwritten unseen.
    """

    __slots__ = ("_bodies", "_written")

    def __init__(self) -> None:
        self._bodies: dict[tuple[str, str], object] = {}
        self._written: dict[tuple[str, str], object] = {}

    def show(self, kind: str, id: str, body: object) -> None:
        """Remember a row as it was handed out first, None for one that was asked for and is not there.

        Decisions may rest on that, whatever came later.
        """
        if (kind, id) not in self._written:
            self._bodies.setdefault((kind, id), body)

    def write(self, kind: str, id: str, body: object) -> None:
        """Remember a row as the open commit has written it; None for a deleted one."""
        self._written[kind, id] = body

    def committed(self) -> None:
        """Take what the commit wrote for what is there."""
        self._bodies |= self._written
        self._written = {}

    def rolled_back(self) -> None:
        """Forget what was written: nothing of it is there."""
        self._written = {}

    def is_stale(self, kind: str, id: str, body: object) -> bool:
        """Whether the row was handed out or written, and is another one now."""
        known = self._written if (kind, id) in self._written else self._bodies
        return (kind, id) in known and known[kind, id] != body


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A note found by its words; a higher score is better."""

    note_id: str
    score: float


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row that is a member's own, of whatever kind: the kind's written name, and its fields as JSON."""

    kind: str
    fields: Mapping[str, Any]
    outlives_owner: bool = True
    """Whether it stays, where it is shared, when its owner leaves or erases everything else."""


class TakenIn(StrEnum):
    """What became of a row that was to be taken in from elsewhere."""

    ADDED = "added"
    THERE = "there"
    """It is there already, and stays as it is."""
    UNKNOWN = "unknown"
    """No such kind is known, or none that comes back this way."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Restored:
    """A row that an undo put back: after the undo, and before it; None where there is none."""

    now: object | None
    was: object | None


class StoreReader(Protocol):
    """All rows that one scope may see, inside one transaction."""

    def of(self, kind: type[T]) -> Repository[T]:
        """The repository of one kind of row, e.g. `uow.of(Contact)`."""

    async def search_notes(
        self,
        words: str,
        *,
        limit: int,
        contact_ids: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
    ) -> list[LexicalHit]:
        """Notes of the scope that hold these words, by the lexical index, the best first."""

    async def find_post(self, subject: str) -> Posted | None:
        """Where the member's latest delivery with this subject was posted, if it was."""

    async def find_posts_about(self, ids: Collection[str]) -> list[Posted]:
        """Every message, to anybody in the workspace, that speaks of a row with one of these ids."""

    async def find_posts(
        self, *, about: Collection[str] = (), ids: Collection[str] = (), subject: str = ""
    ) -> list[Post]:
        """The member's own posts as they stand now that quote one of these rows, have one of these ids, or
        this subject."""

    async def find_readers(self, about: Collection[str]) -> list[MemberId]:
        """Everybody in the workspace to whom something was posted that quotes one of these rows."""

    async def members_of(self, spaces: Collection[Space]) -> list[MemberId]:
        """Everybody who sees one of these spaces: whose own it is, or who is on its team."""

    async def find_pending(self, withdrawal: str) -> PendingWithdrawal:
        """What is still to be done until nothing shows any more what was withdrawn."""

    async def scheduled_jobs(self) -> list[ScheduledJob]:
        """What is due when for the scope's member, the next first."""

    def own_rows(self) -> AsyncIterator[OwnRow]:
        """All that is the member's own, kind by kind, the oldest first, a page in memory at a time."""

    async def count_own(self) -> Mapping[str, int]:
        """How many rows of each kind are the member's own, under the kinds' written names."""

    def is_journalled(self, kind: str) -> bool:
        """Whether an undo takes rows of this kind back, by the kind's written name."""

    async def find_ids_of_others(self, kind: str, ids: Collection[str]) -> set[str]:
        """Which of these ids are those of rows of this kind that are not the member's own."""


class UnitOfWork(StoreReader, Protocol):
    """A unit of work: what is written in it is committed at once, with the work marked as done."""

    def say(self, *deliveries: Delivery) -> None:
        """Put replies into the outbox."""

    def enqueue(
        self,
        command: Command,
        *,
        key: str,
        due: datetime | None = None,
        ordering_key: str = "",
        member: MemberId | None = None,
    ) -> None:
        """Put follow-up work into the inbox; the same key is never queued twice for a member.

        `ordering_key` keeps order among the jobs that share it; empty means the member's own. With `member`
        the work is another member's: it runs in their scope, and what it says goes to their direct message.
        """

    async def undo(self, change: str, *, keep: Collection[str] | None = None) -> tuple[Restored, ...]:
        """Restore what a change replaced; raises NotFound or ChangedSince. An undo is itself a change.

        With `keep`, the rows with these ids stay as they are, and so do those that were changed since.
        """

    async def changed_since(self, change: str) -> tuple[object, ...]:
        """Return the rows of a change that are still there and another by now; raises NotFound."""

    def erase(self, words: Collection[str]) -> None:
        """Make removals final: no change of what this work removes, or that held these words, can be undone.

        What hangs on it goes with it (bot/core/events.py), the bot's own messages about it are deleted, and
        what the member's finished work and deliveries said is forgotten.
        """

    @property
    def erases(self) -> bool:
        """Whether what this work removes is removed for good."""

    @property
    def removed_ids(self) -> frozenset[str]:
        """The ids of the rows that this work has removed so far."""

    @property
    def said_ids(self) -> tuple[str, ...]:
        """The ids of the deliveries that this work has said so far."""

    async def drop_waiting(self, post: Post) -> None:
        """Take back a delivery of the member's that waits; raises Conflict where it has left meanwhile."""

    async def find_shown_of_others(self) -> list[str]:
        """The ids of other members' and teams' rows that what was posted to the member speaks of."""

    async def empty_deliveries(self, about: Collection[str]) -> None:
        """Empty what was sent to the member of these rows, which they may not see any more."""

    async def forget_about(self, ids: Collection[str]) -> None:
        """Forget which of the member's posts spoke of these rows, which are erased."""

    def publish(self, event: Published) -> None:
        """Say that something happened which no row tells; what follows from it is done in this commit."""

    def take_changes(self) -> Sequence[Change | Published]:
        """What differs from before, each row once, and then what was published, since this was asked last."""

    async def member_ids(self, *, admins: bool = False) -> list[MemberId]:
        """Everybody of the workspace who uses the bot; with `admins` the admins, as far as known."""

    async def take_in(self, rows: Sequence[OwnRow]) -> list[TakenIn]:
        """Add rows of an export to the member's own space, where they are not there yet; returns what became
        of each, in their order.

        What rests on an agreement with others does not come back, nor who may read a row.
        """

    async def take_out(self, kind: str, id: str) -> None:
        """Remove a row of the member's own by its kind's written name, where it is there."""

    async def erase_own(self) -> list[Posted]:
        """Remove for good all that is the scope's member's own, but for what is shared with somebody.

        That is every row of their own space, what undoes their changes, what waits or is kept of their work
        and deliveries, and their schedule. Nothing follows from it by events. Returns where the bot's
        messages to them stand.
        """

    async def schedule(self, job: ScheduledJob) -> None:
        """Put a scheduled job of the scope's member into the schedule, or move the one of its kind and
        subject.

        The schedule is not journalled: what follows from settings is brought in line by `AdaptSchedule`.
        """

    async def cancel(self, kind: str, subject: str = "") -> None:
        """Take a scheduled job out of the schedule, if it is there."""


class Store(Protocol):
    """What is stored in SQL. Rows are reached by `read` and `write` alone, and both take whose they are."""

    def read(self, scope: Scope, *, seen: RowsSeen | None = None) -> AbstractAsyncContextManager[StoreReader]:
        """Open the rows of a scope for reading; `seen` learns the rows that are handed out."""

    def write(
        self, work: Work[Command], *, seen: RowsSeen | None = None
    ) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open the one commit of a piece of work; leaving the block normally commits and marks it done.

        Changing a row that is not any more as `seen` knows it raises Conflict.
        """
