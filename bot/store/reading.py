"""What a scope may see, inside one transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from datetime import date
from typing import TypeVar

from bot.core.identity import MemberId, Scope, Space
from bot.core.ports.queues import PendingWithdrawal, Post, Posted
from bot.core.ports.store import LexicalHit, OwnRow, RowsSeen
from bot.core.schedule.jobs import ScheduledJob
from bot.core.withdrawing import redraw_key
from bot.store import owning, posts, schedule, spaces
from bot.store.connection import DatabaseConnection
from bot.store.kinds import find_kind, kind_of
from bot.store.lexical import WordIndex
from bot.store.outbox import find_post
from bot.store.repository import SqlRepository

T = TypeVar("T")


class SqlReader:
    """All rows that one scope may see, inside one transaction."""

    def __init__(self, connection: DatabaseConnection, scope: Scope, seen: RowsSeen | None = None) -> None:
        self._connection = connection
        self._scope = scope
        self._seen = seen
        self._words = WordIndex(connection)

    def of(self, kind: type[T]) -> SqlRepository[T]:
        """The repository of one kind of row."""
        return SqlRepository(self._connection, self._scope, kind_of(kind), seen=self._seen)

    async def search_notes(
        self,
        words: str,
        *,
        limit: int,
        contact_ids: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
    ) -> list[LexicalHit]:
        """Notes of the scope that hold some of these words, the best first; any text will do."""
        return await self._words.search_notes(
            self._scope, words, limit=limit, contact_ids=contact_ids, since=since, until=until
        )

    async def find_post(self, subject: str) -> Posted | None:
        """Where the member's latest delivery with this subject was posted, if it was."""
        return await find_post(self._connection, self._scope.workspace, self._scope.member, subject)

    async def find_posts_about(self, ids: Collection[str]) -> list[Posted]:
        """Every message, to anybody in the workspace, that speaks of a row with one of these ids."""
        return await posts.find_posts_about(self._connection, self._scope.workspace, ids)

    async def find_posts(
        self, *, about: Collection[str] = (), ids: Collection[str] = (), subject: str = ""
    ) -> list[Post]:
        """The member's own posts as they stand now that quote one of these rows, have one of these ids, or
        this subject."""
        return await posts.find_posts(self._connection, self._scope, about=about, ids=ids, subject=subject)

    async def find_readers(self, about: Collection[str]) -> list[MemberId]:
        """Everybody in the workspace to whom something was posted that quotes one of these rows."""
        return await posts.find_readers(self._connection, self._scope.workspace, about)

    async def members_of(self, seen: Collection[Space]) -> list[MemberId]:
        """Everybody who sees one of these spaces: whose own it is, or who is on its team."""
        return await spaces.members_of(self._connection, self._scope.workspace, seen)

    async def find_pending(self, withdrawal: str) -> PendingWithdrawal:
        """What is still to be done until nothing shows any more what was withdrawn."""
        mark = redraw_key(withdrawal)
        return await posts.find_pending(self._connection, self._scope.workspace, withdrawal, mark)

    async def scheduled_jobs(self) -> list[ScheduledJob]:
        """What is due when for the scope's member, the next first."""
        return await schedule.scheduled_jobs(self._connection, self._scope)

    def own_rows(self) -> AsyncIterator[OwnRow]:
        """All that is the member's own, kind by kind, the oldest first."""
        return owning.own_rows(self._connection, self._scope)

    async def count_own(self) -> dict[str, int]:
        """How many rows of each kind are the member's own, under the kinds' written names."""
        return await owning.count_own(self._connection, self._scope)

    def is_journalled(self, kind: str) -> bool:
        """Whether an undo takes rows of this kind back, by the kind's written name."""
        found = find_kind(kind)
        return found is None or found.journalled

    async def find_ids_of_others(self, kind: str, ids: Collection[str]) -> set[str]:
        """Which of these ids are those of rows of this kind that are not the member's own."""
        return await owning.find_others(self._connection, self._scope, kind, ids)
