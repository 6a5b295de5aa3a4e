"""The kinds of scheduled jobs: when each comes, and what becomes of it after an outage.

A new kind is one row here, and one in `actions` of a feature, which says what to do when its time has come
(docs/schedule.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.members import Member
from bot.core.schedule import times
from bot.core.schedule.jobs import COME_ONCE, CatchUp, ScheduledJob, schedule_recurring
from bot.core.schedule.recurrence import Recurrence
from bot.core.settings import EffectiveSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledKind:
    """One kind of scheduled job: when it comes, and what becomes of it after an outage."""

    kind: str
    catch_up: CatchUp = COME_ONCE
    when: Callable[[Member, EffectiveSettings], Recurrence | None] = lambda _member, _settings: None
    """When it comes to a member, None where it does not come to this one; only for what recurs."""
    standing: bool = True
    """Whether every member who may have it always has it; else `Awaken` begins and `uow.cancel` ends it."""
    waits: bool = True
    """Whether it waits for working hours, and for the end of a leave, Do Not Disturb or a pause."""
    for_everybody: bool = False
    """Whether it is done for members who may no longer use the bot, too."""
    same_day: bool = False
    """Whether an occurrence that would have to wait for another day is dropped."""


def index_by_kind(*rows: ScheduledKind) -> Mapping[str, ScheduledKind]:
    """Index scheduled kinds by their names; raises ValueError where two have the same."""
    found = {row.kind: row for row in rows}
    if len(found) < len(rows):
        raise ValueError("two scheduled kinds of one name")
    return found


_ROUNDS = (
    ScheduledKind(
        kind=times.ROUND,
        catch_up=CatchUp(stale_after=times.ROUND_STALE),
        when=times.weekly_round,
    ),
    ScheduledKind(kind=times.STRATICAL_ROUND, when=times.monthly_round),
    ScheduledKind(kind=times.ROUND_LATER),
    ScheduledKind(
        kind=times.ROLL_UP,
        catch_up=CatchUp(stale_after=times.DAY_STALE),
        same_day=True,
        when=times.roll_up,
    ),
    ScheduledKind(
        kind=times.SHARE,
        catch_up=CatchUp(stale_after=times.DAY_STALE),
        same_day=True,
        when=times.share,
    ),
    ScheduledKind(kind=times.GOALS, when=times.goals),
    ScheduledKind(
        kind=times.MEETING,
        catch_up=CatchUp(stale_after=times.DAY_STALE),
        same_day=True,
        when=times.meeting,
    ),
    ScheduledKind(
        kind=times.MINDSET,
        catch_up=CatchUp(stale_after=times.DAY_STALE),
        same_day=True,
        when=times.mindset,
    ),
    ScheduledKind(kind=times.VISION, when=times.vision),
    ScheduledKind(kind=times.LOOK_BACK, when=times.look_back),
)
"""Rounds, what is shared of them, and what is asked at the end of a period (T1 to T6, F3, F4, S1, P4, R2)."""

_NUDGES: tuple[ScheduledKind, ...] = (
    ScheduledKind(
        kind=times.NUDGES,
        catch_up=CatchUp(fold_after=timedelta(hours=20)),
        when=times.nudges,
        standing=False,
        same_day=True,
    ),
    ScheduledKind(
        kind=times.NUDGE_DIGEST,
        when=times.nudge_digest,
        standing=False,
    ),
    ScheduledKind(
        kind=times.DORMANT,
        catch_up=CatchUp(stale_after=times.DAY_STALE),
        same_day=True,
        when=times.dormant,
    ),
)

_REMINDERS = (ScheduledKind(kind=times.REMINDER, waits=False),)
"""They come when the member asked for it, on a weekend, too."""

_DATES = (ScheduledKind(kind=times.IMPORTANT_DATE),)
"""Important days of people and companies: told in working hours, and never while somebody is away."""

_CALENDARS = (
    ScheduledKind(kind=times.CALENDAR, waits=False),
    ScheduledKind(kind=times.CALENDAR_BRIEF),
    ScheduledKind(
        kind=times.CALENDAR_WEEK,
        catch_up=CatchUp(stale_after=times.DAY_STALE),
        when=times.calendar_week,
        standing=False,
        same_day=True,
    ),
)
"""Looks at a connected calendar, and what comes of them (B9)."""

_LEAVERS = (ScheduledKind(kind=times.LEAVER, waits=False, for_everybody=True),)

SCHEDULED_KINDS: Mapping[str, ScheduledKind] = index_by_kind(
    *_NUDGES, *_ROUNDS, *_REMINDERS, *_DATES, *_CALENDARS, *_LEAVERS
)
"""Everything that can come by itself, by name."""


@dataclass(frozen=True, slots=True)
class ScheduleChanges:
    """What is to be changed in a member's schedule."""

    scheduled: tuple[ScheduledJob, ...]
    cancelled: tuple[ScheduledJob, ...]


def find_schedule_changes(
    member: Member,
    settings: EffectiveSettings,
    schedule: tuple[ScheduledJob, ...],
    now: datetime,
    *,
    begins: str = "",
    known: Mapping[str, ScheduledKind] = SCHEDULED_KINDS,
) -> ScheduleChanges:
    """Work out how a member's recurring jobs follow settings, zone and role; the kind `begins` is begun."""
    now_scheduled = {each.kind: each for each in schedule if each.recurrence is not None and not each.subject}
    scheduled, cancelled = [], []
    for kind, scheduled_kind in known.items():
        old, recurrence = now_scheduled.get(kind), scheduled_kind.when(member, settings)
        if recurrence is None or not (scheduled_kind.standing or old or kind == begins):
            cancelled += [old] if old else []
            continue
        new = schedule_recurring(
            old,
            workspace=member.workspace,
            member=member.id,
            kind=kind,
            recurrence=recurrence,
            zone=member.zone,
            now=now,
        )
        scheduled += [new] if new != old else []
    return ScheduleChanges(tuple(scheduled), tuple(cancelled))
