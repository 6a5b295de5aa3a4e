"""Finds what it is time for: people and promises that are due, not at rest, and not asked in vain (B3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.core.notes import Commitment, CommitmentState, Note
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.schedule.kinds import find_schedule_changes
from bot.core.schedule.times import NUDGE_DIGEST
from bot.core.turn import Turn
from bot.features.nudges.contracts.values import Nudge, NudgeId, find_resting
from bot.features.nudges.rules import (
    NudgeReason,
    again_on,
    find_reasons,
    with_tries,
    without_people_of_late,
)
from bot.features.score.contracts.totals import read_total

_REMEMBERED = 400
"""How many nudges are read: more than the largest budget posts in the longest rest."""

_ON_THEIR_MIND = timedelta(days=3)
"""Whoever was noted about so lately is not brought up by a rhythm."""
_SOON = timedelta(days=5)
"""A promise that is due so soon keeps the nudges going: it is mentioned on the working day before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReasons:
    """All that it is time for, and the nudges that were posted before."""

    open: tuple[NudgeReason, ...]
    """Those that were not mentioned yet, or long enough ago."""
    is_idle: bool
    """Nothing is due or will be within days, at rest or not."""
    nudges: tuple[Nudge, ...]
    """The newest first."""


async def find_due(reader: StoreReader, turn: Turn[Any]) -> DueReasons:
    """Find what it is time for; what nobody answered three times is left alone until it changes."""
    promises = await reader.of(Commitment).find(state=CommitmentState.OPEN, space=turn.scope.own)
    nudges = await latest_nudges(reader, turn)
    own = [each for each in turn.people.in_rhythm() if each.space == turn.scope.own]
    weekdays = turn.settings.hours.weekdays
    found = find_reasons(own, promises, turn.now, turn.zone, weekdays)
    resting = find_resting(nudges, turn.today)
    waiting = [each for each in with_tries(found, nudges) if each.about not in resting]
    noted = [each.about for each in waiting if await _is_noted_now(reader, turn, each)]
    near = [each for each in promises if each.due_on and each.due_on <= turn.today + _SOON]
    promised = [
        each.contact_id for each in near if each.contact_id and each.due_on and each.due_on >= turn.today
    ]
    waiting = without_people_of_late(waiting, nudges, [*noted, *promised], turn.today)
    return DueReasons(open=tuple(waiting), is_idle=not found and not near, nudges=tuple(nudges))


async def _is_noted_now(reader: StoreReader, turn: Turn[Any], reason: NudgeReason) -> bool:
    """Whether the member noted something about a person just now, who is due by their rhythm."""
    if reason.commitment is not None or reason.contact is None:
        return False
    latest = await reader.of(Note).find(contact_ids=reason.contact.id, newest_first=True, limit=1)
    return any(turn.today - turn.day_of(each.created_at) <= _ON_THEIR_MIND for each in latest)


async def latest_nudges(reader: StoreReader, turn: Turn[Any]) -> list[Nudge]:
    """The member's latest nudges, the newest first."""
    return await reader.of(Nudge).find(space=turn.scope.own, newest_first=True, limit=_REMEMBERED)


async def read_scores(reader: StoreReader, due: DueReasons, places: int, turn: Turn[Any]) -> dict[str, int]:
    """Scores of the people concerned, by contact id; none where there is a place for everything."""
    if len(due.open) <= places or not places:
        return {}
    people = {each.contact.id: each.contact for each in due.open if each.contact is not None}
    return {id: await read_total(reader, contact, turn.today) for id, contact in people.items()}


async def schedule_digest(uow: UnitOfWork, turn: Turn[Any]) -> None:
    """Let the digest come at the end of the member's week."""
    schedule = tuple(await uow.scheduled_jobs())
    changes = find_schedule_changes(turn.member, turn.settings, schedule, turn.now, begins=NUDGE_DIGEST)
    for job in changes.scheduled:
        if job.kind == NUDGE_DIGEST:
            await uow.schedule(job)


def build_nudge(
    turn: Turn[Any], reason: NudgeReason, *, wording: str, counts: bool = True, digest: str = ""
) -> Nudge:
    """The nudge about something that is mentioned now."""
    return Nudge(
        id=NudgeId(turn.new_id("nudge", reason.about)),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        about=reason.about,
        contact_id=reason.contact.id if reason.contact else "",
        on=turn.today,
        again_on=again_on(reason, turn.today),
        wording=wording,
        counts=counts,
        digest=digest,
    )
