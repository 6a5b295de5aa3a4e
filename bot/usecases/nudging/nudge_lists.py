"""What is coming and when: for `/tactegic nudges`, the digest and the Home tab (B3, B5)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.notes import Commitment, CommitmentState
from bot.domain.nudges import AHEAD, Nudge, NudgeReason, NudgeState, quiet, touch_due_at
from bot.domain.occasions import NUDGES
from bot.domain.settings import InForce
from bot.messages.deliveries import UNSAID
from bot.messages.nudges import ListNudges
from bot.ports import StoreReader
from bot.texts import nudge_lists as texts
from bot.texts.nudge_lists import Coming
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.turn import Turn

_HORIZON = timedelta(days=90)


def coming_of(reason: NudgeReason, turn: Turn[Any], today: date) -> Coming:
    """A reason as a line of a list."""
    contact = reason.contact
    touched = contact.last_touch_at if contact else None
    return Coming(
        name=contact.name if contact else "",
        company=turn.people.company(contact) if contact else "",
        on=reason.since if reason.commitment is None else min(today, reason.since),
        contact_id=contact.id if contact else "",
        what=reason.commitment.what if reason.commitment else "",
        touched_on=turn.day_of(touched) if touched else None,
    )


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


async def list_nudges(turn: Turn[ListNudges]) -> None:
    """A page of what is coming."""
    async with turn.read() as reader:
        rows = await find_coming(reader, turn)
        next_at = await next_nudges(reader)
    settings = turn.settings
    page = page_within(turn.command.page, len(rows))
    card = texts.coming_list(
        rows[page * PAGE : (page + 1) * PAGE],
        total=len(rows),
        page=page,
        today=turn.today,
        next_at=None if settings.paused else next_at,
        allowance=_allowance(settings),
    )
    await turn.answer(card, in_place=True, about=UNSAID)


async def next_nudges(reader: StoreReader) -> datetime | None:
    """When nudges come next; None where nothing is due."""
    found = [each.next_at for each in await reader.scheduled_jobs() if each.kind == NUDGES]
    return min(found, default=None)


def _allowance(settings: InForce) -> str:
    return texts.allowance(settings.nudges_a_day, settings.nudges_a_week, paused=settings.paused)
