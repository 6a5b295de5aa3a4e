"""B5 through the real thing: Home by role, published when opened and again where what it shows changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from slack_sandbox.blocks.surfaces import problems
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted
from tests.features.portfolio.test_portfolio import activated, chosen, met, run
from tests.features.rollup.test_roll_up import asked, previewed, reporting, rounded
from tests.features.teams.test_team_documents import team_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


def said(home: dict[str, Any]) -> str:
    """All that a Home tab says, without marks."""
    assert problems(home["blocks"], "home") == []
    return text_of(home).replace("*", "")


async def opened(person: Driver) -> str:
    """What the Home tab says once it is opened."""
    await person.open_home("home")
    return said(await person.next_home())


async def home_when(person: Driver, wanted: Callable[[str], bool]) -> str:
    """What the Home tab says once it says what is wanted, without being opened again."""
    for _ in range(10):
        if wanted(shown := said(await person.next_home())):
            return shown
    raise AssertionError("the Home tab was published ten times without it")


async def test_b5_home_leads_a_newcomer_to_a_first_step_and_follows_what_is_done(seller: Driver) -> None:
    first = await opened(seller)
    assert "A good start" in first
    assert first.index("A good start") < first.index("Vision")
    assert "None is written yet." in first
    assert "Portfolio\n" not in first
    assert "You are a seller. I write between" in first

    await seller.dm("Met Ana Ruiz from Northwind, I promised her the storage paper by Friday.")
    noted = await seller.next_message()
    shown = await home_when(seller, lambda text: "Ana Ruiz" in text)
    assert "1 promise, the next due first." in shown
    assert "Nobody is active yet." in shown
    assert "Try in the Messages tab" in shown

    await seller.click(noted, "Undo")
    await home_when(seller, lambda text: "storage paper" not in text)


async def test_b5_home_shows_the_portfolio_as_bars_and_forgets_who_is_erased(seller: Driver) -> None:
    await met(seller, "Ana Ruiz", "Lars Berg", "Omar Haddad")
    await chosen(seller)
    await activated(seller, "Lars")
    await run(seller, "phase Lars bridge")
    await run(seller, "goals Ana month: a seat in the steering group")
    shown = await opened(seller)
    assert "2 active of 100, nobody is due." in shown
    assert "Creation       █████░░░░░  50/30 %" in shown
    assert "Ana Ruiz: a seat in the steering group" in shown
    assert "Try in the Messages tab" not in shown

    review = await run(seller, "fit Ana")
    await seller.click(review, "Release")
    released = await seller.next_update(review["ts"])
    await seller.click(released, "Erase what is stored")
    left = await home_when(seller, lambda text: "steering group" not in text)
    assert "1 active of 100" in left
    assert "Ana Ruiz (Northwind)" not in left


async def test_b5_a_managers_home_begins_with_what_sellers_share_until_it_is_taken_back(
    office: Office,
) -> None:
    manager, [mira] = await reporting(office, "mira")
    await asked(manager, "role manager")
    empty = await opened(manager)
    assert empty.index("Your team") < empty.index("A good start")
    assert "None of your sellers shares a look ahead with you yet" in empty

    await rounded(mira, "Ana Ruiz", "Northwind", "Too few electricians for the cold stores")
    assert "Mira" not in await opened(manager)
    preview = await previewed(mira)
    await mira.click(preview, "Share exactly this")
    shared = await mira.next_update(preview["ts"])
    shown = await home_when(manager, lambda text: "Mira" in text)
    assert "Answered this time: Mira." in shown
    assert "1 new answer from Mira." in shown
    assert "electricians" not in shown

    await mira.click(shared, "Take it back")
    await home_when(manager, lambda text: "None of your sellers shares" in text)


async def test_b5_an_alliance_managers_home_shows_document_and_objective_of_each_alliance(
    office: Office,
) -> None:
    person = await greeted(office.member("kofi"))
    await asked(person, "role alliance manager")
    assert "Begin with the team that works with one partner." in await opened(person)
    await team_of(person, await greeted(office.member("jun")))
    shown = await home_when(person, lambda text: "Northwind · no document yet" in text)
    assert "No objective that both sides agreed on yet" in shown
