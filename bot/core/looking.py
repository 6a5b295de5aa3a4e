"""A look at what a command would show: nothing is written, and nothing is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn, cast

from bot.core.cards import Card
from bot.core.commands import Command
from bot.core.deliveries import About, Delivery, Say
from bot.core.ports.errors import OutOfScope
from bot.core.ports.store import StoreReader, UnitOfWork


@dataclass(frozen=True, slots=True)
class Looking:
    """What a Turn would have said, filled while its command runs."""

    seen: list[tuple[Card, About]] = field(default_factory=list)
    withdrawal: str = ""
    """No withdrawal is behind a look."""

    def put(self, card: Card, about: About, redraw: Command | None) -> tuple[Delivery, ...]:
        """Take a card down, and return the delivery that nobody gets."""
        self.seen.append((card, about))
        return (Say(card=card, about=about, redraw=redraw),)

    def reading_only(
        self, read: AbstractAsyncContextManager[StoreReader]
    ) -> AbstractAsyncContextManager[UnitOfWork]:
        """Return a unit of work that reads and says, and refuses to write: it raises OutOfScope."""
        return _reading_only(read)


@asynccontextmanager
async def _reading_only(read: AbstractAsyncContextManager[StoreReader]) -> AsyncIterator[UnitOfWork]:
    async with read as reader:
        yield cast(UnitOfWork, _Unwriting(reader))


class _Unwriting:
    """A unit of work over a reader: deliveries go nowhere, and whatever else it could write is refused."""

    def __init__(self, reader: StoreReader) -> None:
        self._reader = reader

    def say(self, *deliveries: Delivery) -> None:
        del deliveries

    def of(self, kind: type[Any]) -> Any:
        return _UnwritingRepository(self._reader.of(kind))

    def __getattr__(self, name: str) -> Any:
        if not hasattr(StoreReader, name):
            _refuse()
        return getattr(self._reader, name)


class _UnwritingRepository:
    def __init__(self, rows: Any) -> None:
        self._rows = rows

    def __getattr__(self, name: str) -> Any:
        if name in ("put", "remove"):
            _refuse()
        return getattr(self._rows, name)


def _refuse() -> NoReturn:
    raise OutOfScope("a look writes nothing")
