"""Nudges and what they depend on, as other features may use them (B3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.core.deliveries import About
from bot.core.identity import Space, WorkspaceId

NudgeId = NewType("NudgeId", str)


AHEAD = timedelta(days=1)
"""A promise is mentioned from the working day before it is due."""
EVERY_DAY = frozenset(range(7))


def mention_from(due_on: date, weekdays: Collection[int] = EVERY_DAY) -> date:
    """The day from which a promise is mentioned: the last working day before it is due.

    For who works from Monday to Friday, what is due on Sunday or Monday is mentioned on Friday.
    """
    day = due_on - AHEAD
    while day.weekday() not in weekdays and due_on - day < timedelta(days=7):
        day -= AHEAD
    return day


def next_working_day(today: date, weekdays: Collection[int] = EVERY_DAY) -> date:
    """The first of the member's working days after today."""
    day = today + timedelta(days=1)
    while day.weekday() not in weekdays and day - today < timedelta(days=7):
        day += timedelta(days=1)
    return day


class NudgeState(StrEnum):
    """Whether a nudge is posted, rests, or was taken back."""

    POSTED = "posted"
    SNOOZED = "snoozed"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """A nudge that was posted; `about` is the id of the contact or commitment, dates are the member's."""

    id: NudgeId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    about: str
    contact_id: str
    """The person, empty for a promise with nobody named."""
    on: date
    again_on: date
    """The local date before which it is not mentioned again."""
    wording: str
    """The beginning that was used, so that the next one differs."""
    state: NudgeState = NudgeState.POSTED
    counts: bool = True
    """Whether it counts against the budget; one that stood in a digest does not."""
    digest: str = ""
    """The subject of the digest that it is a line of; empty for a card of its own."""

    @property
    def subject(self) -> str:
        """The subject that its card is posted under."""
        return self.digest or f"nudge:{self.id}"

    @property
    def ids(self) -> About:
        """Ids of the contact and the commitment that it is about."""
        return tuple(dict.fromkeys(id for id in (self.about, self.contact_id) if id))


def find_resting(nudges: Iterable[Nudge], today: date) -> frozenset[str]:
    """Find the contacts and commitments that were mentioned or snoozed and are to rest until a later day.

    The newest nudge counts; one that was taken back does not hold back what is due once more.
    """
    newest: dict[str, Nudge] = {}
    for nudge in sorted(nudges, key=lambda each: each.created_at):
        newest[nudge.about] = nudge
    return frozenset(
        about
        for about, nudge in newest.items()
        if nudge.again_on > today and nudge.state is not NudgeState.TAKEN_BACK
    )


def count_unanswered(nudges: Iterable[Nudge], about: str) -> int:
    """Count how many nudges in a row about a contact or promise the member left as they were.

    One that was snoozed got an answer, and one that was taken back was settled.
    """
    found = 0
    for nudge in sorted(nudges, key=lambda each: each.created_at, reverse=True):
        if nudge.about != about:
            continue
        if nudge.state is not NudgeState.POSTED:
            break
        found += 1
    return found
