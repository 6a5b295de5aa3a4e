"""Scheduled jobs: what is due when for whom, how jobs move on, and what becomes of those that were missed.

A scheduled job stands for one kind of thing that comes to a member (a round, a digest), and for one
occurrence of it, whose key is its identity (`bot.core.schedule.recurrence`). Taking it makes work under that
key and moves the job on to its next occurrence. All times are aware UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.identity import MemberId, WorkspaceId
from bot.core.schedule.recurrence import (
    Daily,
    Monthly,
    Occurrence,
    Quarterly,
    Recurrence,
    Weekly,
    latest_due,
    next_occurrence,
    utc_of,
)

_BY_WEEKDAY: dict[str, type[Weekly] | type[Monthly] | type[Quarterly]] = {
    "weekly": Weekly,
    "monthly": Monthly,
    "quarterly": Quarterly,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledJob:
    """One kind of thing that comes to a member, at its next time; `subject` tells several of a kind apart."""

    workspace: WorkspaceId
    member: MemberId
    kind: str
    subject: str = ""
    zone: str
    """The IANA zone that `next_at` was computed in."""
    recurrence: Recurrence | None = None
    """None for what comes once."""
    next_at: datetime
    key: str
    """The occurrence that comes next."""
    last_key: str = ""
    """The occurrence that was taken last; empty before the first."""
    turn: int = 0
    """How often this occurrence was put off."""


@dataclass(frozen=True, slots=True)
class CatchUp:
    """What becomes of an occurrence that could not come in time, because of an outage, say."""

    stale_after: timedelta | None = None
    """An occurrence later than this is dropped; with None the latest one comes once, however late."""
    fold_after: timedelta | None = None
    """Later than this, or after others that were missed, it comes as a digest; with None it never does."""


COME_ONCE = CatchUp()
"""The latest missed occurrence comes once, however late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """An occurrence whose time has come."""

    key: str
    due: datetime
    """The time that was computed for it, or that it was put off to."""
    missed: int = 0
    """How many earlier occurrences it stands for, too."""
    folded: bool = False
    """Whether it comes late enough to be a digest."""
    turn: int = 0
    once: bool = False
    """Whether it comes only once."""


@dataclass(frozen=True, slots=True)
class TakenJob:
    """What a due job asks for now (None where it is too late), and the job moved on (None where it ends)."""

    firing: Firing | None
    following: ScheduledJob | None


def schedule_recurring(
    job: ScheduledJob | None,
    *,
    workspace: WorkspaceId,
    member: MemberId,
    kind: str,
    subject: str = "",
    recurrence: Recurrence,
    zone: str,
    now: datetime,
) -> ScheduledJob:
    """The scheduled job for something recurring: a new one, or one that follows a new recurrence or zone.

    With the same recurrence in another zone the occurrence that comes next stays the same, and comes at once
    where its local time has passed there. Another hour of the same days loses no occurrence; any other new
    recurrence begins with its next time from now on.
    """
    if job is not None and job.recurrence == recurrence:
        return job if job.zone == zone else _move_to_zone(job, recurrence, zone, now)
    if job is not None and job.zone == zone and _is_lost_by_hour(job, recurrence, now):
        return replace(job, recurrence=recurrence)
    last_key = job.last_key if job else ""
    occurrence = next_occurrence(recurrence, ZoneInfo(zone), after=now, last_key=last_key)
    return ScheduledJob(
        workspace=workspace,
        member=member,
        kind=kind,
        subject=subject,
        zone=zone,
        recurrence=recurrence,
        next_at=occurrence.due,
        key=occurrence.key,
        last_key=last_key,
    )


def _is_lost_by_hour(job: ScheduledJob, recurrence: Recurrence, now: datetime) -> bool:
    """Whether another hour of the same days would skip the occurrence that comes next.

    One that was put off, or whose new hour has passed while the old one is to come, keeps its time.
    """
    if job.recurrence is None or replace(job.recurrence, at=recurrence.at) != recurrence:
        return False
    new = occurrence_of(recurrence, ZoneInfo(job.zone), job.key).due
    return bool(job.turn) or new <= now < job.next_at


def _move_to_zone(job: ScheduledJob, recurrence: Recurrence, zone: str, now: datetime) -> ScheduledJob:
    """Move a job to the clocks of another zone, at the same occurrence.

    One that was put off keeps the local time to which it was: "Tuesday 09:00" is that of the new zone.
    """
    if job.turn:
        local = job.next_at.astimezone(ZoneInfo(job.zone))
        return replace(job, zone=zone, next_at=max(utc_of(local.date(), local.time(), ZoneInfo(zone)), now))
    due = occurrence_of(recurrence, ZoneInfo(zone), job.key).due
    return replace(job, zone=zone, next_at=max(due, now))


def occurrence_of(recurrence: Recurrence, zone: ZoneInfo, key: str) -> Occurrence:
    """The occurrence with this key; raises ValueError for the key of another recurrence."""
    for found, day in recurrence.days_from(_first_day(key)):
        if found >= key:
            if found != key:
                break
            return Occurrence(key, utc_of(day, recurrence.at, zone), day)
    raise ValueError(f"{key!r} is no key of this recurrence")


def _first_day(key: str) -> date:
    if "-W" in key:
        year, week = key.split("-W")
        return date.fromisocalendar(int(year), int(week), 1)
    if "-Q" in key:
        year, quarter = key.split("-Q")
        return date(int(year), 3 * int(quarter) - 2, 1)
    return date.fromisoformat(key if len(key) > 7 else f"{key}-01")


def take(job: ScheduledJob, catch_up: CatchUp, now: datetime) -> TakenJob:
    """Take a due job: its latest due occurrence, which stands for all before, and the job moved on."""
    key, due, turn, missed = job.key, job.next_at, job.turn, 0
    following, own = None, due
    if job.recurrence is not None:
        zone = ZoneInfo(job.zone)
        # Its own time, not the one it was moved to: others may have come due between the two.
        own = min(due, occurrence_of(job.recurrence, zone, key).due)
        latest, earlier = latest_due(job.recurrence, zone, since=own, now=now, last_key=key)
        if latest is not None:
            key, due, own, turn, missed = latest.key, latest.due, latest.due, 0, earlier + 1
        upcoming = next_occurrence(job.recurrence, zone, after=now, last_key=key)
        following = replace(job, key=upcoming.key, next_at=upcoming.due, last_key=key, turn=0)
    late = now - due
    if catch_up.stale_after is not None and late > catch_up.stale_after:
        return TakenJob(None, following)
    # Put off from the night after an outage to the morning, it is no less late.
    folded = catch_up.fold_after is not None and (missed > 0 or now - own > catch_up.fold_after)
    once = job.recurrence is None
    return TakenJob(Firing(key=key, due=due, missed=missed, folded=folded, turn=turn, once=once), following)


def put_off(following: ScheduledJob, firing_key: str, turn: int, until: datetime) -> ScheduledJob | None:
    """Put a job that was moved on back to the occurrence just taken, at a later time.

    Returns None where the next occurrence comes before that, and so stands for both.
    """
    if following.last_key != firing_key or following.next_at <= until:
        return None
    return replace(following, key=firing_key, next_at=until, turn=turn + 1)


def write_recurrence(recurrence: Recurrence | None) -> str:
    """Write a recurrence as text, such as "weekly 0 09:00"; empty for what comes once."""
    match recurrence:
        case None:
            return ""
        case Daily(at):
            return f"daily {at:%H:%M}"
        case _:
            return f"{type(recurrence).__name__.lower()} {recurrence.weekday} {recurrence.at:%H:%M}"


def read_recurrence(text: str) -> Recurrence | None:
    """Read a recurrence as `write_recurrence` wrote it; raises ValueError for any other text."""
    match text.split():
        case []:
            return None
        case ["daily", at]:
            return Daily(time.fromisoformat(at))
        case [("weekly" | "monthly" | "quarterly") as every, weekday, at]:
            return _BY_WEEKDAY[every](int(weekday), time.fromisoformat(at))
    raise ValueError("not a recurrence")
