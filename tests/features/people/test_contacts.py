"""Contacts and touches by command and by button, and help for whoever is lost (B4)."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def run(person: Driver, line: str) -> str:
    await person.command("/tactegic", line)
    return text_of(await person.next_message())


async def told(person: Driver, *notes: str) -> None:
    for note in notes:
        await person.dm(note)
        await person.next_message()


async def test_b4_contacts_are_listed_shown_and_renamed(seller: Driver) -> None:
    await told(seller, "Met Ana Ruiz from Northwind.", "Met Omar Fictive from Contoso.")

    assert "Omar Fictive" in await run(seller, "contacts")
    assert "Omar" not in await run(seller, "contacts northwind")
    assert "Northwind" in await run(seller, "contact Ana")
    assert "Anna Ruiz" in await run(seller, "rename Ana to Anna Ruiz")
    assert "Anna Ruiz" in await run(seller, "contact Anna")


async def test_b4_two_contacts_become_one_and_two_again(seller: Driver) -> None:
    await told(seller, "Met Ana Ruiz from Northwind. She sails.", "Met Anna Ruiz-Muster from Northwind.")

    await seller.command("/tactegic", 'merge "Ana Ruiz", "Anna Ruiz-Muster"')
    asked = await seller.next_message()
    await seller.click(asked, "Keep Ana Ruiz (Northwind)")
    merged = await seller.next_update()

    assert "Anna Ruiz-Muster" not in await run(seller, "contacts")
    await seller.click(merged, "Undo")
    await seller.next_update()
    assert "Anna Ruiz-Muster" in await run(seller, "contacts")


async def test_b4_the_plan_and_the_goals_go_to_the_contact_that_stays_until_the_merge_is_undone(
    seller: Driver,
) -> None:
    await told(seller, "Met Ana Ruiz from Northwind.", "Met Omar Fictive from Contoso.")
    await run(seller, "plan Omar: show him a sketch on 3 December")
    await run(seller, "goals Omar month: learn how he plans")

    await seller.command("/tactegic", 'merge "Ana Ruiz", "Omar Fictive"')
    asked = await seller.next_message()
    await seller.click(asked, "Keep Ana Ruiz (Northwind)")
    merged = await seller.next_update()

    assert "Show him a sketch" in await run(seller, "plan Ana")
    assert "Learn how he plans" in await run(seller, "goals Ana")
    await seller.click(merged, "Undo")
    await seller.next_update()
    assert "Learn how he plans" not in await run(seller, "goals Ana")
    assert "Learn how he plans" in await run(seller, 'goals "Omar Fictive"')
    assert "Show him a sketch" in await run(seller, 'plan "Omar Fictive"')


async def test_b4_the_plan_and_the_goals_go_with_a_deleted_contact_until_that_is_undone(
    seller: Driver,
) -> None:
    await told(seller, "Met Omar Fictive from Contoso.")
    await run(seller, "plan Omar: show him a sketch on 3 December")
    await run(seller, "goals Omar month: learn how he plans")

    await seller.command("/tactegic", "delete Omar")
    asked = await seller.next_message()
    await seller.click(asked, "Delete")
    deleted = await seller.next_update()

    assert "Learn how he plans" not in await run(seller, "goals")
    assert "Show him a sketch" not in await run(seller, "plan")
    await seller.click(deleted, "Undo")
    await seller.next_update()
    assert "Learn how he plans" in await run(seller, "goals Omar")
    assert "Show him a sketch" in await run(seller, "plan Omar")


async def test_b4_a_touch_is_logged_for_another_day(seller: Driver) -> None:
    await told(seller, "Ana Ruiz from Northwind likes tea.")

    assert "Ana Ruiz" in await run(seller, "touch Ana yesterday by phone")
    assert "yesterday" in await run(seller, "contacts") or "1 day ago" in await run(seller, "contacts")


async def test_b4_an_account_is_set(seller: Driver) -> None:
    await told(seller, "Met Ana Ruiz today.")

    await seller.command("/tactegic", "account Ana Northwind")
    await seller.click(await seller.next_message(), "Put Ana Ruiz at Northwind")
    await seller.next_update()

    assert "Northwind" in await run(seller, "contact Ana")


async def test_b4_an_unknown_name_is_asked_about_with_near_ones(seller: Driver) -> None:
    await told(seller, "Met Ana Ruiz from Northwind.")

    answer = await run(seller, "contact Anja Ruis")

    assert "Ana Ruiz" in answer


async def test_b4_deleting_is_confirmed_and_can_be_undone(seller: Driver) -> None:
    await told(seller, "Met Ana Ruiz from Northwind.")

    await seller.command("/tactegic", "delete Ana")
    asked = await seller.next_message()
    await seller.click(asked, "Delete")
    gone = await seller.next_update()

    assert "Ana Ruiz (" not in await run(seller, "contacts")
    await seller.click(gone, "Undo")
    await seller.next_update()
    assert "Ana Ruiz" in await run(seller, "contacts")


async def test_b4_the_command_alone_shows_next_steps(seller: Driver) -> None:
    assert "Tell me" in await run(seller, "")


@pytest.mark.parametrize("line", ["help", "help notes", "help contacts", "help recall"])
async def test_b4_help_is_never_far(seller: Driver, line: str) -> None:
    answer = await run(seller, line)

    assert "/tactegic" in answer


async def test_b4_help_on_nothing_offers_topics(seller: Driver) -> None:
    answer = await run(seller, "help nonsense")

    assert answer.startswith("There is no help on “nonsense”.")
    assert "Notes" in answer


async def test_b4_what_is_not_understood_gets_things_to_try(seller: Driver) -> None:
    answer = await run(seller, "frobnicate the widget")

    assert answer.count("/tactegic") >= 2


async def test_b3_a_touch_keeps_who_reached_out_and_the_score_tells(seller: Driver) -> None:
    await told(seller, "Met Ana Ruiz from Northwind.")

    assert "today (phone, they reached out)" in await run(seller, "touch Ana they called me")
    assert "yesterday (you reached out)" in await run(seller, "touch Ana yesterday, I reached out to her")
    await told(seller, "I called Ana Ruiz about the audit.")

    assert "Of 4 touches you took part in 3, they in 2" in await run(seller, "score Ana")


async def test_b4_somebody_new_is_added_to_a_company_and_undo_takes_them_away(seller: Driver) -> None:
    await seller.dm("add Henrik Lund to Northwind")
    added = await seller.next_message()
    assert text_of(added).startswith("Henrik Lund is in your contacts now, at Northwind.")

    await seller.click(added, "Undo")
    await seller.next_update(added["ts"])
    await seller.command("/tactegic", "contacts henrik")
    assert "Henrik Lund" not in text_of(await seller.next_message())
