"""B12 through the workspace: the open promise of the person named closes or moves, and nobody else's."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _tell(seller: Driver, *notes: str) -> str:
    card = ""
    for each in notes:
        await seller.dm(each)
        card = text_of(await seller.next_message())
    return card


async def _promises(seller: Driver) -> str:
    await seller.command("/tactegic", "promises")
    return text_of(await seller.next_message())


@pytest.mark.parametrize(
    "told",
    [
        "sent Tom the slots",
        "gave Tom two slots",
        "Tom has our two slots now",
        "mailed Tom the two slots today",
    ],
)
async def test_of_two_with_one_name_the_one_is_meant_whose_promise_fits(seller: Driver, told: str) -> None:
    card = await _tell(
        seller,
        "Met Tom Hale from Kestrel Retail. I promised him to come back with two slots.",
        "Met Tom Becker from Brightwater.",
        "Met Marek Zielinski from Halden Foods. I promised him a new slot.",
        told,
    )

    assert "That closes your promise to *Tom Hale*" in card
    assert "Which Tom" not in card
    assert "*Marek Zielinski*: a new slot" in await _promises(seller)


@pytest.mark.parametrize("told", ["sent Tom the slot", "gave Tom a new slot", "Tom has the new slot now"])
async def test_a_promise_to_somebody_else_than_who_is_named_never_closes(seller: Driver, told: str) -> None:
    card = await _tell(
        seller,
        "Met Tom Hale from Kestrel Retail.",
        "Met Tom Becker from Brightwater.",
        "Met Marek Zielinski from Halden Foods. I promised him a new slot.",
        told,
    )

    assert "That closes" not in card
    assert "*Marek Zielinski*: a new slot" in await _promises(seller)


async def test_where_both_of_one_name_have_such_a_promise_the_member_is_asked(seller: Driver) -> None:
    card = await _tell(
        seller,
        "Met Tom Hale from Kestrel Retail. I promised him the price list.",
        "Met Tom Becker from Brightwater. I promised him the price list.",
        "sent Tom the price list",
    )

    assert "That closes" not in card
    assert (await _promises(seller)).count("the price list") == 2


@pytest.mark.parametrize(
    ("promised", "told", "day"),
    [
        ("I promised her a sample clause", "forgot to send Ana the clause, will do tomorrow", "tomorrow"),
        ("She promised me the PO", "PO from Ana won't come before the new year", "1 January"),
        ("I promised her the SLA doc", "SLA doc - Ana says Friday is fine too", "27 November"),
        ("She promised me two refs", "Ana's refs will be late, push them to Friday", "27 November"),
    ],
)
async def test_words_that_put_it_off_move_the_old_promise(
    seller: Driver, promised: str, told: str, day: str
) -> None:
    card = await _tell(seller, f"Met Ana Ruiz from Northwind. {promised} by Thursday.", told)

    assert "That moves" in card
    assert day in card.partition("That moves")[2]
    assert "1 open promise." in await _promises(seller)


async def test_what_somebody_refuses_is_asked_about_and_stays(seller: Driver) -> None:
    card = await _tell(
        seller,
        "Met Ana Ruiz from Northwind. She promised to get us log access by Monday.",
        "Ana said she'd never give us log access",
    )

    assert "Which promise was not kept?" in card
    assert "log access" in await _promises(seller)


async def test_what_came_from_somebody_closes_their_promise(seller: Driver) -> None:
    card = await _tell(
        seller,
        "Met Ana Ruiz from Northwind. She promised to send me the list of the wrong ones by tomorrow.",
        "got Ana's list of wrong invoices",
    )

    assert "That closes the promise of *Ana Ruiz* to you: send me the list of the wrong ones" in card


async def test_a_correction_gives_touch_and_promise_to_the_right_person(seller: Driver) -> None:
    card = await _tell(
        seller,
        "Marek Zielinski from Halden Foods reports to Priya Nair from Halden Foods.",
        "call w/ Priya: she's fine with the terms. I'll send the amended contract by tomorrow noon.",
        "Actually it was Marek I spoke to, not Priya",
    )

    assert "You promised Marek Zielinski: send the amended contract" in card
    assert "Priya" not in card.partition("You promised")[0]
    await seller.command("/tactegic", "touches Priya")
    assert "No touch with" in text_of(await seller.next_message())


async def test_a_talk_of_two_touches_only_that_one(seller: Driver) -> None:
    await _tell(
        seller,
        "Ana Ruiz from Northwind likes jazz.",
        "Lars Holm from Delta likes golf.",
        "1:1 with Ana today. I promised to join the call with Lars on the 9th; she owes me a forecast by "
        "Thursday",
    )

    assert "*Ana Ruiz*: a forecast" in await _promises(seller)
    await seller.command("/tactegic", "touches Lars")
    assert "in person" not in text_of(await seller.next_message())
