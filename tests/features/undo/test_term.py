"""What undoes a change has a term: after it, Undo says so, and nothing is changed."""

from __future__ import annotations

import pytest

from bot.store.store import open_store
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office
from tests.features.waiting import forward

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_change_of_long_ago_is_too_old_to_be_undone(office: Office, seller: Driver) -> None:
    await seller.dm("Met Ana Ruiz from Northwind yesterday, she likes harbours.")
    noted = await seller.next_message()
    forward(office, 92)
    [file] = office.data.glob("*.db")
    store = await open_store(f"sqlite:///{file}", office.sandbox.clock, migrated=True)
    assert await store.prune(24)
    await store.close()

    await seller.click(noted, "Undo")

    told = await seller.next_message(where=lambda message: "undone" in text_of(message))
    assert "too old to be undone: I keep what undoes a change for 90 days" in text_of(told)
    await seller.command("/tactegic", "contacts")
    listed = await seller.next_message(where=lambda message: "Ana Ruiz" in text_of(message))
    assert "Northwind" in text_of(listed)
