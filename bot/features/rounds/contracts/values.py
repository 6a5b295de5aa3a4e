"""Rounds, their answers, and what is shared of them, as other features may use them (T1 to T5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.core.contacts import AccountId
from bot.core.identity import MemberId, Space, WorkspaceId, derive_id
from bot.core.notes import NoteId

RoundId = NewType("RoundId", str)


MOST_ACCOUNTS = 3
"""Accounts that one week's round asks about (T1)."""


ORGANIZATION = AccountId("")
"""What a stratical round is about: the leader's own organization, which is no account (T4)."""


class RoundKind(StrEnum):
    """Which set of questions a round asks."""

    TACTEGIC = "tactegic"
    STRATICAL = "stratical"


class RoundState(StrEnum):
    """How a round stands; one that was skipped can still be answered late."""

    OPEN = "open"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One member's questions for one period (its key: `2026-W47`, `2026-11`); times are UTC."""

    id: RoundId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    kind: RoundKind
    period: str
    account_ids: tuple[AccountId, ...]
    state: RoundState = RoundState.OPEN
    snoozed_until: datetime | None = None
    places: tuple[str, ...] = ()
    """Threads that it was answered in, as `conversation/message`."""
    most_questions: int = 0
    """How many questions it asks about each account; 0 for all."""

    @property
    def subject(self) -> str:
        """The subject that its card is posted under."""
        return f"round:{self.id}"


def round_id(workspace: WorkspaceId, member: MemberId, kind: RoundKind, period: str) -> RoundId:
    """The id of a member's round: there is one for each period, whoever starts it."""
    return RoundId(derive_id("round", workspace, member, kind.value, period))


class AnswerOutcome(StrEnum):
    """What came of one question in one round."""

    ANSWERED = "answered"
    UNCHANGED = "unchanged"
    PASSED = "passed"
    WITHDRAWN = "withdrawn"
    """Taken back; the question is open again, and nothing of this is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundAnswer:
    """What came of a question of a round; the member's words are in the note."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    round_id: RoundId
    account_id: AccountId
    question_id: str
    given: AnswerOutcome
    note_id: NoteId | None = None


def answer_id(round_id: RoundId, account_id: AccountId, question_id: str) -> str:
    """The id of what came of a question, so that a later answer takes the place of the earlier."""
    return derive_id(round_id, account_id, question_id)


def number_period(period: str) -> int:
    """Number a period, given its key, so that the numbers grow by one from week to week or month to month.

    Raises ValueError for any other key.
    """
    if found := re.fullmatch(r"(\d{4})-W(\d{2})", period):
        return date.fromisocalendar(int(found[1]), int(found[2]), 1).toordinal() // 7
    if found := re.fullmatch(r"(\d{4})-(\d{2})", period):
        return int(found[1]) * 12 + int(found[2]) - 1
    raise ValueError(f"{period!r} is the key of no week or month")


def period_of(kind: RoundKind, day: date) -> str:
    """The key of the period that a local date lies in: `2026-W47`, or `2026-11` for a leader's round."""
    if kind is RoundKind.STRATICAL:
        return f"{day:%Y-%m}"
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


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
    agreed_to_model: bool = False
    """Whether the seller had said yes to it themselves, which the workspace may ask for."""


def shared_round_id(round_id: RoundId) -> str:
    """The id of what is shared of a round: sharing again takes the place of the earlier."""
    return derive_id(round_id, "shared")
