"""Guards and the lookout: one failure is looked into, an outage is left alone, and its end is told once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.core.breaking import BreakerRules
from bot.core.guarding import Guard, Lookout
from slack_sandbox.testing.waiting import until

QUICK = BreakerRules(failures=3, pause=0.02, longest=0.02)


class Service:
    """Something that is there or not; it counts the looks at it."""

    def __init__(self) -> None:
        self.is_away, self.looks = False, 0

    async def look(self) -> None:
        self.looks += 1
        if self.is_away:
            raise ConnectionError("no_connection")


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
async def guard(service: Service) -> AsyncIterator[Guard]:
    guard = Guard("service", QUICK, is_doubted=True)
    guard.look = service.look
    lookout = Lookout([guard])
    looking = asyncio.create_task(lookout.run())
    yield guard
    lookout.stop()
    await asyncio.wait_for(looking, 5)


async def test_one_failure_is_enough_where_a_look_fails_too(guard: Guard, service: Service) -> None:
    service.is_away = True
    returned: list[bool] = []
    guard.on_return.append(lambda: returned.append(True))
    guard.failed("no_connection")
    assert guard.may_call(), "nobody is kept off before it was looked into"
    await until(lambda: guard.is_open)
    assert not guard.may_call()
    before = service.looks
    await until(lambda: service.looks > before + 2)
    assert returned == []
    service.is_away = False
    await until(lambda: not guard.is_open)
    assert (guard.may_call(), guard.problem, returned) == (True, "", [True])


async def test_what_fails_by_itself_keeps_nobody_off_and_wakes_nobody(guard: Guard, service: Service) -> None:
    returned: list[bool] = []
    guard.on_return.append(lambda: returned.append(True))
    for _ in range(2 * QUICK.failures):
        guard.failed("odd_note")
        await until(lambda: not guard.in_doubt)
        assert guard.may_call()
    assert service.looks >= 2
    assert returned == []


def test_without_a_lookout_failures_are_counted_and_a_call_goes_to_see() -> None:
    now = [0.0]
    guard = Guard("service", QUICK, is_doubted=True, monotonic=lambda: now[0])
    for _ in range(QUICK.failures):
        assert guard.may_call()
        guard.failed("no_connection")
    assert not guard.may_call()
    now[0] += QUICK.pause
    assert [guard.may_call(), guard.may_call()] == [True, False]
    guard.succeeded()
    assert guard.may_call()
