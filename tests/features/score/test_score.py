"""S3 through the real thing: a score with its sources, and the measures one looks at."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver
from tests.features.conftest import opened_form
from tests.features.portfolio.test_portfolio import run, words

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOTE = "Met Ana Ruiz from Northwind for coffee yesterday. I introduced her to Lars; we spoke of 2029."


async def test_s3_a_score_names_its_sources_and_keeps_chosen_measures(seller: Driver) -> None:
    assert "I don't know anybody called Ana" in words(await run(seller, "score Ana"))
    await seller.dm(NOTE)
    await seller.next_message()

    card = await run(seller, "score Ana")

    shown = words(card)
    assert "of 100, too new for a trend" in shown
    assert "Value given 3/8" in shown
    assert "Mutual objective 0/10" in shown
    await seller.click(card, "1 source")
    assert "from these" in words(await seller.next_message())
    await seller.click(card, "Choose measures")
    form = await opened_form(seller)
    many = ["rhythm", "depth", "given", "future"]
    assert "measures" in (await seller.submit(form, {"measures": {"measures": many}}))["errors"]
    await seller.submit(form, {"measures": {"measures": ["given"]}})
    assert "You look at Value given" in words(await seller.next_message())
    assert "you chose this" in words(await run(seller, "score Ana"))
