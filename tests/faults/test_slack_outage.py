"""Slack is away for a while, or for days: nothing is lost, work goes on at once, nothing comes in a burst."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.core.breaking import BreakerRules
from bot.core.guarding import Guard
from bot.slack.clients import connect, open_session
from bot.slack.manifest import manifest
from bot.slack.methods import SlackLeftAlone
from slack_sandbox import running_sandbox
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, running_office
from tests.features.nudges.test_nudges import chosen
from tests.features.waiting import find_scheduled, forward, until, wait_until_scheduled

FOREVER = -1
RETURN_SECONDS = 5.0
NUDGES_A_DAY = 2


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with running_office(tmp_path) as made:
        yield made


def waiting(office: Office) -> int:
    """How many deliveries wait."""
    [file] = office.data.glob("*.db")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        counted = connection.execute("SELECT count(*) FROM outbox WHERE state = 'waiting'").fetchone()
    return int(counted[0])


async def answers(person: Driver) -> list[str]:
    """What the bot said to somebody, in threads too."""
    roots = await person.messages()
    threads = [await person.thread(root["ts"]) for root in roots if root.get("reply_count")]
    everything = [*roots, *(reply for thread in threads for reply in thread[1:])]
    return [text_of(each) for each in everything if each.get("user") != person.user]


async def is_left_alone(office: Office) -> bool:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{office.bot.port}/ready") as page,
    ):
        return "slack" in (await page.json()).get("away", {})


async def left_alone(office: Office, *, back: bool = False) -> None:
    async with asyncio.timeout(60):
        while await is_left_alone(office) is back:
            await asyncio.sleep(0.05)


async def test_each_method_is_left_alone_by_itself_and_tried_by_one_call(tmp_path: Path) -> None:
    async with running_sandbox(manifest()) as sandbox, open_session() as session:
        slack = Guard("slack", BreakerRules(failures=50))
        clients = await connect(sandbox.bot_token, api_url=sandbox.api_url, session=session, guard=slack)
        client = await clients.plain_client(clients.identity.workspace)
        sandbox.faults.add("users.info", "500", times=3)
        refusals: list[str] = []
        for _ in range(6):
            try:
                await client.users_info(user="U0SELLER")
            except Exception as problem:
                refusals.append(type(problem).__name__)
        assert refusals == ["SlackApiError"] * 3 + ["SlackLeftAlone"] * 3
        assert (await client.auth_test())["ok"]
        assert not slack.is_open

        async def works() -> bool:
            try:
                return bool((await client.users_info(user="U0SELLER"))["ok"])
            except SlackLeftAlone as alone:
                await asyncio.sleep((alone.wait_seconds or 0.0) + 0.01)
                return False

        assert not await works()
        assert await works()


@pytest.mark.slow
async def test_after_an_outage_what_waited_goes_at_once_in_order_and_once(office: Office) -> None:
    people = [await greeted(office.member(name)) for name in ("mira", "jonas", "aiko")]
    for person in people:
        await person.dm("Met Ana Ruiz from Northwind, she worries about audits.")
        await person.next_message(where=lambda message: "Noted" in text_of(message))
    office.sandbox.faults.add("*", "503", times=FOREVER)
    for number in range(1, 5):
        for person in people:
            await person.dm(f"I promised Ana Ruiz paper number {number} by Friday.")
    await left_alone(office)
    await until(lambda: waiting(office) == 12)
    office.sandbox.faults.clear()
    started = time.monotonic()
    firsts = [
        await person.next_message(where=lambda message: "paper number 1" in text_of(message))
        for person in people
    ]
    assert time.monotonic() - started < RETURN_SECONDS, "work goes on soon after Slack is back"
    assert len(firsts) == 3
    for person in people:
        for number in range(2, 5):
            await person.next_message(where=lambda message, n=number: f"paper number {n}" in text_of(message))
        shown = await answers(person)
        assert [sum(f"paper number {n}" in text for text in shown) for n in range(1, 5)] == [1, 1, 1, 1]


@pytest.mark.slow
async def test_b3_after_days_without_slack_what_came_by_itself_keeps_to_its_budget_and_its_hours(
    office: Office,
) -> None:
    seller = await greeted(office.member("mira"))
    await chosen(seller, "Ana Ruiz", "Lena Vogt", "Omar Haddad", "Rose Marsh")
    forward(office, 15)
    await wait_until_scheduled(office, seller, "nudges")
    office.sandbox.faults.add("*", "503", times=FOREVER)
    forward(office, 1)
    await left_alone(office)
    before = find_scheduled(office, seller, "nudges")
    for _ in range(2):
        forward(office, 1)
    assert find_scheduled(office, seller, "nudges") == before, "what is due stays where it is"
    forward(office, 0, at="23:30", any_day=True)
    seen = len(await seller.messages())
    office.sandbox.faults.clear()
    await left_alone(office, back=True)
    await seller.dm("/tactegic")  # an answer at night is no message that comes by itself
    await seller.next_message(where=lambda message: "Snooze" not in text_of(message))
    at_night = [text_of(each) for each in (await seller.messages())[seen:]]
    assert not [each for each in at_night if is_unasked(each)]

    forward(office, 1, at="11:45")
    await until(lambda: find_scheduled(office, seller, "nudges") != before)
    digest = await seller.next_message(where=lambda message: "Also worth a thought" in text_of(message))
    unasked = [each for each in await by_itself(seller, seen) if each["ts"] != digest["ts"]]
    assert len(unasked) <= NUDGES_A_DAY


def is_unasked(text: str) -> bool:
    return "Snooze for a week" in text or "Also worth a thought" in text


async def by_itself(person: Driver, seen: int) -> list[dict[str, Any]]:
    return [each for each in (await person.messages())[seen:] if is_unasked(text_of(each))]
