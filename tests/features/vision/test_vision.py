"""P4, P6 and F2 through the real thing: a vision, a member's or a team's, and unlikely people."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver
from tests.features.conftest import Office, greeted, opened_form
from tests.features.portfolio.test_portfolio import met, run, words
from tests.features.teams.test_team_documents import team_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
PICTURE = {
    "text": {"text": "Every port of the region is supplied without diesel"},
    "years": {"years": "4"},
    "steps": {"steps": "The port authority asks for us\nAna Ruiz opens the door to our legal team"},
}


async def written(seller: Driver) -> dict[str, Any]:
    """The card of a team's vision that was just written."""
    empty = await run(seller, "vision Northwind")
    assert "Shared with the Northwind team" in words(empty)
    await seller.click(empty, "Write it")
    form = await opened_form(seller)
    assert "For the Northwind team: everybody on it sees it" in words(form)
    await seller.submit(form, PICTURE)
    return await seller.next_update(empty["ts"])


async def test_p4_a_team_shares_one_vision_and_each_member_takes_its_people_on_alone(
    office: Office, seller: Driver
) -> None:
    mate, other = await greeted(office.member("jun")), await greeted(office.member("devan"))
    await team_of(seller, mate)
    await seller.dm("Met Ana Ruiz from Northwind last week")
    await seller.next_message()
    card = await written(seller)
    assert "The Northwind team in 4 years" in words(card)
    assert "Ana Ruiz · step 2, existing, known" in words(card)

    seen = await run(mate, "vision Northwind")

    shown = words(seen)
    assert "supplied without diesel" in shown
    assert "Shared with the Northwind team" in shown
    assert "Ana Ruiz · step 2, to create, not in your contacts yet" in shown
    await mate.click(seen, "Take on 3 people")
    taken = await mate.next_update(seen["ts"])
    assert "3 people of your path joined your contacts" in words(taken)
    assert "Port authority · step 1, to create, known" in words(await run(mate, "vision Northwind"))
    assert "Port authority · step 1, to create, not in your contacts yet" in words(
        await run(seller, "vision Northwind")
    )
    assert "You are on no team for Northwind yet" in words(await run(other, "vision Northwind"))
    assert "Where would you like your relationships" in words(await run(mate, "vision"))


async def test_p4_a_colleague_changes_the_teams_vision_and_who_writes_over_it_is_told(
    office: Office, seller: Driver
) -> None:
    mate = await greeted(office.member("jun"))
    await team_of(seller, mate)
    card = await written(seller)
    await seller.click(card, "Change")
    mine = await opened_form(seller)
    seen = await run(mate, "vision Northwind")
    await mate.click(seen, "Leave out")
    left = await mate.next_update(seen["ts"])
    assert "Port authority" not in words(left)
    await mate.click(left, "Change")
    await mate.submit(await opened_form(mate), PICTURE | {"text": {"text": "Two ports do without diesel"}})
    await mate.next_update(seen["ts"])

    await seller.submit(mine, PICTURE | {"text": {"text": "All ports do without diesel"}})

    over = await seller.next_update(card["ts"])
    assert "had changed it since you opened it" in words(over)
    assert "All ports do without diesel" in words(over)
    await seller.click(over, "Undo")
    await seller.next_update(card["ts"])
    assert "Two ports do without diesel" in words(await run(seller, "vision for the Northwind team"))


async def test_p4_a_vision_says_whom_its_path_needs_and_takes_them_on_after_a_click(seller: Driver) -> None:
    await met(seller, "Ana Ruiz")
    await seller.dm("Met Lena Brandt, CFO of Northwind")
    await seller.next_message()
    empty = await run(seller, "vision")
    assert "Where would you like your relationships" in words(empty)
    await seller.click(empty, "Write it")
    form = await opened_form(seller)
    refused = await seller.submit(
        form, {"text": {"text": "Ports"}, "years": {"years": "99"}, "steps": {"steps": "One"}}
    )
    assert set(refused["errors"]) >= {"years"}

    await seller.submit(
        form,
        {
            "text": {"text": "Ports in three countries plan with us, the CFO of Northwind first"},
            "years": {"years": "3"},
            "steps": {
                "steps": "A regulator asks for us\nAna Ruiz opens the door to a head of ports at Northwind"
            },
            "also": {"also": "inside: Omar Haddad"},
        },
    )

    card = await seller.next_update(empty["ts"])
    shown = words(card)
    assert "Regulator · step 1, to create" in shown
    assert "Head of ports (Northwind) · step 2, anticipated" in shown
    assert "Ana Ruiz (Northwind) · step 2, existing, known" in shown
    assert "Lena Brandt (Northwind) · step 1, existing, known" in shown  # known by her role, from the picture
    await seller.click(card, "Take on 3 people")
    assert "3 people of your path joined your contacts" in words(await seller.next_update(card["ts"]))
    assert "5 gaps among 5 people" in words(await run(seller, "vision"))


async def test_p6_colleagues_of_the_path_are_contacts_like_any_other(seller: Driver) -> None:
    empty = await run(seller, "vision")
    await seller.click(empty, "Write it")
    form = await opened_form(seller)
    await seller.submit(
        form,
        {
            "text": {"text": "A service for ports"},
            "years": {"years": "2"},
            "steps": {"steps": "Our legal team agrees to shared risk"},
        },
    )
    card = await seller.next_update(empty["ts"])
    assert "a colleague" in words(card)
    await seller.click(card, "Take on 1 person")
    await seller.next_update(card["ts"])

    assert "Legal team (Our own company)" in words(await run(seller, "contacts"))


async def test_f2_unlikely_people_are_proposed_with_their_reasons(seller: Driver) -> None:
    assert "nobody outside your usual companies" in words(await run(seller, "unlikely"))
    await met(seller, "Ana Ruiz")
    await run(seller, "active Ana")
    await seller.dm("Met Petra Vance from Kestrel. Petra introduced me to the packers.")
    await seller.next_message()

    shown = words(await run(seller, "unlikely"))

    assert "Petra Vance (Kestrel) · gave an introduction (note of" in shown
    assert "Ana" not in shown
