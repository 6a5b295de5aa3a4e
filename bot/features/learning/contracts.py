"""What other features may use: learning (S7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.identity import Space, WorkspaceId, derive_id
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonSetting:
    """Whether a member wants lessons offered; one row a member, on where there is none. Times are UTC."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    offered: bool


async def wants_lessons(reader: StoreReader, turn: Turn[Any]) -> bool:
    """Whether the member wants lessons offered."""
    own = await reader.of(LessonSetting).find(id=_id(turn))
    return own[0].offered if own else turn.settings.lessons


async def keep_wish(uow: UnitOfWork, turn: Turn[Any], offered: bool) -> None:
    """Remember whether the member wants lessons offered."""
    wish = LessonSetting(
        id=_id(turn),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        offered=offered,
    )
    await uow.of(LessonSetting).put(wish)


def _id(turn: Turn[Any]) -> str:
    """The row that holds the member's own choice."""
    return derive_id(turn.scope.workspace, "lessons", turn.scope.member)
