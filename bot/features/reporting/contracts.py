"""What other features may use: reporting (T5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.core.identity import MemberId, Space, WorkspaceId

LineId = NewType("LineId", str)


class LineState(StrEnum):
    """How a reporting line stands; only a confirmed one lets anything through."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingLine:
    """Who is whose manager; kept in the workspace's space, shown to those on it and to admins."""

    id: LineId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    seller: MemberId
    manager: MemberId
    set_by: MemberId
    state: LineState


def sight_of(line: ReportingLine) -> str:
    """What a card is about that shows what is seen along a line; the line itself is told of by others."""
    return f"{line.id}/seen"


def lines_above(lines: Iterable[ReportingLine], member: MemberId) -> list[ReportingLine]:
    """The confirmed lines from a member up: along these others see what the member shares."""
    upward = {member, *above(lines := list(lines), member)}
    return [line for line in lines if line.state is LineState.CONFIRMED and line.seller in upward]


def above(lines: Iterable[ReportingLine], member: MemberId) -> frozenset[MemberId]:
    """Everybody whom a member reports to, directly or not."""
    confirmed = [line for line in lines if line.state is LineState.CONFIRMED]
    found: set[MemberId] = set()
    waiting = [member]
    while waiting:
        one = waiting.pop()
        managers = {line.manager for line in confirmed if line.seller == one} - found
        found |= managers
        waiting += managers
    return frozenset(found)
