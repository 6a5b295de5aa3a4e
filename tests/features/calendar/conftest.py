"""A bot that reads calendars from an https server on this machine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from slack_sandbox.testing import Driver
from tests.features.conftest import Office, greeted, running_office
from tests.support.https_calendar import CalendarServer, calendar_server, local_feeds


@dataclass
class Served:
    """The office, and the server with the calendar."""

    office: Office
    server: CalendarServer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """An office in which an admin allowed calendars."""
    async with calendar_server() as server:
        feeds = local_feeds(server.port)
        async with running_office(tmp_path_factory.mktemp("bot"), feeds=feeds) as office:
            yield Served(office, server)


@pytest_asyncio.fixture(loop_scope="module")
async def seller(served: Served) -> Driver:
    """A seller who may connect a calendar, and knows Ana Ruiz."""
    served.server.respond = None
    admin = await greeted(served.office.member("adele", role="admin"))
    await admin.command("/tactegic", "calendar")
    card = await admin.next_message()
    if any("Allow it" in str(block) for block in card["blocks"]):
        await admin.click(card, "Allow it")
        await admin.next_update(card["ts"])
    seller = await greeted(served.office.member("mira"))
    await seller.dm("Met Ana Ruiz from Northwind on 2 November. Her mail is ana.ruiz@northwind.example")
    await seller.next_message()
    return seller
