"""A life of the bot under kills: real processes, a real workspace, members who act, and what is left."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from bot.slack.manifest import manifest
from bot.store.database import Database
from slack_sandbox import Sandbox, running_sandbox
from tests.faults.serving import environment
from tests.memory.memory_support import chroma_server
from tests.soak.checking import Found, checks, got_through, look, unfinished
from tests.soak.ledger import SENT_AGAIN, Ledger
from tests.soak.people import Person
from tests.soak.replica import Killer, Replica
from tests.support.databases import database_maker

RETRIES = (0.0, 6.0, 30.0)
"""Slack's pauses before it sends a message again, at a tenth of their length; longer if starts are slow."""
_STARTS_BETWEEN = (0.0, 2.0, 8.0)
_LONGEST = (0.0, 20.0, 90.0)
_STARTS_PER_KILL = 1.5
"""How many starts the mean time between two kills is long: so a good part hits what is being started."""
_SHORTEST_PAUSE = 4.0
_PATIENCE_IN_STARTS = 2.0
QUIET_SECONDS = 60.0
"""Everything is to be answered within this time after the last restart."""
_FAR_TOO_LONG = 600.0
_LOOK_SECONDS = 0.5
_IDLE = 0.7
"""The share of a member's time that is spent on nothing: what they do takes time, too."""
_TELL_SECONDS = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to happen."""

    database: str
    actions: int
    kills: int
    members: int
    seed: int
    pause: float | None = None
    """The mean time between two kills, in seconds; None for one that fits how long a start takes."""

    @property
    def replicas(self) -> int:
        """Two where they may share a database."""
        return 2 if self.database == "postgres" else 1


@dataclass
class Outcome:
    """What happened, and what was found at the end."""

    plan: Plan
    ledger: Ledger = field(default_factory=Ledger)
    kills: Counter[str] = field(default_factory=Counter)
    while_starting: int = 0
    starts: int = 0
    plain: list[str] = field(default_factory=list)
    redelivered: int = 0
    seconds: float = 0.0
    beat: float = 0.0
    """Seconds that the first start took, with nothing else to do."""
    ready_after: float = 0.0
    """Seconds from the last kill until all replicas were ready again."""
    quiet_after: float = 0.0
    """Seconds from then until everything was answered."""
    delays: list[float] = field(default_factory=list)
    """Seconds from a message to its answer."""
    got_through: int = 0
    checks: dict[str, list[str]] = field(default_factory=dict)

    @property
    def pause(self) -> float:
        """The mean time between two kills, in seconds."""
        return self.plan.pause or max(_SHORTEST_PAUSE, _STARTS_PER_KILL * self.beat)

    @property
    def wrong(self) -> dict[str, list[str]]:
        """The checks that found something."""
        return {what: lines for what, lines in self.checks.items() if lines}

    @property
    def median_delay(self) -> float:
        """The median of what members waited for an answer."""
        return median(self.delays or [0.0])


async def live(plan: Plan, folder: Path, tell: Callable[[str], None] = lambda _: None) -> Outcome:
    """Live through it; `folder` is empty and takes the data."""
    outcome, random, began = Outcome(plan), Random(plan.seed), time.monotonic()
    async with running_sandbox(manifest("socket")) as sandbox:
        sandbox.limits.relax()
        with _environments(plan, sandbox, folder) as given:
            replicas = [Replica(name, each) for name, each in given.items()]
            first = next(iter(given.values()))
            async with _opened(first) as database:
                await _go_through(outcome, sandbox, replicas, database, random, tell)
                doctor = await _doctor(first)
                found = await look(database, sandbox)
        _sum_up(outcome, sandbox, replicas, found, doctor)
    outcome.seconds = time.monotonic() - began
    return outcome


async def _go_through(
    outcome: Outcome,
    sandbox: Sandbox,
    replicas: list[Replica],
    database: Database,
    random: Random,
    tell: Callable[[str], None],
) -> None:
    plan, ledger = outcome.plan, outcome.ledger
    began = time.monotonic()
    keeping = [asyncio.create_task(replica.keep()) for replica in replicas]
    await _until(lambda: all(replica.is_ready for replica in replicas))
    outcome.beat = time.monotonic() - began
    pauses = zip(RETRIES, _STARTS_BETWEEN, _LONGEST, strict=True)
    sandbox.times.retry_delays = tuple(
        min(max(least, starts * outcome.beat), most) for least, starts, most in pauses
    )
    ledger.patience = max(ledger.patience, _PATIENCE_IN_STARTS * outcome.beat)
    people = [Person(sandbox, ledger, n, Random(random.random())) for n in range(plan.members)]
    await asyncio.gather(*(person.arrive() for person in people))
    killer = Killer(replicas, random, outcome.pause)
    watching = asyncio.create_task(_watch(outcome, sandbox, killer, tell))
    goes_on = partial(_goes_on, plan, ledger)
    killing = asyncio.create_task(killer.go_on(plan.kills - 1))
    between = _IDLE * plan.members * outcome.pause * plan.kills / plan.actions
    await asyncio.gather(*(person.live(goes_on, between) for person in people))
    await killing
    await killer.kill(random.choice(replicas), "all of a replica")
    await _until(lambda: all(replica.is_ready for replica in replicas))
    ready = time.monotonic()
    outcome.ready_after = ready - killer.last_at
    await _until_quiet(sandbox, database)
    ledger.findings += [form for person in people for form in person.empty_forms()]
    outcome.quiet_after = time.monotonic() - ready
    watching.cancel()
    outcome.kills, outcome.while_starting = killer.kills, killer.while_starting
    for replica in replicas:
        replica.stop()
    await asyncio.gather(*keeping)


def _goes_on(plan: Plan, ledger: Ledger) -> bool:
    """Whether not everything is done yet."""
    return len(ledger.acts) < plan.actions


async def _until_quiet(sandbox: Sandbox, database: Database) -> None:
    """Wait until nothing is left to do or to be sent, twice in a row."""
    quiet = 0
    async with asyncio.timeout(_FAR_TOO_LONG):
        while quiet < 2:
            rests = not sandbox.services.delivery.pending and await unfinished(database) == 0
            quiet = quiet + 1 if rests else 0
            await asyncio.sleep(_LOOK_SECONDS)


async def _watch(outcome: Outcome, sandbox: Sandbox, killer: Killer, tell: Callable[[str], None]) -> None:
    """Count what the workspace sends again, and tell now and then how far it is."""
    seen, told_at = 0, time.monotonic()
    while True:
        for entry in sandbox.traffic.since(seen, 500):
            seen = entry["seq"]
            if entry["kind"] == "event":
                outcome.redelivered += entry["attempt"] > 0
                if not entry["ok"] and entry["attempt"] == len(RETRIES):
                    outcome.ledger.slack_gave_up(str(entry["request"]["event"].get("ts")))
        if time.monotonic() - told_at >= _TELL_SECONDS:
            told_at = time.monotonic()
            tell(f"{len(outcome.ledger.acts)} actions, {killer.kills.total()} kills")
        await asyncio.sleep(_LOOK_SECONDS)


async def _until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(_FAR_TOO_LONG):
        while not condition():
            await asyncio.sleep(0.2)


@contextmanager
def _environments(plan: Plan, sandbox: Sandbox, folder: Path) -> Iterator[dict[str, dict[str, str]]]:
    """What each replica is started with; several share PostgreSQL and a Chroma server."""
    with ExitStack() as stack:
        shared: dict[str, str] = {}
        if plan.database == "postgres":
            make = stack.enter_context(database_maker("postgres", folder))
            chroma = stack.enter_context(chroma_server(folder / "chroma"))
            shared = {"TACTEGIC_DATABASE_URL": make(), "TACTEGIC_CHROMA_URL": chroma}
        names = [f"replica{number}" for number in range(plan.replicas)]
        yield {name: environment(sandbox, folder / name, **shared) for name in names}


@asynccontextmanager
async def _opened(given: Mapping[str, str]) -> AsyncIterator[Database]:
    """The database of the service, to look into."""
    url = given.get("TACTEGIC_DATABASE_URL")
    database = Database(url or f"sqlite:///{given['TACTEGIC_DATA_DIR']}/tactegic.db")
    try:
        yield database
    finally:
        await database.close()


def _sum_up(
    outcome: Outcome, sandbox: Sandbox, replicas: list[Replica], found: Found, doctor: dict[str, Any]
) -> None:
    outcome.starts = sum(replica.starts for replica in replicas)
    outcome.plain = [line for replica in replicas for line in replica.plain]
    outcome.delays = _delays(outcome.ledger, found)
    others_given_up = sandbox.services.delivery.failed - len(outcome.ledger.given_up)
    outcome.got_through = got_through(outcome.ledger, found)
    outcome.checks = checks(outcome.ledger, found, doctor, others_given_up)
    late = outcome.ready_after + outcome.quiet_after if outcome.quiet_after > QUIET_SECONDS else 0
    outcome.checks["Not everything answered within a minute of the last restart"] = (
        [f"{late:.0f} s"] if late else []
    )
    outcome.checks["Something said beside the log"] = outcome.plain


def _delays(ledger: Ledger, found: Found) -> list[float]:
    asked = {act.ts for act in ledger.acts if act.way in SENT_AGAIN}
    answers = [post for post in found.posts if post.thread_ts in asked]
    return sorted(float(post.ts) - float(post.thread_ts or 0) for post in answers)


async def _doctor(given: Mapping[str, str]) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "doctor", "--json"), env=given, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    found: dict[str, Any] = json.loads(out)
    return found
