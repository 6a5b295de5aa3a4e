"""Reporting lines: set by a workspace admin or confirmed by the seller, never by the manager alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.identity import MemberId, Space, WorkspaceId

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


class Refusal(StrEnum):
    """Why a reporting line cannot be."""

    ONESELF = "oneself"
    THERE_ALREADY = "there already"
    CIRCLE = "circle"
    NOT_YOURS = "not yours"


class Refused(Exception):
    """A change of a reporting line that the rules do not allow."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def first_state(seller: MemberId, manager: MemberId, by: MemberId, *, is_admin: bool) -> LineState:
    """How a new line starts: confirmed by an admin or the seller, a mere request by the manager.

    Raises Refused for anybody else. An admin who is the manager only asks, as any manager does.
    """
    if by == seller:
        return LineState.CONFIRMED
    if by == manager:
        return LineState.REQUESTED
    if is_admin:
        return LineState.CONFIRMED
    raise Refused(Refusal.NOT_YOURS)


def check(lines: Iterable[ReportingLine], seller: MemberId, manager: MemberId) -> None:
    """Raise Refused for a line to oneself, one that is there, or one that closes a circle."""
    if seller == manager:
        raise Refused(Refusal.ONESELF)
    held = [line for line in lines if line.state is LineState.CONFIRMED]
    if any((line.seller, line.manager) == (seller, manager) for line in held):
        raise Refused(Refusal.THERE_ALREADY)
    if seller in above(held, manager):
        raise Refused(Refusal.CIRCLE)


def above(lines: Iterable[ReportingLine], member: MemberId) -> frozenset[MemberId]:
    """Everybody whom a member reports to, directly or not."""
    held = [line for line in lines if line.state is LineState.CONFIRMED]
    found: set[MemberId] = set()
    waiting = [member]
    while waiting:
        one = waiting.pop()
        managers = {line.manager for line in held if line.seller == one} - found
        found |= managers
        waiting += managers
    return frozenset(found)


def answer_request(line: ReportingLine, by: MemberId, *, accepts: bool) -> ReportingLine:
    """The seller's answer to a request; raises Refused for anybody else's, and for what is no request."""
    if by != line.seller or line.state is not LineState.REQUESTED:
        raise Refused(Refusal.NOT_YOURS)
    return replace(line, state=LineState.CONFIRMED if accepts else LineState.DECLINED)


def end_reporting(line: ReportingLine, by: MemberId, *, is_admin: bool) -> ReportingLine:
    """A line is over: said by the seller, the manager or an admin; raises Refused for anybody else."""
    if by not in (line.seller, line.manager) and not is_admin:
        raise Refused(Refusal.NOT_YOURS)
    return replace(line, state=LineState.ENDED)


def alive(lines: Iterable[ReportingLine]) -> list[ReportingLine]:
    """Lines that hold or wait for an answer, the confirmed ones first."""
    living = [line for line in lines if line.state in (LineState.CONFIRMED, LineState.REQUESTED)]
    return sorted(living, key=lambda line: (line.state is LineState.REQUESTED, line.created_at))
