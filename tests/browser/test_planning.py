"""A plan and goals by form, then a review meeting with its summary, in the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.page.acting import said, say
from tests.features.conftest import greeted, running_office

pytestmark = pytest.mark.slow


async def test_a_plan_goals_and_a_review_meeting(open_page: OpenPage, tmp_path: Path) -> None:
    async with running_office(tmp_path) as office:
        sandbox = office.sandbox
        mira = await greeted(sandbox.driver("U0SELLER"))
        for told in ("Met Ana Ruiz from Northwind last week", "I promised Ana the storage paper by Friday"):
            await mira.dm(told)
            await mira.next_message()
        page = await open_page(sandbox.base_url, "U0SELLER")

        await say(page, "/tactegic plan Ana")
        await page.get_by_role("button", name="Add the first activity").click()
        form = page.get_by_role("dialog")
        await form.get_by_label("What will you do?").fill("Visit her warehouse on 3 December")
        await form.get_by_role("button", name="Save").click()
        await expect(said(page, "On the plan for Ana Ruiz (Northwind)")).to_be_visible()

        for goal in ("learn her plans", "meet her CFO", "see the hall", "host a workshop"):
            await say(page, f"/tactegic goals Ana month: {goal}")
            await expect(said(page, goal).first).to_be_visible()
        await page.get_by_role("button", name="Drop this one").first.click()
        await expect(said(page, "“learn her plans” went for it.")).to_be_visible()

        await say(page, "/tactegic meeting Ana")
        await page.get_by_role("button", name="Write the summary").click()
        await form.get_by_role("checkbox").first.check()
        for line in await form.get_by_role("checkbox").all():
            await line.check()
        await form.get_by_role("button", name="Save").click()
        summary = said(page, "ready to be copied")
        await expect(summary).to_contain_text("Host a workshop")
        await expect(summary).to_contain_text("I promised Ana the storage paper by Friday")
