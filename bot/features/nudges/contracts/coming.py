"""Finds what is coming: contacts and promises, and when they are brought up (B3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.core.contacts import touch_due_at
from bot.core.notes import Commitment, CommitmentState
from bot.core.ports.store import StoreReader
from bot.core.schedule.times import NUDGES
from bot.core.turn import Turn
from bot.features.nudges.contracts.cards import Coming
from bot.features.nudges.contracts.values import Nudge, find_resting, mention_from

_HORIZON = timedelta(days=90)


async def find_coming(reader: StoreReader, turn: Turn[Any]) -> list[Coming]:
    """Find every contact and promise whose time comes within ninety days, the next first."""
    today = turn.today
    nudges = await reader.of(Nudge).find(space=turn.scope.own, newest_first=True, limit=400)
    ids = find_resting(nudges, today)
    resting = {each.about: each for each in reversed(nudges) if each.about in ids}
    rows: list[Coming] = []
    for contact in turn.people.in_rhythm():
        due = touch_due_at(contact)
        if due is None or contact.space != turn.scope.own:
            continue
        row = Coming(
            name=contact.name,
            company=turn.people.company(contact),
            on=turn.day_of(due),
            contact_id=contact.id,
        )
        rows.append(_with_rest(row, resting.get(contact.id), today))
    for promise in await reader.of(Commitment).find(state=CommitmentState.OPEN, space=turn.scope.own):
        if promise.due_on is not None:
            rows.append(_with_rest(_promise_row(promise, turn), resting.get(promise.id), today))
    return sorted((row for row in rows if row.on <= today + _HORIZON), key=lambda row: (row.on, row.name))


def _promise_row(promise: Commitment, turn: Turn[Any]) -> Coming:
    person = turn.people.get(promise.contact_id) if promise.contact_id else None
    assert promise.due_on is not None
    return Coming(
        name=person.name if person else "",
        company=turn.people.company(person) if person else "",
        on=mention_from(promise.due_on, turn.settings.hours.weekdays),
        by=promise.by,
        due_on=promise.due_on,
        contact_id=person.id if person else "",
        commitment_id=promise.id,
        what=promise.what,
    )


def _with_rest(row: Coming, nudge: Nudge | None, today: date) -> Coming:
    """The row, moved to the end of its rest where it was snoozed or brought up already."""
    if nudge is None or max(row.on, today) >= nudge.again_on:
        return row
    return replace(row, on=nudge.again_on, rests_as=nudge.state)


async def next_nudges(reader: StoreReader) -> datetime | None:
    """The UTC time at which nudges come next; None where nothing is due."""
    found = [each.next_at for each in await reader.scheduled_jobs() if each.kind == NUDGES]
    return min(found, default=None)
