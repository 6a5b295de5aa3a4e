"""What must hold of a simulation: none lost, none double, no budget broken, nothing in quiet hours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.calendars import PublicHolidays
from bot.core.identity import MemberId
from bot.core.members import Member
from bot.core.schedule.jobs import occurrence_of
from bot.core.schedule.kinds import SCHEDULED_KINDS
from bot.core.schedule.recurrence import is_working, next_occurrence
from bot.core.schedule.times import GOALS, MEETING, MINDSET, VISION
from bot.core.settings import effective_settings
from tests.simulation.driving import Outage, Post, Run, Simulation
from tests.simulation.world import WORKSPACE, Person

PROMPTS = frozenset({GOALS, MEETING, MINDSET, VISION})


def double(simulation: Simulation) -> list[str]:
    """Occurrences that were worked on twice, and nudges for one reason on one day."""
    runs = Counter(run.key for run in simulation.runs)
    posts = Counter((post.member, post.subject) for post in simulation.posts if post.run and post.subject)
    return [f"{key} ran {count} times" for key, count in runs.items() if count > 1] + [
        f"{member} got {subject} {count} times" for (member, subject), count in posts.items() if count > 1
    ]


def lost(simulation: Simulation) -> list[str]:
    """Occurrences that never came though nobody was away, and none later stood for them."""
    found: list[str] = []
    ran: defaultdict[tuple[MemberId, str], list[Run]] = defaultdict(list)
    for run in simulation.runs:
        ran[run.member, run.command.kind].append(run)
    for person in simulation.members:
        for kind, scheduled_kind in SCHEDULED_KINDS.items():
            if scheduled_kind.standing:
                found += _gaps(simulation, person, kind, ran[person.scope.member, kind])
    return found


def _gaps(simulation: Simulation, person: Person, kind: str, runs: list[Run]) -> list[str]:
    """Keys between the first and the last that came which neither ran nor were stood for, nor were stale."""
    recurrence = SCHEDULED_KINDS[kind].when(_member(person), effective_settings(person.settings))
    keys = sorted({run.command.key for run in runs if not run.command.once})
    if recurrence is None:
        return []
    stood_for: dict[str, int] = {}
    for run in runs:  # one that was put off says it on its first try
        stood_for[run.command.key] = max(run.command.missed, stood_for.get(run.command.key, 0))
    start, zone = simulation.members[0].zones[0][0], ZoneInfo(person.zone)
    expected = next_occurrence(recurrence, zone, after=start)
    missing: list[str] = []
    while expected.due < simulation.clock.time - timedelta(days=3):
        if expected.key not in keys and not _excused(simulation, person, kind, expected.key, stood_for):
            missing.append(f"{person.scope.member} {kind} {expected.key}")
        expected = next_occurrence(recurrence, zone, after=expected.due, last_key=expected.key)
    return missing


def _excused(simulation: Simulation, person: Person, kind: str, key: str, stood_for: dict[str, int]) -> bool:
    """Whether an outage swallowed it: a later one stood for it, or it was stale when all came back."""
    recurrence = SCHEDULED_KINDS[kind].when(_member(person), effective_settings(person.settings))
    assert recurrence is not None
    dues = [
        occurrence_of(recurrence, ZoneInfo(zone), key).due
        for zone in dict.fromkeys(zone for _, zone in person.zones)
    ]
    later = [each for each, missed in sorted(stood_for.items()) if each > key and missed]
    swallowed = any(outage.covers(due) for outage in simulation.outages for due in dues)
    return swallowed and (bool(later) or SCHEDULED_KINDS[kind].catch_up.stale_after is not None)


def _member(person: Person) -> Member:
    start = person.zones[0][0]
    return Member(
        id=person.scope.member,
        workspace=WORKSPACE,
        space=person.scope.own,
        name="",
        zone=person.zone,
        role=person.role,
        created_at=start,
        refreshed_at=start,
    )


def over_budget(simulation: Simulation) -> list[str]:
    """Days and weeks with more nudges than the member allows, by the local dates that they came on."""
    found: list[str] = []
    nudges = _by_member(post for post in simulation.posts if post.subject.startswith("nudge:"))
    for person in simulation.members:
        settings, dates = (
            effective_settings(person.settings),
            [_day(person, each) for each in nudges[_id(person)]],
        )
        days = Counter(day.isoformat() for day in dates)
        weeks = Counter("{}-W{:02d}".format(*day.isocalendar()[:2]) for day in dates)
        found += [f"{_id(person)} {d}: {n}" for d, n in days.items() if n > settings.nudges_a_day]
        found += [f"{_id(person)} {w}: {n}" for w, n in weeks.items() if n > settings.nudges_a_week]
    return found


def crowded(simulation: Simulation) -> list[str]:
    """Days on which more than one prompt of an end of a period came to a member, beside the round."""
    prompts = _by_member(post for post in simulation.posts if post.run and post.run.command.kind in PROMPTS)
    return [
        f"{_id(person)} {day}: {count}"
        for person in simulation.members
        for day, count in Counter(_day(person, each) for each in prompts[_id(person)]).items()
        if count > 1
    ]


def _by_member(posts: Iterable[Post]) -> defaultdict[MemberId, list[Post]]:
    found: defaultdict[MemberId, list[Post]] = defaultdict(list)
    for post in posts:
        found[post.member].append(post)
    return found


def _id(person: Person) -> MemberId:
    return person.scope.member


def _day(person: Person, post: Post) -> date:
    """The local date on which a post came."""
    return post.at.astimezone(ZoneInfo(_zone(person, post.at))).date()


def in_quiet_hours(simulation: Simulation) -> list[str]:
    """What came by itself outside working hours, on a leave or on a holiday of the member's country."""
    calendars, found = PublicHolidays(), list[str]()
    by_id = {person.scope.member: person for person in simulation.members}
    for post in simulation.posts:
        if post.run is None or not SCHEDULED_KINDS[post.run.command.kind].waits:
            continue
        person = by_id[post.member]
        settings, zone = effective_settings(person.settings), ZoneInfo(_zone(person, post.at))
        day = post.at.astimezone(zone).date()
        holidays = calendars.holidays(settings.country, day, day)
        if not is_working(post.at, zone, settings.hours, settings.leave, holidays):
            found.append(f"{post.member} {post.run.command.kind} at {post.at:%Y-%m-%d %H:%M}Z")
    return found


def bursts(simulation: Simulation, outage: Outage) -> dict[MemberId, int]:
    """How much came to each member within a day after an outage, of all kinds together."""
    after = (each for each in simulation.posts if outage.end <= each.at < outage.end + timedelta(days=1))
    return dict(Counter(post.member for post in after if post.run is not None))


def each_day(simulation: Simulation) -> list[int]:
    """How much came by itself to a member on a day on which something did, for every such day."""
    alone = _by_member(post for post in simulation.posts if post.run)
    return [
        count
        for person in simulation.members
        for count in Counter(_day(person, post) for post in alone[_id(person)]).values()
    ]


def local_hours(simulation: Simulation) -> dict[int, int]:
    """How much came by itself in each hour of the members' own clocks."""
    by_id = {_id(person): person for person in simulation.members}
    hours = Counter(
        post.at.astimezone(ZoneInfo(_zone(by_id[post.member], post.at))).hour
        for post in simulation.posts
        if post.run
    )
    return dict(sorted(hours.items()))


def delays(simulation: Simulation, kind: str) -> list[timedelta]:
    """From when it was meant to come, or had been put off to, to when it came; outside of outages."""
    found = [
        (post.run.command.due, post.at)
        for post in simulation.posts
        if post.run and post.run.command.kind == kind and not post.run.command.turn
    ]
    apart = [
        (due, at)
        for due, at in found
        if not any(outage.begin <= at and due < outage.end for outage in simulation.outages)
    ]
    return sorted(at - due for due, at in apart)


def _zone(person: Person, at: datetime) -> str:
    return [zone for since, zone in person.zones if since <= at][-1]


def kinds(simulation: Simulation) -> dict[str, tuple[int, int]]:
    """Occurrences worked on and posts, by kind."""
    ran = Counter(run.command.kind for run in simulation.runs)
    posted = Counter(post.run.command.kind for post in simulation.posts if post.run)
    return {kind: (ran[kind], posted[kind]) for kind in sorted(ran)}


def in_order(simulation: Simulation) -> list[str]:
    """Recurring occurrences of one member and kind that came out of order."""
    last: defaultdict[tuple[MemberId, str], list[Run]] = defaultdict(list)
    for run in simulation.runs:
        if not run.command.once:
            last[run.member, run.command.kind].append(run)
    return [
        f"{member} {kind}: {one.command.key} before {two.command.key}"
        for (member, kind), found in last.items()
        for one, two in pairwise(found)
        if one.command.key > two.command.key
    ]
