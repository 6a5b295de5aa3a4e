"""Expectations and tested actions come back once, through the real thing (R2, R3)."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, opened_form
from tests.features.settings.test_settings import save
from tests.features.waiting import wait_until_scheduled

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
ZONE, THURSDAY, FRIDAY = "Europe/Berlin", 3, 4


def says(*parts: str) -> Any:
    return lambda message: all(part in text_of(message).replace("*", "").replace("_", "") for part in parts)


async def told(person: Driver, line: str, *parts: str) -> dict[str, Any]:
    """The answer to a message or a command."""
    if line.startswith("/tactegic "):
        await person.command("/tactegic", line.removeprefix("/tactegic "))
    else:
        await person.dm(line)
    return await person.next_message(where=says(*parts))


async def thursdays(office: Office, person: Driver, count: int) -> None:
    """Let so many look backs come due, and what waited for another day because that one had its prompt."""
    for _ in range(count):
        await wait_until_scheduled(office, person, "look-back")
        office.sandbox.clock.jump_to_next(THURSDAY, "15:01", ZONE)
    await wait_until_scheduled(office, person, "look-back")
    office.sandbox.clock.jump_to_next(FRIDAY, "12:31", ZONE)


async def test_r2_an_expectation_comes_back_once_and_counts(office: Office, seller: Driver) -> None:
    await told(seller, "Met Ana Ruiz from Northwind. They sign next week.", "your expectation")
    listed = await told(seller, "/tactegic expectations", "What you expected", "until")
    assert "None of your expectations is decided yet" in text_of(listed)

    await thursdays(office, seller, 3)

    card = await seller.next_message(
        where=says("you expected “They sign next week” (Ana Ruiz). Did it happen?")
    )
    await seller.click(card, "Yes, it did")
    answered = await seller.next_update(card["ts"])
    assert says("it came true", "1 of 1 expectation came true")(answered)
    assert not says("Yes, it did")(answered)

    await seller.click(answered, "Undo")
    asked_anew = await seller.next_update(card["ts"])
    assert says("Did it happen?")(asked_anew)
    await seller.click(asked_anew, "No")
    answered = await seller.next_update(card["ts"])
    assert says("it did not happen", "0 of 1 expectation came true")(answered)

    await told(seller, "How often was I right?", "0 of 1 expectation came true", "They sign next week")
    await told(seller, "/tactegic strategic Ana")
    await thursdays(office, seller, 1)
    await told(seller, "/tactegic help")
    assert not [each for each in await seller.messages() if says("Did it happen?")(each)]


async def test_r2_several_come_as_one_card_and_a_deleted_note_takes_its_line_away(
    office: Office, seller: Driver
) -> None:
    await told(seller, "Met Lars Berg from Contoso. They order next week.", "Lars Berg")
    second = await told(seller, "Met Omar Haddad from Acme. They renew by Friday.", "Omar Haddad")

    await thursdays(office, seller, 3)

    card = await seller.next_message(where=says("Looking back: what became of these?"))
    assert says("They order next week", "They renew by Friday")(card)
    await seller.click(card, "Not yet")
    answered = await seller.next_update(card["ts"])
    assert says("not yet", "Did it happen?")(answered)

    await seller.click(second, "Undo")
    left = await seller.next_update(card["ts"])
    assert "They renew by Friday" not in text_of(left)
    listed = await told(seller, "/tactegic expectations", "What you expected")
    assert says("They order next week")(listed) != says("They renew by Friday")(listed)


async def test_r3_a_tested_action_is_asked_about_once_and_shown_with_the_next_test(
    office: Office, seller: Driver
) -> None:
    await told(seller, "Met Ana Ruiz from Northwind.")
    await told(seller, "/tactegic test I'm thinking of sending Ana a gift basket", "gift basket")

    await thursdays(office, seller, 4)

    card = await seller.next_message(where=says("you tested", "gift basket", "What followed?"))
    await seller.click(card, "In my own words …")
    form = await opened_form(seller)
    await save(seller, form, words="She thanked me and asked for a visit")
    kept = await seller.next_update(card["ts"])
    assert says("something came of it", "She thanked me and asked for a visit")(kept)
    assert not says("Nothing so far")(kept)

    await told(seller, "/tactegic test history", "What followed: something came of it")
    await told(
        seller,
        "/tactegic test send Ana a wine basket",
        "What followed before",
        "She thanked me and asked for a visit",
    )
