"""B3: when a contact should hear from the member again, and which nudges come within the budget."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.contacts import Contact, Standing, Tier, touch_due_at
from bot.core.notes import Commitment, CommitmentState, Promiser
from bot.features.nudges.contracts.values import (
    EVERY_DAY,
    Nudge,
    NudgeState,
    count_unanswered,
    mention_from,
)

AGAIN_AFTER = timedelta(days=14)
"""A contact without a touch since a nudge comes up again after this time, or half the cadence if longer."""
PROMISE_AGAIN_AFTER = timedelta(days=7)
"""A promise that is still open after a nudge comes up again after this time."""

MOST_TRIES = 3
"""So many nudges in a row come without an answer, the last one about another way; then there is silence."""

_WEEK = timedelta(days=7)
_TIME_TO_ANSWER = timedelta(days=3)
_ENOUGH_TO_TELL = 6
_LATEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeReason:
    """A contact or a promise that it is time for; `since` is the local date from which it is due."""

    about: str
    contact: Contact | None
    commitment: Commitment | None = None
    since: date
    late_days: int
    rhythm_days: int
    tries: int = 0
    """How many nudges about it in a row got no answer."""


def find_reasons(
    contacts: Sequence[Contact],
    commitments: Sequence[Commitment],
    now: datetime,
    zone: ZoneInfo,
    weekdays: Collection[int] = EVERY_DAY,
) -> list[NudgeReason]:
    """Find every contact and promise that it is time for, whether it was mentioned before or not.

    `weekdays` are the member's working days (Monday is 0).
    """
    today = now.astimezone(zone).date()
    by_id = {contact.id: contact for contact in contacts}
    found = [_for_contact(each, due, zone, today) for each in contacts if (due := _due(each, now))]
    for commitment in commitments:
        contact = by_id.get(commitment.contact_id) if commitment.contact_id else None
        gone = contact is not None and contact.standing is Standing.RELEASED
        due_on = commitment.due_on
        if commitment.state is not CommitmentState.OPEN or due_on is None or gone:
            continue
        since = mention_from(due_on, weekdays)
        if since <= today:
            found.append(_for_promise(commitment, since, due_on, contact, today))
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


def _for_promise(
    commitment: Commitment, since: date, due_on: date, contact: Contact | None, today: date
) -> NudgeReason:
    return NudgeReason(
        about=commitment.id,
        contact=contact,
        commitment=commitment,
        since=since,
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


def with_tries(reasons: Iterable[NudgeReason], nudges: Sequence[Nudge]) -> list[NudgeReason]:
    """The reasons that may still come up, each with how often it did in a row without an answer."""
    counted = [replace(each, tries=count_unanswered(nudges, each.about)) for each in reasons]
    return [each for each in counted if each.tries < MOST_TRIES]


def without_people_of_late(
    reasons: Iterable[NudgeReason], nudges: Iterable[Nudge], noted: Collection[str], today: date
) -> list[NudgeReason]:
    """Leave out whom the member has on their mind anyway: what is due by a rhythm waits for those.

    That is whoever was brought up within a week for something else, and whoever was `noted` just now or has a
    promise that is due within days (contact ids). A promise has its day, and does not wait.
    """
    lately = {each.contact_id for each in nudges if each.contact_id and today - each.on < _WEEK}
    resting = lately.union(noted)
    return [each for each in reasons if each.commitment is not None or each.about not in resting]


def fit_to_answers(nudges: Sequence[Nudge], today: date, *, a_day: int, a_week: int) -> tuple[int, int]:
    """Fit the most nudges a day and week to how many of the latest were answered; `nudges` newest first.

    Who answers few gets half as many, and who answers none gets one a week, until they answer again.
    """
    asked = [each for each in nudges if each.counts and each.on <= today - _TIME_TO_ANSWER][:_LATEST]
    answered = sum(each.state is not NudgeState.POSTED for each in asked)
    if len(asked) < _ENOUGH_TO_TELL or 4 * answered > len(asked):
        return a_day, a_week
    return min(a_day, 1), min(a_week, max(a_week // 2, 1) if answered else 1)


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


CLOSE_ONCE = 3
"""Touches from which somebody was close, whatever they were chosen for."""
_DORMANT_AFTER = 120
_LET_REST = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dormant:
    """Somebody strategic or once close who has been quiet for long; `news` are notes on what is new there."""

    contact: Contact
    touches: int
    kept: int
    """Promises that were kept, by either side."""
    quiet_days: int
    news: tuple[str, ...]

    @property
    def trust(self) -> int:
        """How much was built up."""
        return self.touches + 2 * self.kept


def is_dormant(contact: Contact, touches: int, quiet_days: int, nudges: Iterable[Nudge], today: date) -> bool:
    """Whether somebody strategic or once close was quiet for long, and was not brought up of late."""
    if contact.standing in (Standing.PARKED, Standing.RELEASED):
        return False
    if contact.tier is not Tier.STRATEGIC and touches < CLOSE_ONCE:
        return False
    lately = any(each.contact_id == contact.id and today - each.on < _LET_REST for each in nudges)
    return quiet_days > max(_DORMANT_AFTER, contact.allowed_pause) and not lately


def choose_dormant(found: Iterable[Dormant]) -> list[Dormant]:
    """Those with something new there first, then by trust so far."""
    return sorted(found, key=lambda each: (not each.news, -each.trust, each.quiet_days, each.contact.id))
