"""What is coming, as rows: nudges (B3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.notes import Commitment, CommitmentState
from bot.core.ports.books import StoreReader
from bot.core.schedule.occasions import NUDGES
from bot.core.turn import Turn
from bot.features.nudges.contracts.cards import Coming
from bot.features.nudges.contracts.values import AHEAD, Nudge, NudgeState, quiet, touch_due_at

_HORIZON = timedelta(days=90)


async def find_coming(reader: StoreReader, turn: Turn[Any]) -> list[Coming]:
    """Everybody and every promise whose time comes within ninety days, the next first."""
    zone, today = ZoneInfo(turn.member.zone), turn.today
    nudges = await reader.of(Nudge).find(space=turn.scope.own, newest_first=True, limit=400)
    resting = {each.about: each for each in reversed(nudges) if each.about in quiet(nudges, today)}
    rows: list[Coming] = []
    for contact in turn.people.contacts:
        due = touch_due_at(contact)
        if due is None or contact.space != turn.scope.own:
            continue
        on = due.astimezone(zone).date()
        name, company = contact.name, turn.people.company(contact)
        row = Coming(name=name, company=company, on=on, contact_id=contact.id)
        rows.append(_rested(row, resting.get(contact.id), today))
    for promise in await reader.of(Commitment).find(state=CommitmentState.OPEN, space=turn.scope.own):
        if promise.due_on is not None:
            rows.append(_rested(_promised(promise, turn), resting.get(promise.id), today))
    return sorted((row for row in rows if row.on <= today + _HORIZON), key=lambda row: (row.on, row.name))


def _promised(promise: Commitment, turn: Turn[Any]) -> Coming:
    person = turn.people.get(promise.contact_id) if promise.contact_id else None
    assert promise.due_on is not None
    return Coming(
        name=person.name if person else "",
        company=turn.people.company(person) if person else "",
        on=promise.due_on - AHEAD,
        contact_id=person.id if person else "",
        what=promise.what,
    )


def _rested(row: Coming, nudge: Nudge | None, today: date) -> Coming:
    if nudge is None or max(row.on, today) >= nudge.again_on:
        return row
    note = "snoozed" if nudge.state is NudgeState.SNOOZED else "brought up already"
    return Coming(
        name=row.name,
        company=row.company,
        on=nudge.again_on,
        contact_id=row.contact_id,
        what=row.what,
        note=note,
    )


async def next_nudges(reader: StoreReader) -> datetime | None:
    """When nudges come next; None where nothing is due."""
    found = [each.next_at for each in await reader.scheduled_jobs() if each.kind == NUDGES]
    return min(found, default=None)
