"""B9 through the real thing: a calendar is connected, read, corrected, and brings touches and briefs."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from aiohttp import web

from slack_sandbox.testing import Driver, text_of
from tests.features.calendar.calendars import ANA, LARS, TOM, calendar, event
from tests.features.calendar.conftest import Served
from tests.features.conftest import greeted, opened_form, running_office
from tests.features.waiting import PATIENCE_SECONDS, find_scheduled, until, wait_until_scheduled
from tests.support.https_calendar import calendar_server, local_feeds

pytestmark = pytest.mark.asyncio(loop_scope="module")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECRET = "private-0123456789abcdef"


def now(served: Served) -> datetime:
    return served.office.sandbox.clock.now()


WEEKS_AGO = re.compile(r"Last in touch\n\d weeks ago")
"""The touch that was told by a note, however far other tests have moved the clock."""


def words(message: dict[str, Any]) -> str:
    return text_of(message).replace("*", "")


def content_of(folder: Path) -> bytes:
    """All that stands in the files of the database; what was said is cleaned from them soon, not at once."""
    return b"".join(each.read_bytes() for each in folder.glob("*.db*"))


async def command(seller: Driver, line: str) -> dict[str, Any]:
    """The answer to a command."""
    await seller.command("/tactegic", line)
    return await seller.next_message()


async def connected(seller: Driver, served: Served) -> dict[str, Any]:
    """The card after the address was pasted and agreed to."""
    await seller.dm(f"my calendar is <{served.server.address}>")
    asked = await seller.next_message(where=lambda message: "Read it" in str(message.get("blocks")))
    await seller.click(asked, "Read it")
    return await seller.next_update(asked["ts"])


async def read_now(seller: Driver) -> dict[str, Any]:
    """The card after the calendar was looked at."""
    return await command(seller, "calendar read")


async def last_touch(seller: Driver, name: str) -> str:
    """What the contact's card says of the latest touch."""
    return words(await command(seller, f"contact {name}"))


async def test_b9_a_pasted_address_is_asked_about_and_read_and_is_kept_nowhere_in_plain(
    seller: Driver, served: Served
) -> None:
    at = now(served)
    served.server.content = calendar(
        event("past", at - 2 * DAY, ANA),
        event("coming", at + 2 * DAY, ANA, title="Cold store visit"),
        event("alone", at - DAY, title="Dentist"),
        event("secret", at - DAY, ANA, title="Hush", extra=("CLASS:PRIVATE",)),
        event("no", at - DAY, ANA, title="Declined", declined=True),
        event("free", at - DAY, ANA, title="Fair week", extra=("TRANSP:TRANSPARENT",)),
    )
    await seller.dm(f"Please read <{served.server.address}>")
    asked = await seller.next_message()
    assert words(asked).startswith("That looks like the address of a calendar at calendar.example.com.")
    assert SECRET not in str(asked)

    await seller.click(asked, "Read it")
    card = await seller.next_update(asked["ts"])

    assert "1 meeting of the last two weeks and 1 to come with somebody else in them" in words(card)
    assert "1 touch came of the past ones" in words(card)
    assert "1 private event is left out" in words(card)
    shown = words(await command(seller, "calendar"))
    assert "Quarterly review" in shown
    assert "a touch with Ana Ruiz (Northwind)" in shown
    assert "Cold store visit" in shown
    for word in ("Dentist", "Hush", "Declined", "Fair week", SECRET):
        assert word not in shown
    await until(lambda: SECRET.encode() not in content_of(served.office.data))
    assert "Last in touch\n2 days ago" in await last_touch(seller, "Ana Ruiz")

    await seller.click(card, "Undo")
    await seller.next_update(asked["ts"])
    assert WEEKS_AGO.search(await last_touch(seller, "Ana Ruiz"))
    assert "Connect a calendar" in words(await command(seller, "calendar"))


async def test_b9_an_address_becomes_a_note_by_no_way_and_a_typed_one_is_kept_sealed_too(
    seller: Driver, served: Served
) -> None:
    served.server.content = calendar(event("one", now(served) - DAY, ANA))
    address = served.server.address
    for line in (f"note Ana Ruiz sent {address} today", f"note {address}"):
        assert words(await command(seller, line)).startswith("That holds the address of a calendar")
    asked = await command(seller, f"calendar {address}")
    await seller.click(asked, "No, forget it")
    assert words(await seller.next_update(asked["ts"])) == "I forgot the address. Nothing was read."
    await seller.dm(f"Met Lars Berg from Northwind yesterday, he likes sailing boats. My calendar: {address}")
    assert "Tell me again what else it said" in words(await seller.next_message())
    noted = await seller.dm("Met Lars Berg from Northwind yesterday.")
    await seller.next_message()
    await seller.edit(noted, f"Met Lars Berg from Northwind yesterday. {address}")
    assert words(await seller.next_message()).startswith("That holds the address of a calendar")

    await until(lambda: SECRET.encode() not in content_of(served.office.data))


async def test_b9_a_meeting_that_is_moved_or_called_off_takes_its_touch_along(
    seller: Driver, served: Served
) -> None:
    at = now(served)
    served.server.content = calendar(event("one", at - 2 * DAY, ANA))
    await connected(seller, served)
    assert "Last in touch\n2 days ago" in await last_touch(seller, "Ana Ruiz")

    served.server.content = calendar(event("one", at - 5 * DAY, ANA))
    await read_now(seller)
    assert "Last in touch\n5 days ago" in await last_touch(seller, "Ana Ruiz")

    served.server.content = calendar(event("one", at + 5 * DAY, ANA))
    await read_now(seller)
    assert WEEKS_AGO.search(await last_touch(seller, "Ana Ruiz"))

    served.server.content = calendar(event("one", at - DAY, ANA))
    await read_now(seller)
    assert "Last in touch\nyesterday" in await last_touch(seller, "Ana Ruiz")

    served.server.content = calendar(event("one", at - DAY, ANA, extra=("STATUS:CANCELLED",)))
    card = await read_now(seller)
    assert "0 meetings of the last two weeks" in words(card)
    assert WEEKS_AGO.search(await last_touch(seller, "Ana Ruiz"))


async def test_b9_what_was_no_touch_is_taken_back_for_good_and_back_by_undo(
    seller: Driver, served: Served
) -> None:
    at = now(served)
    served.server.content = calendar(event("one", at - 2 * DAY, ANA))
    await connected(seller, served)
    shown = await command(seller, "calendar")

    await seller.click(shown, "This was no touch")
    said = await seller.next_message()
    assert words(said).startswith("“Quarterly review” was no touch: I took it back.")
    await read_now(seller)
    assert WEEKS_AGO.search(await last_touch(seller, "Ana Ruiz"))
    assert "no touch, as you said" in words(await command(seller, "calendar"))

    await seller.click(said, "Undo")
    await seller.next_update(said["ts"])
    assert "Last in touch\n2 days ago" in await last_touch(seller, "Ana Ruiz")


async def test_b9_a_touch_that_is_told_of_the_same_day_is_counted_once(
    seller: Driver, served: Served
) -> None:
    at = now(served)
    served.server.content = calendar(event("one", at - DAY, ANA))
    await connected(seller, served)

    await seller.dm("Met Ana Ruiz yesterday, she likes harbours.")
    noted = await seller.next_message()
    await read_now(seller)

    assert touches(served, seller) == ["in person", "in person"]
    await seller.click(noted, "Undo")
    await seller.next_update(noted["ts"])
    await read_now(seller)
    assert touches(served, seller) == ["in person", "meeting"]


async def test_b9_a_meeting_that_is_on_record_already_is_said_to_be(seller: Driver, served: Served) -> None:
    at = now(served)
    await seller.dm("Met Ana Ruiz yesterday, she likes harbours.")
    await seller.next_message()
    served.server.content = calendar(event("one", at - DAY, ANA))

    card = words(await connected(seller, served))

    assert "The past one with somebody you know was on record already." in card
    assert "Nobody you know" not in card


async def test_b9_a_brief_comes_an_hour_before_once_and_follows_a_meeting_that_is_moved(
    seller: Driver, served: Served
) -> None:
    at = now(served).replace(hour=9, minute=40, second=0, microsecond=0)
    served.office.sandbox.clock.set(at)
    served.server.content = calendar(event("one", at + 2 * HOUR, ANA, title="Harbour walk"))
    await connected(seller, served)
    [first] = find_scheduled(served.office, seller, "calendar-brief")

    served.server.content = calendar(event("one", at + 4 * HOUR, ANA, title="Harbour walk"))
    await read_now(seller)
    [second] = find_scheduled(served.office, seller, "calendar-brief")
    assert second[0] > first[0]

    await seller.move_clock(advance=3 * 3600 + 60)
    brief = await seller.next_message(where=lambda message: "Before you talk to Ana Ruiz" in text_of(message))
    assert "You meet today at 14:40 (“Harbour walk”). Ana Ruiz, Northwind." in words(brief)

    served.server.content = calendar(event("one", at + 5 * HOUR, ANA, title="Harbour walk"))
    await read_now(seller)
    assert find_scheduled(served.office, seller, "calendar-brief") == []


def touches(served: Served, seller: Driver) -> list[str]:
    """The channels of the member's touches, as they are kept."""
    return [row[0] for row in rows(served, "SELECT channel FROM touches WHERE space = ?", f"m:{seller.user}")]


def rows(served: Served, query: str, *values: str) -> list[tuple[Any, ...]]:
    """Rows of the bot's database."""
    [file] = served.office.data.glob("*.db")
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return sorted(connection.execute(query, values).fetchall())
    finally:
        connection.close()


async def test_b9_people_who_are_unknown_are_asked_about_once_a_week_and_never_added_unasked(
    seller: Driver, served: Served
) -> None:
    clock = served.office.sandbox.clock
    clock.jump_to_next(2, "10:30", "Europe/Berlin")  # so that both days before lie in the same week
    at = now(served)
    served.server.content = calendar(
        event("one", at - DAY, ANA, TOM, "zoe@southwind.example"), event("two", at - 2 * DAY, LARS)
    )
    await connected(seller, served)

    await wait_until_scheduled(served.office, seller, "calendar-week")
    clock.jump_to_next(4, "15:01", "Europe/Berlin")
    week = await seller.next_message(where=lambda message: "Shall I know them too?" in text_of(message))

    assert "This week your calendar told me of 1 touch." in words(week)
    assert "Tom Lind (tom.lind@oakhurst.example) · met once" in words(week)
    assert "zoe@southwind.example" not in words(week)
    await seller.click(week, "Add as a contact")
    added = await seller.next_message()
    assert "now. 1 touch came of your calendar." in words(added)
    await seller.click(added, "Undo")
    assert "Undone" in words(await seller.next_update(added["ts"]))


async def test_b9_what_is_wrong_is_said_once_and_it_stops_after_a_while(
    seller: Driver, served: Served
) -> None:
    at = now(served)
    served.server.content = calendar(event("one", at - DAY, ANA))
    await connected(seller, served)

    async def gone(_: web.Request) -> web.Response:
        return web.Response(status=404)

    served.server.respond = gone
    asked = len(served.server.asked)
    await seller.move_clock(advance=3600)
    told = await seller.next_message(where=lambda message: "cannot read your calendar" in text_of(message))
    assert words(told).startswith("I cannot read your calendar any more: the address answers 404.")
    assert SECRET not in str(told)
    await until(lambda: len(served.server.asked) > asked)
    served.server.respond = None
    await seller.click(told, "Try again")
    again = await seller.next_message(where=lambda message: "last two weeks" in text_of(message))
    assert "1 meeting of the last two weeks" in words(again)
    assert "Last in touch\nyesterday" in await last_touch(seller, "Ana Ruiz")


async def test_b9_a_calendar_that_ends_in_the_middle_takes_nothing_back(
    seller: Driver, served: Served
) -> None:
    at = now(served)
    whole = calendar(event("one", at - 2 * DAY, ANA), event("two", at - DAY, LARS))
    served.server.content = whole
    await connected(seller, served)

    for cut in (
        whole.replace("END:VCALENDAR", ""),
        whole[: whole.index("UID:two")],
        whole[: whole.index("UID:one")],
    ):
        served.server.content = cut
        told = words(await read_now(seller))
        assert "it ends in the middle, so I took nothing of it in, and nothing back." in told
        assert "Last in touch\n2 days ago" in await last_touch(seller, "Ana Ruiz")

    served.server.content = whole.replace("UID:one", "UID:three")
    assert "2 meetings of the last two weeks" in words(await read_now(seller))


async def test_b9_a_calendar_is_paused_removed_with_or_without_its_touches_and_back_by_undo(
    seller: Driver, served: Served
) -> None:
    at = now(served)
    served.server.content = calendar(event("one", at - DAY, ANA), event("two", at + DAY, ANA))
    await connected(seller, served)
    assert find_scheduled(served.office, seller, "calendar")

    paused = await command(seller, "calendar pause")
    assert find_scheduled(served.office, seller, "calendar") == []
    assert find_scheduled(served.office, seller, "calendar-brief") == []
    await seller.click(paused, "Undo")
    await seller.next_update(paused["ts"])
    assert find_scheduled(served.office, seller, "calendar")

    for keep, left in (
        ("Remove it, keep the touches", "yesterday"),
        ("Remove it with that touch", "3 weeks"),
    ):
        asked = await command(seller, "calendar remove")
        await seller.click(asked, keep)
        removed = await seller.next_update(asked["ts"])
        assert words(removed).startswith("Your calendar is removed, and I read it no more.")
        assert "Its address stays sealed as long as Undo can bring it back" in words(removed)
        assert f"Last in touch\n{left}" in await last_touch(seller, "Ana Ruiz")
        assert find_scheduled(served.office, seller, "calendar") == []
        assert "Connect a calendar" in words(await command(seller, "calendar"))
        await seller.click(removed, "Undo")
        await seller.next_update(asked["ts"])
        assert "Last in touch\nyesterday" in await last_touch(seller, "Ana Ruiz")
        assert "a touch with Ana Ruiz" in words(await command(seller, "calendar"))


async def test_b9_the_form_says_what_is_no_address_and_never_shows_the_one_that_it_keeps(
    seller: Driver, served: Served
) -> None:
    at = now(served)
    served.server.content = calendar(event("one", at - DAY, ANA))
    offered = await command(seller, "calendar")
    await seller.click(offered, "Connect a calendar")
    form = await opened_form(seller)
    refused = await seller.submit(form, {"address": {"address": "http://calendar.example.com/x"}})
    assert "Paste the whole secret address" in str(refused["errors"])
    await seller.submit(form, {"address": {"address": served.server.address}, "brief": {"brief": "off"}})
    card = await seller.next_update(offered["ts"])
    assert "1 meeting of the last two weeks" in words(card)
    await seller.click(await command(seller, "calendar"), "Settings")
    form = await opened_form(seller)
    assert "calendar.example.com" in text_of(form)
    assert SECRET not in str(form)
    await seller.submit(form, {"brief": {"brief": "evening"}, "mails": {"mails": "mira@southwind.example"}})
    assert words(await seller.next_message()).startswith("Kept for your calendar.")
    assert "briefs come the evening before" in words(await command(seller, "calendar"))
    await until(lambda: SECRET.encode() not in content_of(served.office.data))


async def test_b9_erasing_somebody_reaches_the_calendar_and_they_are_never_offered(
    seller: Driver, served: Served
) -> None:
    at = now(served)
    served.server.content = calendar(event("one", at - DAY, ANA, TOM, title="Cold store visit"))
    await connected(seller, served)
    shown = await command(seller, "calendar")
    assert "a touch with Ana Ruiz" in words(shown)

    review = await command(seller, "fit Ana Ruiz")
    await seller.click(review, "Release")
    released = await seller.next_update(review["ts"])
    await seller.click(released, "Erase what is stored")
    assert "Erased for good" in words(await seller.next_update(released["ts"]))

    def kept() -> str:
        return str(rows(served, "SELECT body FROM records WHERE space = ?", f"m:{seller.user}"))

    assert ANA not in kept()
    assert "Ana Ruiz" not in kept()
    async with asyncio.timeout(PATIENCE_SECONDS):
        while "Cold store visit" in str(seller.seen()):
            await asyncio.sleep(0.05)
            await seller.refresh()
    await read_now(seller)
    assert ANA not in kept()
    assert TOM in kept()
    await wait_until_scheduled(served.office, seller, "calendar-week")
    served.office.sandbox.clock.jump_to_next(4, "15:01", "Europe/Berlin")
    week = await seller.next_message(where=lambda message: "Shall I know them too?" in text_of(message))
    assert "Tom Lind" in words(week)
    assert "Ana Ruiz" not in words(week)


async def test_b9_an_export_has_the_meetings_and_not_the_address_and_an_erasure_leaves_nothing(
    seller: Driver, served: Served
) -> None:
    at = now(served)
    served.server.content = calendar(event("one", at - DAY, ANA, TOM))
    await connected(seller, served)

    await seller.dm("give me everything you have of mine")
    sent = await seller.next_message(where=lambda message: "files" in message)
    with ZipFile(BytesIO(await seller.download(sent["files"][0]))) as archive:
        assert SECRET not in str([archive.read(name) for name in archive.namelist()])
        assert "The secret address of a calendar" in archive.read("README.md").decode()
        complete = json.loads(archive.read("everything.json"))
    kinds = {row["kind"]: row["fields"] for row in complete["rows"]}
    assert kinds["CalendarLink"]["host"] == "calendar.example.com"
    assert "sealed" not in kinds["CalendarLink"]
    assert {"CalendarMeeting", "CalendarReading", "UnknownGuest"} <= kinds.keys()

    await seller.command("/tactegic", "erase-me")
    await seller.submit(await opened_form(seller), {"word": {"word": "erase"}, "more": {"more": []}})
    await seller.next_message(where=lambda message: "erased for good" in text_of(message))
    kept = rows(served, "SELECT kind FROM records WHERE space = ?", f"m:{seller.user}")
    assert [kind for (kind,) in kept if kind.startswith(("Calendar", "UnknownGuest"))] == []
    assert find_scheduled(served.office, seller, "calendar") == []


async def test_b9_nothing_is_read_before_an_admin_allows_it_and_members_are_told(tmp_path: Path) -> None:
    async with (
        calendar_server() as server,
        running_office(tmp_path, feeds=local_feeds(server.port)) as office,
    ):
        seller = await greeted(office.member("omar"))
        off = "Reading calendars is off until an admin of this workspace allows it."
        for line in ("calendar", "calendar read", f"calendar {server.address}"):
            assert words(await command(seller, line)).startswith(off)
        await seller.dm(server.address)
        assert words(await seller.next_message()).startswith(off)
        await seller.command("/tactegic", "calendar connect")
        assert off in text_of(await opened_form(seller))
        await until(lambda: SECRET.encode() not in content_of(tmp_path))
        assert server.asked == []


async def test_b9_an_admin_turns_it_on_and_off_for_everybody_and_no_member_can(
    seller: Driver, served: Served
) -> None:
    served.server.content = calendar(event("one", now(served) - DAY, ANA))
    await connected(seller, served)
    assert "Off for everybody" not in text_of(await command(seller, "calendar"))
    admin = await greeted(served.office.member("boss", role="admin"))
    offered = await command(admin, "calendar")
    await admin.click(offered, "Off for everybody")
    off = await admin.next_update(offered["ts"])
    assert words(off).startswith("No calendar is read any more, for nobody.")

    assert words(await command(seller, "calendar read")).startswith("Reading calendars is off")
    await admin.click(off, "Undo")
    await admin.next_update(offered["ts"])
    assert "1 meeting of the last two weeks" in words(await read_now(seller))
