"""B3: when a contact should hear from the member again, and which nudges come within the budget."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.contacts import Contact, Standing, touch_due_at
from bot.core.notes import Commitment, CommitmentState, Promiser
from bot.features.nudges.contracts.values import AHEAD, Nudge

AGAIN_AFTER = timedelta(days=14)
"""A contact without a touch since a nudge comes up again after this time, or half the cadence if longer."""
PROMISE_AGAIN_AFTER = timedelta(days=7)
"""A promise that is still open after a nudge comes up again after this time."""

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeReason:
    """A contact or a promise that it is time for; `since` is the local date from which it is due."""

    about: str
    contact: Contact | None
    commitment: Commitment | None = None
    since: date
    late_days: int
    rhythm_days: int


def find_reasons(
    contacts: Sequence[Contact], commitments: Sequence[Commitment], now: datetime, zone: ZoneInfo
) -> list[NudgeReason]:
    """Find every contact and promise that it is time for, whether it was mentioned before or not."""
    today = now.astimezone(zone).date()
    by_id = {contact.id: contact for contact in contacts}
    found = [_for_contact(each, due, zone, today) for each in contacts if (due := _due(each, now))]
    for commitment in commitments:
        contact = by_id.get(commitment.contact_id) if commitment.contact_id else None
        gone = contact is not None and contact.standing is Standing.RELEASED
        due_on = commitment.due_on
        if commitment.state is CommitmentState.OPEN and due_on and due_on - AHEAD <= today and not gone:
            found.append(_for_promise(commitment, due_on, contact, today))
    return found


def _due(contact: Contact, now: datetime) -> datetime | None:
    due = touch_due_at(contact)
    return due if due is not None and due <= now else None


def _for_contact(contact: Contact, due: datetime, zone: ZoneInfo, today: date) -> NudgeReason:
    since = due.astimezone(zone).date()
    return NudgeReason(
        about=contact.id,
        contact=contact,
        since=since,
        late_days=(today - since).days,
        rhythm_days=contact.cadence_days or 1,
    )


def _for_promise(commitment: Commitment, due_on: date, contact: Contact | None, today: date) -> NudgeReason:
    return NudgeReason(
        about=commitment.id,
        contact=contact,
        commitment=commitment,
        since=due_on - AHEAD,
        late_days=(today - due_on).days,
        rhythm_days=_WEEK.days,
    )


def again_on(reason: NudgeReason, today: date) -> date:
    """When a reason that is mentioned today may be mentioned again."""
    if reason.commitment is not None:
        return today + PROMISE_AGAIN_AFTER
    return today + max(AGAIN_AFTER, timedelta(days=reason.rhythm_days // 2))


def weigh(reason: NudgeReason, score: int | None) -> float:
    """Weigh a reason by its lateness in its own rhythm, and by the relationship's score, 0 to 100.

    Ten days late in a rhythm of ten days weighs twice as much as being due today. The member's own promises
    come before what others promised.
    """
    lateness = 1.0 + max(reason.late_days, 0) / reason.rhythm_days
    strength = 1.0 if score is None else 0.5 + score / 100
    own = reason.commitment is not None and reason.commitment.by is Promiser.MEMBER
    return lateness * strength * (1.5 if own else 1.0)


def count_left(nudges: Iterable[Nudge], today: date, *, a_day: int, a_week: int) -> int:
    """Count how many more nudges may come today; weeks are ISO weeks of the member's dates."""
    week = today.isocalendar()[:2]
    days = [nudge.on for nudge in nudges if nudge.counts]
    left_today = a_day - days.count(today)
    left_this_week = a_week - sum(day.isocalendar()[:2] == week for day in days)
    return max(0, min(left_today, left_this_week))


def choose(
    due: Sequence[NudgeReason], scores: Mapping[str, int], places: int
) -> tuple[list[NudgeReason], list[NudgeReason]]:
    """Choose the most pressing reasons, at most `places` and one for each person; the rest comes second."""
    ordered = sorted(due, key=lambda each: (-weigh(each, scores.get(_person(each))), each.about))
    now: list[NudgeReason] = []
    rest: list[NudgeReason] = []
    people: set[str] = set()
    for reason in ordered:
        person = _person(reason)
        if len(now) < places and person not in people:
            now.append(reason)
            people.add(person)
        else:
            rest.append(reason)
    return now, rest


def _person(reason: NudgeReason) -> str:
    return reason.contact.id if reason.contact else reason.about


def choose_wording(variants: Sequence[str], key: str, last: str) -> str:
    """Choose a variant by a key, never the one that was used last."""
    fresh = [each for each in variants if each != last] or list(variants)
    digest = hashlib.sha256(key.encode()).digest()
    return fresh[int.from_bytes(digest[:4], "big") % len(fresh)]
