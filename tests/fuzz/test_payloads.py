"""Every kind of payload, changed at random: no error, no crash, no stuck member, no effect without right."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.slack.http import EVENTS_PATH
from slack_sandbox.delivery.http import signature
from slack_sandbox.testing import Driver, text_of
from slack_sandbox.testing.waiting import until
from tests.features.conftest import Office, greeted, running_office
from tests.fuzz.mutating import Json, Shot, shots

SECRET = "The steering group meets in the Blue Heron on Thursday"
SEED = 20261130
AT_ONCE = 4
VOLLEY = 250


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with running_office(tmp_path, http=True) as made:
        yield made


@pytest.mark.parametrize(
    "count", [150, pytest.param(10_000, marks=[pytest.mark.slow, pytest.mark.timeout(1800)])]
)
async def test_changed_payloads_do_no_harm(office: Office, count: int) -> None:
    devan = await greeted(office.member("devan"))
    await devan.dm(f"Met Ana Ruiz. {SECRET}.")
    await devan.next_message()
    mira = await greeted(office.member("mira"))
    seeds = await payloads(office, mira)
    assert {kind for kind, _ in seeds} == {"event", "command", "action", "shortcut", "submission"}

    answers = await fired(office, seeds, count)

    wrong = {(kind, signed, status) for kind, signed, status in answers if status >= 500}
    assert wrong == set()
    assert {status for _, signed, status in answers if not signed} == {401}
    assert not office.bot.failed.done()
    assert workspaces(office) == {"T0FERNHILL"}
    for person in (devan, mira):
        await person.dm("help")
        await person.next_message(where=lambda message: "help" in text_of(message).lower(), timeout=20)
    assert [place for place in await told(office) if place != await devan.dm_channel()] == []


async def test_what_is_not_signed_leaves_no_trace(office: Office) -> None:
    mira = await greeted(office.member("mira"))
    seeds = await payloads(office, mira)
    await drained(office)
    before = rows(office)
    unsigned = [
        Shot(shot.body, shot.content_type, False, shot.kind, shot.headers)
        for shot in shots(seeds, random.Random(SEED + 1), 200)
    ]
    answers = [await sent(office, shot) for shot in unsigned]
    assert set(answers) == {401}
    assert rows(office) == before


async def payloads(office: Office, mira: Driver) -> list[tuple[str, Json]]:
    """One payload of each kind and more, as the workspace sends them."""
    ts = await mira.dm("Met *Ana Ruiz* from northwind.com \U0001f389, I promised her the paper by Friday")
    card = await mira.next_message(where=lambda message: bool(message.get("blocks")))
    await mira.forward(ts, await mira.dm_channel(), "save this")
    await mira.next_message()
    await mira.upload("note.txt", b"Lars wants storage", text="keep")
    await mira.next_message()
    await mira.upload("clip.webm", b"sound", spoken="Met Lars Holm.")
    await mira.next_message()
    await mira.edit(ts, "Met Ana Ruiz again")
    await mira.open_home()
    await mira.command("/tactegic", "contacts")
    await mira.click(card, "Edit")
    form = await mira.next_view()
    while "One moment" in text_of(form):
        form = await mira.next_view()
    await mira.submit(form)
    await mira.message_shortcut(ts, "save_note")
    await mira.global_shortcut("new_note")
    await until(lambda: office.sandbox.services.delivery.pending == 0)
    sent = [
        each for each in office.sandbox.traffic.since(0, 500) if each["direction"] == "to_app" and each["ok"]
    ]
    return [(each["kind"], each["request"]) for each in sent]


async def fired(office: Office, seeds: list[tuple[str, Json]], count: int) -> list[tuple[str, bool, int]]:
    """Send all of them, a few at once; each answer with what it answers to."""
    answers: list[tuple[str, bool, int]] = []
    supply = shots(seeds, random.Random(SEED), count)

    async def gun(session: aiohttp.ClientSession, volley: Iterator[Shot]) -> None:
        for shot in volley:
            status = await sent(office, shot, session)
            if status == 503:  # not stored in time on a busy machine: Slack sends it again
                await drained(office)
                status = await sent(office, shot, session)
            answers.append((shot.kind, shot.signed, status))

    each_its_own = aiohttp.TCPConnector(force_close=True)
    async with aiohttp.ClientSession(connector=each_its_own) as session:
        while len(answers) < count:
            volley = islice(supply, VOLLEY)
            await asyncio.gather(*(gun(session, volley) for _ in range(AT_ONCE)))
            await drained(office)
    assert min(Counter(kind for kind, *_ in answers).values()) > count / 10
    return answers


async def drained(office: Office) -> None:
    """Wait until all that was taken in is worked on: no member's work is stuck behind another's."""
    await until(lambda: waiting(office) == 0, timeout=120)


async def sent(office: Office, shot: Shot, session: aiohttp.ClientSession | None = None) -> int:
    if session is None:
        async with aiohttp.ClientSession() as own:
            return await sent(office, shot, own)
    stamp = str(int(time.time()))
    secret = office.sandbox.signing_secret if shot.signed else "somebody else's"
    headers = {
        "Content-Type": shot.content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signed_bytes(secret, stamp, shot.body),
        **shot.headers,
    }
    url = f"http://127.0.0.1:{office.bot.port}{EVENTS_PATH}"
    async with session.post(url, data=shot.body, headers=headers) as answer:
        await answer.read()
        return answer.status


def signed_bytes(secret: str, stamp: str, body: bytes) -> str:
    """Slack's signature; of bytes that are no text, one that is wrong."""
    return signature(secret, stamp, body.decode("utf-8", "replace"))


def asked(office: Office, query: str) -> list[Any]:
    with sqlite3.connect(f"file:{office.data / 'tactegic.db'}?mode=ro", uri=True, timeout=30) as database:
        found = database.execute(query).fetchall()
    database.close()
    return found


def waiting(office: Office) -> int:
    """How many rows of the inbox are still to be worked on."""
    return int(asked(office, "select count(*) from inbox where finished_at is null")[0][0])


def rows(office: Office) -> int:
    return int(asked(office, "select count(*) from inbox")[0][0])


def workspaces(office: Office) -> set[str]:
    return {str(row[0]) for row in asked(office, "select distinct workspace from inbox")}


async def told(office: Office) -> list[str]:
    """The conversations in which the secret stands."""
    found = []
    for team in office.sandbox.world.teams.values():
        for channel in team.channels.values():
            shown = [*channel.messages.values(), *channel.ephemerals.values()]
            if any(SECRET in f"{message.text} {message.blocks}" for message in shown if message.bot_id):
                found.append(channel.id)
    return found
