"""T5: reporting lines, set by a workspace admin or confirmed by the seller, never by the manager alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from bot.core.identity import MemberId
from bot.features.reporting.contracts import LineState, ReportingLine, above


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
    confirmed = [line for line in lines if line.state is LineState.CONFIRMED]
    if any((line.seller, line.manager) == (seller, manager) for line in confirmed):
        raise Refused(Refusal.THERE_ALREADY)
    if seller in above(confirmed, manager):
        raise Refused(Refusal.CIRCLE)


def answer_request(line: ReportingLine, by: MemberId, *, accepts: bool) -> ReportingLine:
    """The request as its seller answers it; raises Refused for anybody else, and where it is no request."""
    if by != line.seller or line.state is not LineState.REQUESTED:
        raise Refused(Refusal.NOT_YOURS)
    return replace(line, state=LineState.CONFIRMED if accepts else LineState.DECLINED)


def end_reporting(line: ReportingLine, by: MemberId, *, is_admin: bool) -> ReportingLine:
    """The line, ended by the seller, the manager or an admin; raises Refused for anybody else."""
    if by not in (line.seller, line.manager) and not is_admin:
        raise Refused(Refusal.NOT_YOURS)
    return replace(line, state=LineState.ENDED)


def find_live_lines(lines: Iterable[ReportingLine]) -> list[ReportingLine]:
    """The lines that hold or wait for an answer, the confirmed ones first."""
    living = [line for line in lines if line.state in (LineState.CONFIRMED, LineState.REQUESTED)]
    return sorted(living, key=lambda line: (line.state is LineState.REQUESTED, line.created_at))
