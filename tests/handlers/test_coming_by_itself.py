"""What comes by itself after a long outage, and what leaves late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.core.commands import Origin, Surface
from bot.core.deliveries import NOTHING, Say
from bot.core.ports.queues import Outgoing
from bot.core.ports.work import Work
from bot.core.schedule.commands import AdaptSchedule
from bot.core.schedule.on_time import may_leave
from bot.features.goals.contracts import Goal, GoalId, GoalPeriod, first_day
from bot.features.period_ends.rules import LatestPrompt
from bot.schedule import Ticker
from tests.handlers.office import Office, Seen

FIRST = "Met Ana Ruiz from Northwind. I promised to send her the storage paper by Friday."
MONDAY = datetime(2026, 7, 6, 8, tzinfo=UTC)
"""Ten in Madrid, after weeks without a process, the end of a half-year among them."""


@dataclass
class OfficeClock:
    """Satisfies ports.Clock."""

    office: Office

    def now(self) -> datetime:
        return self.office.now


async def jump(office: Office, to: datetime) -> None:
    """Move on to a time, and work on everything that is due then; nothing is delivered yet."""
    office.now = to
    await Ticker(office.store.schedule, office.store.inbox, OfficeClock(office)).take_due()
    await office.jobs()


async def with_a_goal(office: Office) -> None:
    await office.say(FIRST)
    today = office.now.date()
    goal = Goal(
        id=GoalId("g1"),
        workspace=office.scope.workspace,
        space=office.scope.own,
        created_at=office.now,
        text="Know who decides",
        period=GoalPeriod.MONTH,
        begins=first_day(GoalPeriod.MONTH, today),
    )
    origin = Origin(surface=Surface.JOB)
    work = Work(key="goal", scope=office.scope, command=AdaptSchedule(), origin=origin, now=office.now)
    async with office.store.write(work) as uow:
        await uow.of(Goal).put(goal)


async def prompted(office: Office) -> str:
    [latest] = await office.rows(LatestPrompt)
    return latest.kind


def by_itself(seen: Seen) -> list[Say]:
    return [each for each, _ in seen.all if isinstance(each, Say) and each.unasked_at is not None]


async def test_after_weeks_away_what_looks_back_or_ahead_comes_on_days_of_its_own(office: Office) -> None:
    await with_a_goal(office)

    await jump(office, MONDAY)
    first, came = await prompted(office), len(by_itself(await office.delivered()))
    await jump(office, MONDAY + timedelta(hours=3))
    assert await prompted(office) == first
    assert by_itself(await office.delivered()) == []
    await jump(office, MONDAY + timedelta(days=1))

    second = await prompted(office)
    await jump(office, MONDAY + timedelta(days=2))

    assert {first, second, await prompted(office)} == {"goals", "look-back", "vision"}
    assert came >= 2  # the round and one of them
    assert len(by_itself(await office.delivered())) >= 1


async def test_what_came_by_itself_leaves_only_at_work_and_answers_at_any_time(office: Office) -> None:
    await with_a_goal(office)
    await jump(office, MONDAY)
    late = (await office.store.outbox.claim(limit=1, lease_seconds=60))[0]
    asked = Outgoing(
        id="x",
        workspace=late.workspace,
        member=late.member,
        delivery=Say(card=late.delivery.card, about=NOTHING),  # type: ignore[union-attr]
        attempt=1,
        attempted=False,
        lease="",
    )
    night, morning = MONDAY + timedelta(hours=12), MONDAY + timedelta(days=1)

    assert await may_leave(late, office.ports, MONDAY + timedelta(minutes=1))
    assert not await may_leave(late, office.ports, night)
    assert await may_leave(asked, office.ports, night)
    assert await may_leave(late, office.ports, morning)
    office.directory.quiet = morning + timedelta(hours=1)
    assert not await may_leave(late, office.ports, morning)
