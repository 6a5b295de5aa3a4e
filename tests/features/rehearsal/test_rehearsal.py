"""B3 through the real thing: what would come is shown beforehand, kept nowhere, and comes so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.subcommand import Incomplete
from bot.features.rehearsal.commands import Rehearse
from bot.features.rehearsal.subcommands import SUBCOMMANDS
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office
from tests.features.waiting import wait_until_scheduled

pytestmark = pytest.mark.asyncio(loop_scope="module")


def rows(office: Office) -> dict[str, int]:
    """How many rows the bot keeps of what it knows and of what is due."""
    [file] = office.data.glob("*.db")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        tables = ("contacts", "notes", "touches", "commitments", "agenda", "journal")
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


async def told(seller: Driver, *notes: str) -> None:
    for note in notes:
        await seller.dm(note)
        await seller.next_message()


async def test_b3_what_is_shown_beforehand_comes_and_nothing_of_it_is_kept(
    office: Office, seller: Driver
) -> None:
    await told(seller, "Met Ana Ruiz from Northwind. Promised her the storage paper by 3 December.")
    await wait_until_scheduled(office, seller, "round")
    before = rows(office)

    await seller.command("/tactegic", "rehearse 2")

    card = await seller.next_message()
    shown = text_of(card)
    assert "What would come" in shown
    assert "Your look ahead this week: A few minutes two or three years ahead, for Northwind." in shown
    assert "the storage paper" in shown
    assert "Nothing of this was sent or kept" in shown
    assert rows(office) == before
    assert "30 November 2026, 09:00" in shown
    office.sandbox.clock.set(datetime(2026, 11, 30, 9, 1, tzinfo=ZoneInfo("Europe/Berlin")))
    await seller.next_message(where=lambda message: "Your look ahead this week" in text_of(message))


async def test_b3_who_knows_nobody_hears_how_little_would_come(seller: Driver) -> None:
    await seller.command("/tactegic", "rehearse 1")

    assert "In the next 1 week nothing would come by itself." in text_of(await seller.next_message())


async def test_b3_weeks_are_read_and_too_many_refused() -> None:
    [subcommand] = SUBCOMMANDS

    assert subcommand.parse("") == Rehearse(12)
    assert subcommand.parse("--weeks 6") == Rehearse(6)
    assert subcommand.parse("4 weeks") == Rehearse(4)
    for wrong in ("30", "0", "soon"):
        with pytest.raises(Incomplete):
            subcommand.parse(wrong)
