"""B3 in a browser: a nudge is read, snoozed, comes again, and is taken back by a touch."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.page.acting import said, say
from tests.features.conftest import greeted, running_office
from tests.features.nudges.test_nudges import chosen
from tests.features.waiting import forward, wait_until_scheduled

pytestmark = pytest.mark.slow


async def test_a_nudge_is_snoozed_comes_again_and_is_taken_back_by_a_touch(
    tmp_path: Path, open_page: OpenPage
) -> None:
    async with running_office(tmp_path) as office:
        mira = await greeted(office.member("mira"))
        await chosen(mira, "Ana Ruiz")
        forward(office, 15)
        await wait_until_scheduled(office, mira, "nudges")
        page = await open_page(office.sandbox.base_url, mira.user, height=900)
        forward(office, 1)

        card = said(page, "your rhythm is 14 days")
        await expect(card).to_contain_text("She worries about carbon reporting from 2029")
        await expect(card).to_contain_text("An idea")
        await page.screenshot(path=tmp_path / "nudge.png")
        await card.get_by_role("button", name="Draft a message").click()
        form = page.get_by_role("dialog")
        await expect(form.get_by_text("I never send it")).to_be_visible()
        await page.screenshot(path=tmp_path / "draft.png")
        await form.get_by_role("button", name="Done").click()

        await card.locator("button.overflow").last.click()
        await page.get_by_role("menuitem", name="Snooze for a week").click()
        rested = said(page, "I'll bring up Ana Ruiz again")
        await expect(rested).to_be_visible()
        await page.screenshot(path=tmp_path / "snoozed.png")
        for _ in range(9):
            forward(office, 1, any_day=True)
            await wait_until_scheduled(office, mira, "nudges")

        again = said(page, "your rhythm is 14 days")
        await expect(again.last).to_be_visible()
        await say(page, "Called Ana Ruiz today, all well")
        await expect(said(page, "You were in touch with Ana Ruiz").first).to_be_visible()
        await page.screenshot(path=tmp_path / "taken-back.png")
