"""A strategic contact by modal, the swap at the limit and the portfolio's picture, in the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.page.acting import said, say
from tests.features.conftest import greeted, running_office

pytestmark = pytest.mark.slow


async def pick(page: Page, label: str, option: str) -> None:
    await page.get_by_role("dialog").get_by_label(label).click()
    await page.get_by_role("option", name=option).click()


async def test_a_contact_becomes_strategic_by_modal_then_one_makes_room_for_another(
    open_page: OpenPage, tmp_path: Path
) -> None:
    async with running_office(tmp_path) as office:
        sandbox = office.sandbox
        mira = await greeted(sandbox.driver("U0SELLER"))
        for name in ("Ana Ruiz", "Lars Berg"):
            await mira.dm(f"Met {name} from Northwind last week")
            await mira.next_message()
        page = await open_page(sandbox.base_url, "U0SELLER")

        await say(page, "/tactegic strategic Ana")
        await page.get_by_role("button", name="Answer them").click()
        await pick(page, "What is the relationship with Ana Ruiz for?", "Brings my aims closer")
        await pick(page, "How much does this person matter", "3 ·")
        await pick(page, "Who gains from this relationship?", "2 ·")
        await pick(page, "How far does this person see", "2 ·")
        await pick(page, "What would this person tell you", "1 ·")
        await page.get_by_role("button", name="Choose").click()
        await expect(said(page, "is a strategic contact now: 8 of 12")).to_be_visible()

        await say(page, "/tactegic portfolio")
        drawn = page.get_by_role("img", name="Chart: Balance against your target. Contacts: Creation 100")
        await expect(drawn).to_be_visible()

        await say(page, "/tactegic limits 1 1")
        await expect(said(page, "Your limits are 1 and 1 now.")).to_be_visible()
        await say(page, "/tactegic active Lars")
        await page.get_by_role("button", name="Brings my aims closer").click()
        await expect(said(page, "Who makes room for")).to_be_visible()
        await page.get_by_role("button", name="Release", exact=True).click()
        await expect(said(page, "Lars Berg is active now; Ana Ruiz is released.")).to_be_visible()
