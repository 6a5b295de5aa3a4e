"""Reads and keeps what periodic messages told last (`bot.core.news`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.core.events import Change
from bot.core.news import THE_MESSAGE, LastTold, News
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.ports.work import Work
from bot.core.turn import Turn


async def read_last_told(reader: StoreReader, turn: Turn[Any], kind: str) -> Mapping[str, LastTold]:
    """What a kind of message told the member last, by subject."""
    rows = await reader.of(LastTold).find(kind=kind, space=turn.scope.own)
    return {row.subject: row for row in rows}


async def keep_told(uow: UnitOfWork, turn: Turn[Any], kind: str, told: Collection[News]) -> None:
    """Keep what is told now, in the commit that says it."""
    for news in told:
        row = LastTold(
            id=_id(turn, kind, news.subject),
            workspace=turn.scope.workspace,
            space=turn.scope.own,
            created_at=turn.now,
            kind=kind,
            subject=news.subject,
            facts=news.told,
            on=turn.today,
            way=news.way,
        )
        await uow.of(LastTold).put(row)


async def forget_told(uow: UnitOfWork, turn: Turn[Any], kind: str, subject: str = THE_MESSAGE) -> None:
    """Forget what was told of a subject that is settled, so that it is new when it comes up again."""
    if await uow.of(LastTold).count(id=_id(turn, kind, subject)):
        await uow.of(LastTold).remove(_id(turn, kind, subject))


def _id(turn: Turn[Any], kind: str, subject: str) -> str:
    return f"{turn.scope.member}:{kind}:{subject}" if subject else f"{turn.scope.member}:{kind}"


async def forget_erased(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Forget what was told of somebody who is erased."""
    for row in await uow.of(LastTold).find(subject=tuple(change.id for change in changes)):
        await uow.of(LastTold).remove(row.id)
