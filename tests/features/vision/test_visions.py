"""P4 through the real thing: a team's picture of the future, shared by everybody on it."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form
from tests.features.teams.test_team_documents import team_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
PICTURE = {
    "text": {"text": "Every port of the region is supplied without diesel"},
    "years": {"years": "4"},
    "steps": {"steps": "The port authority asks for us\nAna Ruiz opens the door to our legal team"},
}


async def run(person: Driver, line: str) -> dict[str, Any]:
    """What comes back for a command line."""
    await person.command("/tactegic", line)
    return await person.next_message()


def words(message: dict[str, Any]) -> str:
    """All that a message says, without marks."""
    return text_of(message).replace("*", "")


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
