"""Writes down what a simulation did and whether all held, as a page."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from datetime import date, datetime
from statistics import mean

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


def checks(simulation: Simulation) -> dict[str, list[str]]:
    """What was looked for, and what was found of it."""
    return {
        "Lost": checking.lost(simulation),
        "Double": checking.double(simulation),
        "Out of order": checking.in_order(simulation),
        "Over a budget": checking.over_budget(simulation),
        "In quiet hours": checking.in_quiet_hours(simulation),
    }


def page(simulation: Simulation, setting: Setting) -> str:
    """The report in Markdown."""
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
            *(f"| {what} | {len(found)} |" for what, found in checks(simulation).items()),
            "",
            *(f"- {what}: {line}" for what, found in checks(simulation).items() for line in found[:20]),
            "",
            "## What came",
            "",
            "| kind | occurrences | posts |",
            "| --- | ---: | ---: |",
            *(f"| {kind} | {ran} | {posts} |" for kind, (ran, posts) in checking.kinds(simulation).items()),
            "",
            "## After the outages",
            "",
            "| outage | most that one member got within a day after it | mean |",
            "| --- | ---: | ---: |",
            *(_outage(simulation, number) for number in range(len(simulation.outages))),
            "",
            "## What each member got",
            "",
            "| zone | role | weekly touches | contacts | by itself | nudges |",
            "| --- | --- | ---: | ---: | ---: | ---: |",
            *(_member(simulation, number) for number in range(len(simulation.members))),
            "",
        ]
    )


def _setting(simulation: Simulation, setting: Setting) -> str:
    zones = len({person.zone for person in simulation.members})
    processes = f"{setting.replicas} replicas" if setting.replicas > 1 else "one process"
    machine = f"{setting.cores} cores ({platform.platform()}, Python {platform.python_version()})"
    lived = f"{len(simulation.members)} members in {zones} zones, {len(simulation.outages)} outages"
    return (
        f"{setting.name}: {setting.days} days from {setting.begin:%d %B %Y}, {lived}, {processes} on "
        f"{setting.database}, in {simulation.steps} steps of half an hour. It took "
        f"{setting.seconds / 60:.0f} minutes on {machine}, {setting.today:%d %B %Y}. The engine, the use "
        "cases, the store and the outbox are the real ones; what leaves the outbox is recorded instead of "
        "being sent. Written by "
        "`make simulate`."
    )


def _outage(simulation: Simulation, number: int) -> str:
    outage = simulation.outages[number]
    counts = checking.bursts(simulation, outage)
    lasted = (
        f"{(outage.end - outage.begin).total_seconds() / 3600:.0f} hours from {outage.begin:%d %B %H:%M}Z"
    )
    return f"| {lasted} | {max(counts.values(), default=0)} | {mean(counts.values() or [0]):.1f} |"


def _member(simulation: Simulation, number: int) -> str:
    person = simulation.members[number]
    mine = [post for post in simulation.posts if post.member == person.scope.member]
    alone = sum(post.run is not None for post in mine)
    nudges = sum(post.subject.startswith("nudge:") for post in mine)
    zone = f"{person.zone}, then {person.second_zone}" if person.second_zone else person.zone
    habits = f"{person.touches_a_week:g} | {len(person.contacts)}"
    return f"| {zone} | {person.role} | {habits} | {alone} | {nudges} |"
