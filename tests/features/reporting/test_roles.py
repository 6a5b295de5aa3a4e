"""Roles and reporting lines through the real thing: an admin sets them or the seller confirms."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form
from tests.features.plans.test_plans import ask

pytestmark = pytest.mark.asyncio(loop_scope="module")


def at(person: Driver) -> str:
    return f"<@{person.user}>"


async def test_a_role_changes_what_is_offered(seller: Driver) -> None:
    assert "/tactegic plan Ana" in await ask(seller, "help")

    await seller.command("/tactegic", "role")
    shown = await seller.next_message()
    await seller.click(shown, "Alliance manager")

    assert "You are now an alliance manager" in text_of(await seller.next_update(shown["ts"]))
    assert "/tactegic team-document Northwind" in await ask(seller, "help")


async def test_a_managers_request_holds_only_when_the_seller_accepts(office: Office, seller: Driver) -> None:
    manager = await greeted(office.member("tomo"))
    await manager.command("/tactegic", f"reports {at(seller)} to me")
    assert "I asked" in text_of(await manager.next_message())
    request = await seller.next_message()
    assert "asks whether you report to them" in text_of(request)
    assert "waits for the seller" in await ask(manager, "reports")

    await seller.click(request, "Accept")

    assert "You report to" in text_of(await seller.next_update(request["ts"]))
    assert "reports to you" in text_of(await manager.next_message())
    assert "waits" not in await ask(manager, "reports")


async def test_a_declined_request_sets_nothing(office: Office, seller: Driver) -> None:
    manager = await greeted(office.member("tomo"))
    await manager.command("/tactegic", f"reports {at(seller)} to me")
    await manager.next_message()
    request = await seller.next_message()
    await seller.click(request, "Decline")
    await seller.next_update(request["ts"])

    assert "do not report to you" in text_of(await manager.next_message())
    assert "You are on no reporting line" in await ask(manager, "reports")


async def test_an_admin_sets_a_line_for_others_and_nobody_else_does(office: Office, seller: Driver) -> None:
    manager, admin = await greeted(office.member("tomo")), await greeted(office.member("ada", role="admin"))
    other = await greeted(office.member("devan"))
    line = f"reports {at(seller)} to {at(manager)}"
    assert "Only an admin, the seller or the manager" in await ask(other, line)

    assert "reports to" in await ask(admin, line)

    assert "You report to" in text_of(await seller.next_message())
    assert "reports to you" in text_of(await manager.next_message())
    assert "That line is there already" in await ask(admin, line)


async def test_either_side_ends_a_line_and_the_other_is_told(office: Office, seller: Driver) -> None:
    manager = await greeted(office.member("tomo"))
    await seller.command("/tactegic", f"reports me to {at(manager)}")
    card = await seller.next_message()
    assert "You report to" in text_of(card)
    await manager.next_message()
    await seller.click(card, "End")
    await seller.next_update(card["ts"])

    assert "ended the line" in text_of(await manager.next_message())
    assert "You are on no reporting line" in await ask(seller, "reports")


async def test_names_without_a_mention_are_asked_about(seller: Driver) -> None:
    await seller.command("/tactegic", "reports Somebody to me")
    asked = await seller.next_message()
    assert "I don't know which member Somebody is" in text_of(asked)
    await seller.click(asked, "Choose members")

    assert "Who reports?" in text_of(await opened_form(seller))
