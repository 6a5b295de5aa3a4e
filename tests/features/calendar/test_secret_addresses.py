"""B9: the secret address of a calendar is kept in plain nowhere, however it comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from slack_sandbox.seed import ACCOUNTS
from slack_sandbox.testing import Driver, text_of
from tests.features.calendar.conftest import Served
from tests.features.conftest import opened_form
from tests.features.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRETS = (
    "https://p01-caldav.icloud.com/published/2/AAA7xyz",
    "calendar https://p01-caldav.icloud.com/AAA7xyz",
    "calendar http://cal.example.org/AAA7xyz",
    "http://cal.example.org/private-AAA7xyz/basic.ics",
    "webcal://cal.example.org/AAA7xyz",
    "https://outlook.office365.com/owa/calendar/AAA7xyz@example.com/1/reachcalendar.html",
    "https://cloud.example.org/remote.php/dav/public-calendars/AAA7xyz?export",
    "cal.example.org/AAA7xyz/basic.ics",
    "calendar https://user:AAA7xyz@cal.example.org/x",
)
ADDRESS = "https://p01-caldav.icloud.com/published/2/AAA7xyz"


def stands_in(folder: Path) -> bool:
    """Whether the secret stands in the files of the database."""
    return b"AAA7xyz" in b"".join(each.read_bytes() for each in folder.glob("*.db*"))


def words(message: object) -> str:
    return text_of(message).replace("*", "")


@pytest.mark.parametrize("said", SECRETS)
async def test_b9_an_address_in_a_message_is_kept_nowhere_in_plain(
    seller: Driver, served: Served, said: str
) -> None:
    await seller.dm(said)
    answer = words(await seller.next_message())
    assert "address of a calendar at" in answer or "public https addresses only" in answer
    assert "AAA7xyz" not in answer
    await seller.command("/tactegic", said)
    answer = words(await seller.next_message())
    assert "address of a calendar at" in answer or "public https addresses only" in answer
    await until(lambda: not stands_in(served.office.data))


@pytest.mark.parametrize(
    "line",
    [
        "define churn = {}",
        "note Met Ana Ruiz, {}",
        "remind me tomorrow to read {}",
        "plan Ana Ruiz {}",
        "goal Ana Ruiz: {}",
        "tell {} off",
    ],
)
async def test_b9_no_command_keeps_an_address_and_each_says_that_it_is_a_secret(
    seller: Driver, served: Served, line: str
) -> None:
    await seller.command("/tactegic", line.format(ADDRESS))
    assert words(await seller.next_message()).startswith(
        "That holds the address of a calendar, which is a secret"
    )
    await until(lambda: not stands_in(served.office.data))


async def test_b9_no_field_of_another_form_takes_an_address(seller: Driver, served: Served) -> None:
    await seller.global_shortcut("new_note")
    form = await opened_form(seller)
    refused = await seller.submit(form, {"text": {"text": f"Met Ana Ruiz, see {ADDRESS}"}})
    assert "That holds the address of a calendar, which is a secret." in str(refused["errors"])
    await until(lambda: not stands_in(served.office.data))


async def test_b9_an_edited_message_with_an_address_is_refused_also_where_it_was_no_note(
    seller: Driver, served: Served
) -> None:
    asked = await seller.dm("help")
    await seller.next_message()
    await seller.edit(asked, f"help with {ADDRESS}")
    assert words(await seller.next_message()).startswith("That holds the address of a calendar")
    await until(lambda: not stands_in(served.office.data))


async def test_b9_a_message_of_a_channel_with_an_address_is_filled_into_no_form(
    seller: Driver, served: Served
) -> None:
    await served.office.join(ACCOUNTS, seller)
    said = await seller.say(ACCOUNTS, f"My new calendar: {ADDRESS}")
    await seller.message_shortcut(said, "save_note", ACCOUNTS)
    form = await opened_form(seller)
    assert "AAA7xyz" not in str(form)
    await until(lambda: not stands_in(served.office.data))
