"""P5, R2 and S5 in a browser: a plan is uploaded, and its findings are read part by part."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import OpenPage
from tests.features.conftest import greeted, running_office
from tests.features.text_check.test_check_text import PLAN

pytestmark = pytest.mark.slow


async def test_an_uploaded_plan_is_checked_and_read_part_by_part(tmp_path: Path, open_page: OpenPage) -> None:
    plan = tmp_path / "northwind.md"
    plan.write_text(PLAN, encoding="utf-8")
    async with running_office(tmp_path / "data") as office:
        person = await greeted(office.member("mira"))
        page = await open_page(office.sandbox.base_url, person.user)
        async with page.expect_file_chooser() as chosen:
            await page.get_by_role("button", name="Attach files").first.click()
        await (await chosen.value).set_files(plan)
        composer = page.locator(".conversation .composer-text")
        await composer.fill("check this")
        await composer.press("Enter")

        thread = page.get_by_role("complementary", name="Thread")
        await expect(thread.get_by_text("Checked: northwind.md")).to_be_visible()
        await expect(thread.get_by_text("more of a plan than a strategy")).to_be_visible()
        await thread.get_by_role("button", name="Theirs to decide (1)").click()
        await expect(thread.get_by_text("“Northwind will sign in May.”")).to_be_visible()
        await expect(thread.get_by_text("Line 3")).to_be_visible()
        await thread.get_by_role("button", name="Back").click()
        await thread.get_by_role("button", name="Points left out (8)").click()
        await expect(thread.get_by_text("words to begin from")).to_be_visible()


async def test_a_text_is_pasted_into_the_form_by_keyboard(tmp_path: Path, open_page: OpenPage) -> None:
    async with running_office(tmp_path) as office:
        person = await greeted(office.member("mira"))
        page = await open_page(office.sandbox.base_url, person.user, width=420, dark=True)
        composer = page.locator(".conversation .composer-text")
        await composer.fill("/tactegic check")
        await page.get_by_role("button", name="Send", exact=True).first.click()

        form = page.get_by_role("dialog", name="Check a text")
        await form.get_by_role("textbox", name="The text").fill(PLAN)
        await form.get_by_role("button", name="Check", exact=True).press("Enter")

        await expect(page.get_by_text("more of a plan than a strategy", exact=True)).to_be_visible()
