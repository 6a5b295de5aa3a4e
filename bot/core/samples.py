"""Sample data: made-up people that a member may look around with, told from real ones by their ids.

Everything that belongs to them hangs on a contact or an account whose id says so. Nothing that comes by
itself sees any of it, and nothing of it is shared with anybody.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Generic, TypeVar, cast

from bot.core.contacts import is_sample
from bot.core.people import People
from bot.core.ports.store import Repository, StoreReader

T = TypeVar("T")


def concerns_sample(row: object) -> bool:
    """Whether a row is of the sample data, or about nobody but people and companies of it."""
    if is_sample(getattr(row, "id", "")):
        return True
    named: list[object] = [getattr(row, "contact_id", None), getattr(row, "account_id", None)]
    for several in ("contact_ids", "account_ids"):
        named += getattr(row, several, ())
    ids = [id for id in named if id]
    return bool(ids) and all(map(is_sample, ids))


def touches_sample(row: object) -> bool:
    """Whether a row is of the sample data, or about anybody of it."""
    ids = (*getattr(row, "contact_ids", ()), *getattr(row, "account_ids", ()))
    return concerns_sample(row) or any(map(is_sample, ids))


def has_samples(people: People) -> bool:
    """Whether the member has sample data."""
    return any(is_sample(each.id) for each in people.contacts)


def real_people(people: People) -> People:
    """The people and companies without those of the sample data."""
    return People(
        tuple(each for each in people.contacts if not is_sample(each.id)),
        tuple(each for each in people.accounts if not is_sample(each.id)),
        people.tag_rhythms,
    )


def without_samples(
    reading: AbstractAsyncContextManager[StoreReader],
) -> AbstractAsyncContextManager[StoreReader]:
    """The same reading, in which rows that concern sample data alone do not exist."""
    return _without(reading)


@asynccontextmanager
async def _without(reading: AbstractAsyncContextManager[StoreReader]) -> AsyncIterator[StoreReader]:
    async with reading as reader:
        yield cast(StoreReader, _RealReader(reader))


class _RealReader:
    """A reader whose repositories leave out what concerns sample data."""

    def __init__(self, reader: StoreReader) -> None:
        self._reader = reader

    def of(self, kind: type[T]) -> Repository[T]:
        """The repository of one kind of row, without sample data."""
        return cast("Repository[T]", _RealRows(self._reader.of(kind)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)


class _RealRows(Generic[T]):
    """The rows of one kind that do not concern sample data alone."""

    def __init__(self, rows: Repository[T]) -> None:
        self._rows = rows

    async def get(self, id: str) -> T:
        """The row with this id; raises NotFound."""
        return await self._rows.get(id)  # who has an id has found the row before

    async def one(self, id: str | None) -> T | None:
        """The row with this id; None where there is none, and for one that concerns sample data alone."""
        row = await self._rows.one(id)
        return None if row is None or concerns_sample(row) else row

    async def find(
        self, *, newest_first: bool = False, limit: int | None = None, offset: int = 0, **equals: object
    ) -> list[T]:
        """The rows with these values, page after page until there are enough."""
        found: list[T] = []
        while True:
            page: Sequence[T] = await self._rows.find(
                newest_first=newest_first, limit=limit, offset=offset, **equals
            )
            found += [row for row in page if not concerns_sample(row)]
            if limit is None or len(page) < limit or len(found) >= limit:
                return found[:limit]
            offset += len(page)

    async def count(self, **equals: object) -> int:
        """How many rows `find` would give without a limit."""
        rows = await self._rows.find(**cast(Any, equals))
        return sum(not concerns_sample(row) for row in rows)
