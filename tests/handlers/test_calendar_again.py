"""B9: work on a calendar that is done twice, or that ends in the middle, does nothing twice."""

from __future__ import annotations

import base64
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.commands import Command, Origin, Said, Surface
from bot.core.contacts import Contact
from bot.core.identity import WORKSPACE_SPACE
from bot.core.notes import Touch
from bot.core.ports.feeds import FeedContent, FeedVersion
from bot.core.ports.memory import Embedder
from bot.core.ports.work import Work
from bot.core.schedule.commands import Due
from bot.core.schedule.times import CALENDAR, CALENDAR_BRIEF
from bot.features.calendar.commands import (
    AddGuest,
    ConnectOffered,
    OfferCalendar,
    PutGuestOff,
    RemoveCalendar,
    SkipBrief,
    TakeMeetingBack,
)
from bot.features.calendar.rules.values import (
    POLICY_ID,
    CalendarLink,
    CalendarMeeting,
    CalendarOffer,
    CalendarPolicy,
    CalendarReading,
    GuestState,
    UnknownGuest,
)
from bot.sealing import FernetSealer
from tests.features.calendar.calendars import ANA, TOM, calendar, event
from tests.handlers.board import Board, open_board
from tests.handlers.office import WORKSPACE
from tests.support.https_calendar import CalendarServer, calendar_server, local_feeds

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BUTTON = Origin(surface=Surface.BUTTON, conversation="D1", message="p1")
JOB = Origin(surface=Surface.JOB)


class KilledError(Exception):
    """Stands for the end of the process."""


class Dying:
    """Feeds that end the process after the answer came, as often as they are told to."""

    def __init__(self, inner: Any, deaths: int) -> None:
        self.inner, self.deaths = inner, deaths

    minutes_between = 45

    async def fetch(self, address: str, known: FeedVersion) -> FeedContent:
        found: FeedContent = await self.inner.fetch(address, known)
        if self.deaths:
            self.deaths -= 1
            raise KilledError
        return found


@pytest.fixture
async def server() -> AsyncIterator[CalendarServer]:
    async with calendar_server() as served:
        yield served


@pytest.fixture
async def board(tmp_path: Path, embedder: Embedder, server: CalendarServer) -> AsyncIterator[Board]:
    key = base64.b64encode(os.urandom(32)).decode().translate(str.maketrans("+/", "-_"))
    async with open_board(tmp_path, embedder) as opened:
        opened.ports = replace(
            opened.ports, feeds=local_feeds(server.port), sealer=FernetSealer(lambda: (key,))
        )
        await opened.say("Met Ana Ruiz from Northwind on 2 March. Her mail is ana.ruiz@northwind.example")
        policy = CalendarPolicy(
            id=POLICY_ID, workspace=WORKSPACE, space=WORKSPACE_SPACE, created_at=opened.now, is_allowed=True
        )
        scope = await opened.scope_of(opened.member)
        work = Work(key="policy", scope=scope, command=Said(""), origin=JOB, now=opened.now)
        async with opened.store.write(work) as uow:
            await uow.of(CalendarPolicy).put(policy)
        yield opened


async def all_of(board: Board, kind: type[Any]) -> list[Any]:
    async with board.store.read(await board.scope_of(board.member)) as reader:
        found: list[Any] = await reader.of(kind).find()
        return found


async def jobs(board: Board, kind: str) -> list[Any]:
    async with board.store.read(await board.scope_of(board.member)) as reader:
        return [each for each in await reader.scheduled_jobs() if each.kind == kind]


async def offered(board: Board, server: CalendarServer) -> str:
    await board.do(OfferCalendar(server.address), BUTTON)
    [offer] = await all_of(board, CalendarOffer)
    return str(offer.id)


def two(at: datetime) -> str:
    return calendar(event("past", at - DAY, ANA, TOM), event("coming", at + 2 * DAY, ANA))


def due(board: Board, kind: str, subject: str = "") -> Command:
    return Due(kind=kind, subject=subject, key="k1", due=board.now, once=True)


async def test_b9_connecting_that_ends_in_the_middle_goes_on_and_counts_once(
    board: Board, server: CalendarServer
) -> None:
    server.content = two(board.now)
    offer = await offered(board, server)
    whole = board.ports
    board.ports = replace(whole, feeds=Dying(whole.feeds, 1))

    with pytest.raises(KilledError):
        await board.do(ConnectOffered(offer), BUTTON, key="once")
    assert len(await all_of(board, CalendarLink)) == 1
    for _ in range(3):
        await board.do(ConnectOffered(offer), BUTTON, key="once")

    meetings = [each for each in await all_of(board, Touch) if each.channel == "meeting"]
    assert len(meetings) == 1
    assert len(await all_of(board, CalendarMeeting)) == 2
    assert len(await all_of(board, UnknownGuest)) == 1
    assert await all_of(board, CalendarOffer) == []
    assert len(await jobs(board, CALENDAR_BRIEF)) == 1
    assert len(await jobs(board, CALENDAR)) == 1


async def test_b9_a_look_that_ends_in_the_middle_has_the_next_one_scheduled_already(
    board: Board, server: CalendarServer
) -> None:
    server.content = two(board.now)
    await board.do(ConnectOffered(await offered(board, server)), BUTTON)
    whole = board.ports
    board.now += HOUR
    server.content = calendar(event("past", board.now - 4 * DAY, ANA), event("new", board.now - 2 * DAY, ANA))
    board.ports = replace(whole, feeds=Dying(whole.feeds, 1))

    with pytest.raises(KilledError):
        await board.do(due(board, CALENDAR), JOB, key="look")
    [job] = await jobs(board, CALENDAR)
    assert job.next_at > board.now
    for _ in range(2):
        await board.do(due(board, CALENDAR), JOB, key="look")

    [still] = await jobs(board, CALENDAR)
    assert board.now < still.next_at < job.next_at + HOUR
    days = sorted(each.occurred_on for each in await all_of(board, Touch) if each.channel == "meeting")
    assert days == [(board.now - 4 * DAY).date(), (board.now - 2 * DAY).date()]
    assert await jobs(board, CALENDAR_BRIEF) == []


async def test_b9_a_brief_is_brought_once_however_often_it_is_due(
    board: Board, server: CalendarServer
) -> None:
    server.content = calendar(event("soon", board.now + HOUR, ANA, title="Harbour walk"))
    await board.do(ConnectOffered(await offered(board, server)), BUTTON)
    [row] = await all_of(board, CalendarMeeting)

    for key in ("due", "due", "due again", "due"):
        await board.do(due(board, CALENDAR_BRIEF, row.id), JOB, key=key)

    assert len(board.standing("Before you talk to Ana Ruiz")) == 1
    assert (await all_of(board, CalendarMeeting))[0].is_briefed


async def test_b9_after_many_failures_nothing_is_asked_until_the_member_says_so(
    board: Board, server: CalendarServer
) -> None:
    server.content = two(board.now)
    await board.do(ConnectOffered(await offered(board, server)), BUTTON)
    served, server.content = server.content, ""
    for each in range(12):
        board.now += timedelta(hours=30)
        if await jobs(board, CALENDAR):
            await board.do(due(board, CALENDAR), JOB, key=f"look{each}")

    asked = len(server.asked)
    [reading] = await all_of(board, CalendarReading)
    assert reading.has_given_up
    assert await board.store.count_records("CalendarReading", "flaw") == {"no calendar": 1}
    assert reading.failures == 8
    assert await jobs(board, CALENDAR) == []
    assert len(board.standing("I cannot read your calendar any more")) <= 2
    await board.do(due(board, CALENDAR), JOB, key="late")
    assert len(server.asked) == asked
    server.content = served
    await board.type("calendar read")
    [reading] = await all_of(board, CalendarReading)
    assert (reading.flaw, reading.failures, reading.has_given_up) == ("", 0, False)
    assert len(await jobs(board, CALENDAR)) == 1


async def test_b9_forged_ids_change_nothing(board: Board, server: CalendarServer) -> None:
    server.content = two(board.now)
    await board.do(ConnectOffered(await offered(board, server)), BUTTON)
    before = await all_of(board, CalendarMeeting)
    [coming] = [each for each in before if not each.touch_ids]
    mine = board.member
    for forged in (
        ConnectOffered("none"),
        TakeMeetingBack("none"),
        TakeMeetingBack(coming.id),
        SkipBrief("none"),
        AddGuest("none"),
    ):
        await board.do(forged, BUTTON)
    stranger = board.as_member("U9")
    await stranger.say("hello")
    for taken in (TakeMeetingBack(before[0].id), SkipBrief(coming.id), RemoveCalendar(keeps_touches=False)):
        await stranger.do(taken, BUTTON)
    board.as_member(mine)
    assert await all_of(board, CalendarMeeting) == before


async def test_b9_a_key_that_is_gone_is_said_and_a_new_one_seals_anew(
    board: Board, server: CalendarServer
) -> None:
    server.content = two(board.now)
    await board.do(ConnectOffered(await offered(board, server)), BUTTON)
    [link] = await all_of(board, CalendarLink)
    old = board.ports.sealer
    assert isinstance(old, FernetSealer)
    new = base64.urlsafe_b64encode(os.urandom(32)).decode()
    board.ports = replace(board.ports, sealer=FernetSealer(lambda: (new,)))

    await board.type("calendar read")
    assert board.standing("the key that its address was sealed with is missing")
    board.ports = replace(board.ports, sealer=FernetSealer(lambda: (new, *old._keys())))
    await board.type("calendar read")
    [sealed_anew] = await all_of(board, CalendarLink)
    assert sealed_anew.sealed != link.sealed
    board.ports = replace(board.ports, sealer=FernetSealer(lambda: (new,)))
    await board.type("calendar read")
    [reading] = await all_of(board, CalendarReading)
    assert reading.flaw == ""


async def test_b9_of_who_is_never_to_be_asked_about_nothing_is_kept_and_undo_brings_it_back(
    board: Board, server: CalendarServer
) -> None:
    server.content = two(board.now)
    await board.do(ConnectOffered(await offered(board, server)), BUTTON)
    [tom] = await all_of(board, UnknownGuest)
    assert (tom.email, tom.state) == (TOM, GuestState.NEW)

    await board.do(PutGuestOff(tom.id), BUTTON)
    [later] = await all_of(board, UnknownGuest)
    assert later.state is GuestState.LATER
    await board.do(PutGuestOff(tom.id, forever=True), BUTTON)
    [never] = await all_of(board, UnknownGuest)
    assert (never.id, never.email, never.name, never.state) == (tom.id, "", "", GuestState.NEVER)
    await board.type("calendar read")
    assert await all_of(board, UnknownGuest) == [never]
    assert TOM not in str(await all_of(board, CalendarMeeting))
    await board.do(AddGuest(tom.id), BUTTON)
    assert len(await all_of(board, Contact)) == 1

    await board.say("undo")
    [back] = await all_of(board, UnknownGuest)
    assert back == later
