"""What is due when for whom: scheduled jobs, how they go on, and what becomes of those that were missed.

A scheduled job stands for one kind of thing that comes to a member (a round, a digest), and for one
occurrence of it, whose key is its identity (`bot.core.schedule.recurrence`). Taking it makes work under that
key and moves it on. All times are aware UTC.
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

_DAY = timedelta(days=1)
_BY_WEEKDAY: dict[str, type[Weekly] | type[Monthly] | type[Quarterly]] = {
    "weekly": Weekly,
    "monthly": Monthly,
    "quarterly": Quarterly,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledJob:
    """What comes to one member, at its next time; `subject` tells several of one kind apart."""

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
    """How often the occurrence was put off."""


@dataclass(frozen=True, slots=True)
class CatchUp:
    """What becomes of an occurrence that could not be in time (an outage, a machine asleep)."""

    stale_after: timedelta | None = None
    """Dropped when later than this; None: however late, the latest one comes, once."""
    fold_after: timedelta | None = None
    """Later than this, or after others that were missed, it comes as a digest; None: as it is."""


COME_ONCE = CatchUp()
"""However late, the latest one comes, once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """An occurrence whose time has come."""

    key: str
    due: datetime
    """When it was meant to come, by the time it was computed or put off to."""
    missed: int = 0
    """How many earlier ones it stands for, too."""
    folded: bool = False
    """It comes late enough to be a digest."""
    turn: int = 0
    once: bool = False
    """It does not recur."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What becomes of a scheduled job that is due: what to do now, and when it comes again (None: never)."""

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
    """The scheduled job for something recurring, new or adapted to a new wish or zone.

    With the same wish in another zone the occurrence that comes next stays the same, at once where its
    local time has passed there. A new wish begins with its next time from now on.
    """
    if job is not None and job.recurrence == recurrence:
        return job if job.zone == zone else _moved(job, recurrence, zone, now)
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


def _moved(job: ScheduledJob, recurrence: Recurrence, zone: str, now: datetime) -> ScheduledJob:
    """The same occurrence by the clocks of another zone; one that was put off stays put off."""
    if job.turn:
        return replace(job, zone=zone)
    due = occurrence_of(recurrence, ZoneInfo(zone), job.key).due
    return replace(job, zone=zone, next_at=max(due, now))


def occurrence_of(recurrence: Recurrence, zone: ZoneInfo, key: str) -> Occurrence:
    """The occurrence with this key; raises ValueError for a key of another kind of recurrence."""
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


def take(job: ScheduledJob, catch_up: CatchUp, now: datetime) -> Taken:
    """What a scheduled job that is due asks for now: the latest occurrence that is due, once, and the one
    after it."""
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
        return Taken(None, following)
    # Put off from the night after an outage to the morning, it is no less late.
    folded = catch_up.fold_after is not None and (missed > 0 or now - own > catch_up.fold_after)
    once = job.recurrence is None
    return Taken(Firing(key=key, due=due, missed=missed, folded=folded, turn=turn, once=once), following)


def put_off(following: ScheduledJob, firing_key: str, turn: int, until: datetime) -> ScheduledJob | None:
    """The scheduled job that was moved on, back on the occurrence just taken, at a later time.

    None where the next occurrence comes before that: it stands for both.
    """
    if following.last_key != firing_key or following.next_at <= until:
        return None
    return replace(following, key=firing_key, next_at=until, turn=turn + 1)


def write_recurrence(recurrence: Recurrence | None) -> str:
    """A recurrence in words that `read` understands: "weekly 0 09:00"; empty for once."""
    match recurrence:
        case None:
            return ""
        case Daily(at):
            return f"daily {at:%H:%M}"
        case _:
            return f"{type(recurrence).__name__.lower()} {recurrence.weekday} {recurrence.at:%H:%M}"


def read_recurrence(text: str) -> Recurrence | None:
    """The recurrence that `written` wrote; raises ValueError."""
    match text.split():
        case []:
            return None
        case ["daily", at]:
            return Daily(time.fromisoformat(at))
        case [("weekly" | "monthly" | "quarterly") as every, weekday, at]:
            return _BY_WEEKDAY[every](int(weekday), time.fromisoformat(at))
    raise ValueError("not a recurrence")
