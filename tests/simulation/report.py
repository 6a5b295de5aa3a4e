"""Writes down what a simulation did and whether all held, as a page."""

from __future__ import annotations

import platform
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from statistics import mean, median

from bot.core.identity import MemberId
from tests.simulation import checking
from tests.simulation.driving import Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What was simulated, where and for how long; `seconds` by the machine's clock."""

    name: str
    begin: datetime
    days: int
    database: str
    replicas: int
    seconds: float
    today: date
    cores: int
    commit: str
    load: float
    """Of the machine when it ended, over a quarter of an hour."""


def checks(simulation: Simulation) -> dict[str, list[str]]:
    """What was looked for, and what was found of it."""
    return {
        "Lost": checking.lost(simulation),
        "Double": checking.double(simulation),
        "Out of order": checking.in_order(simulation),
        "Over a budget": checking.over_budget(simulation),
        "Two prompts of a period's end on a day": checking.crowded(simulation),
        "Outside working hours": checking.in_quiet_hours(simulation),
    }


def page(simulation: Simulation, setting: Setting) -> str:
    """The report in Markdown."""
    found = checks(simulation)
    return "\n".join(
        [
            "# A simulated year",
            "",
            _setting(simulation, setting),
            "",
            "## What was looked for",
            "",
            "| | found |",
            "| --- | ---: |",
            *(f"| {what} | {len(lines)} |" for what, lines in found.items()),
            "",
            *(f"- {what}: {line}" for what, lines in found.items() for line in lines[:20]),
            "",
            "## What came",
            "",
            "An occurrence is worked on when its time has come; it posts where something is to be said. The",
            "delay is that of what was posted, from when it was meant to come, by the simulated clock (which",
            "stands still while work is done), without what outages held up or a quiet hour put off.",
            "",
            "| kind | occurrences | posts | median delay | longest |",
            "| --- | ---: | ---: | ---: | ---: |",
            *(_kind(simulation, kind, counts) for kind, counts in checking.kinds(simulation).items()),
            "",
            "## By the members' own clocks",
            "",
            *_clocks(simulation),
            "",
            _days(simulation),
            "",
            "## After the outages",
            "",
            "| outage | most that one member got within a day after it | mean of who got something |",
            "| --- | ---: | ---: |",
            *(_outage(simulation, number) for number in range(len(simulation.outages))),
            "",
            "## What each member got",
            "",
            "Least, median and most of what came by itself, to members with the same role and habit.",
            "",
            "| role | weekly touches | members | by itself | nudges |",
            "| --- | ---: | ---: | ---: | ---: |",
            *_groups(simulation),
            "",
        ]
    )


def _kind(simulation: Simulation, kind: str, counts: tuple[int, int]) -> str:
    ran, posts = counts
    delays = [each.total_seconds() / 60 for each in checking.delays(simulation, kind)]
    late = f"{median(delays):.0f} min | {delays[-1]:.0f} min" if delays else "| "
    return f"| {kind} | {ran} | {posts} | {late} |"


def _clocks(simulation: Simulation) -> list[str]:
    hours = checking.local_hours(simulation)
    most = max(hours.values(), default=1)
    bars = (
        f"{hour:02d}  {count:6d}  {'#' * round(50 * count / most)}".rstrip() for hour, count in hours.items()
    )
    return ["```", "hour  posts", *bars, "```"]


def _days(simulation: Simulation) -> str:
    counts = checking.each_day(simulation)
    shares = ", ".join(
        f"{number} on {100 * sum(each == number for each in counts) / max(len(counts), 1):.1f} %"
        for number in sorted(set(counts))
    )
    return f"Of the days on which something came by itself to a member, it was {shares}."


def _setting(simulation: Simulation, setting: Setting) -> str:
    zones = len({person.zone for person in simulation.members})
    processes = f"{setting.replicas} replicas" if setting.replicas > 1 else "one process"
    machine = f"{setting.cores} cores ({platform.platform()}, Python {platform.python_version()})"
    lived = f"{len(simulation.members)} members in {zones} zones, {len(simulation.outages)} outages"
    return "\n".join(
        [
            f"{setting.name}: {setting.days} days from {setting.begin:%d %B %Y}, {lived}, {processes} on",
            f"{setting.database}, in {simulation.steps} steps of half an hour. It took",
            f"{setting.seconds / 60:.0f} minutes on {machine}, {setting.today:%d %B %Y},",
            f"with a load of {setting.load:.1f}. The code was commit `{setting.commit}`.",
            "",
            "The engine, the handlers, the store and the outbox are the real ones; what leaves the outbox",
            "is recorded instead of being sent, without the pace of the platform, and PostgreSQL writes",
            "without `fsync`. The clocks change in spring and in autumn. Some members move to another zone,",
            "are on leave, keep the holidays of a country, work from Sunday to Thursday, allow fewer nudges",
            "or turn on Do Not Disturb now and then; one in three has a goal that is never settled. Nobody",
            "answers a round or shares one, so roll-ups have nothing to say. Before the shortest outage the",
            "processes end between working and delivering. Written by `make simulate`.",
        ]
    )


def _outage(simulation: Simulation, number: int) -> str:
    outage = simulation.outages[number]
    counts = checking.bursts(simulation, outage)
    lasted = (
        f"{(outage.end - outage.begin).total_seconds() / 3600:.0f} hours from {outage.begin:%d %B %H:%M}Z"
    )
    return f"| {lasted} | {max(counts.values(), default=0)} | {mean(counts.values() or [0]):.1f} |"


def _groups(simulation: Simulation) -> list[str]:
    alone = Counter(post.member for post in simulation.posts if post.run is not None)
    nudges = Counter(post.member for post in simulation.posts if post.subject.startswith("nudge:"))
    groups: dict[tuple[str, float], list[MemberId]] = {}
    for person in sorted(simulation.members, key=lambda each: (each.role, each.touches_a_week)):
        groups.setdefault((person.role, person.touches_a_week), []).append(person.scope.member)
    return [
        f"| {role} | {touches:g} | {len(ids)} | {_spread(alone, ids)} | {_spread(nudges, ids)} |"
        for (role, touches), ids in groups.items()
    ]


def _spread(counts: Counter[MemberId], ids: list[MemberId]) -> str:
    found = [counts[each] for each in ids]
    return f"{min(found)} / {median(found):.0f} / {max(found)}"
