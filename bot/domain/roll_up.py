"""What managers and leaders see of rounds: along confirmed lines, and only what sellers shared (T5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.identity import MemberId, Space, WorkspaceId, derive_id
from bot.domain.notes import NoteId
from bot.domain.reporting import ReportingLine, above
from bot.domain.round_questions import CHALLENGES
from bot.domain.rounds import RoundId, RoundKind


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """One answer as it is shown to managers."""

    account: str
    question_id: str
    words: str
    told_on: date
    note_id: NoteId


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRound:
    """What a seller shares of one round; a copy, so that managers see exactly what was shown beforehand."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    seller: MemberId
    name: str
    round_id: RoundId
    kind: RoundKind
    period: str
    answers: tuple[SharedAnswer, ...]
    without_picture: tuple[str, ...]
    """Accounts with no picture of their future, by name."""
    shared_with: tuple[Space, ...]
    model_allowed: bool = True
    """False where the seller opted out of sending text to a model provider."""


def shared_round_id(round_id: RoundId) -> str:
    """The id of what is shared of a round: sharing again takes the place of the earlier."""
    return derive_id(round_id, "shared")


def visible(
    shared: Iterable[SharedRound], lines: Iterable[ReportingLine], manager: MemberId
) -> list[SharedRound]:
    """What a manager may see now: shared, and by sellers who still report to them (T5)."""
    held = list(lines)
    return [each for each in shared if each.seller != manager and manager in above(held, each.seller)]


def latest(shared: Iterable[SharedRound]) -> list[SharedRound]:
    """Each seller's latest shared round of each kind."""
    found: dict[tuple[str, str], SharedRound] = {}
    for each in sorted(shared, key=lambda one: (one.period, one.created_at)):
        found[each.seller, each.kind.value] = each
    return sorted(found.values(), key=lambda one: one.name.casefold())


@dataclass(frozen=True, slots=True)
class Voice:
    """One answer of one seller, as a theme counts it."""

    seller: str
    answer: SharedAnswer


def latest_voices(shared: Iterable[SharedRound]) -> list[Voice]:
    """Every answer that is shared: the latest for each seller, account and question."""
    found: dict[tuple[str, str, str], Voice] = {}
    for each in sorted(shared, key=lambda one: one.created_at):
        for answer in each.answers:
            found[each.seller, answer.account, answer.question_id] = Voice(each.name, answer)
    return list(found.values())


def voices(shared: Iterable[SharedRound]) -> list[Voice]:
    """The answers that themes are made of."""
    held = list(shared)
    stratical = {a.note_id for one in held if one.kind is RoundKind.STRATICAL for a in one.answers}
    return [
        each
        for each in latest_voices(held)
        if each.answer.question_id in CHALLENGES or each.answer.note_id in stratical
    ]
