"""The tour of `make try`: each stop with one click, by keyboard too, and put away for good (B4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from bot.trying import TOUR, trying
from slack_sandbox import Clock
from tests.browser.conftest import OpenPage
from tests.browser.page.test_access import SEEN, nameless, tree
from tests.features.conftest import NO_PACE, OPENING

pytestmark = pytest.mark.slow
SELLER = "U0SELLER"
LOOKS = [
    pytest.param({"width": 1280}, id="wide"),
    pytest.param({"width": 390, "height": 780, "dark": True}, id="phone, dark"),
]


@pytest.mark.parametrize("look", LOOKS)
async def test_b4_the_tour_shows_five_things_with_one_click_each(
    tmp_path: Path, open_page: OpenPage, look: dict[str, Any]
) -> None:
    clock = Clock()
    clock.set(OPENING)
    async with trying(keep_in=tmp_path, pace=NO_PACE, clock=clock, tour=True) as (sandbox, _):
        sandbox.limits.relax()
        page = await open_page(sandbox.base_url, SELLER, **look)
        tour = page.get_by_role("region", name="Things to try")
        stops = tour.get_by_role("listitem").get_by_role("button")
        await expect(stops).to_have_count(len(TOUR))
        assert nameless(await tree(page)) == []
        for stop in await stops.all():
            await stop.focus()
            await page.keyboard.press("Tab")
            await page.keyboard.press("Shift+Tab")
            assert await page.evaluate(SEEN) == ""
        thread = page.get_by_role("complementary", name="Thread")

        async def back() -> None:
            close = thread.get_by_role("button", name="Close thread")
            if await close.is_visible():
                await close.press("Enter")

        await tour.get_by_role("button", name="Tell it something").press("Enter")
        await expect(thread.get_by_text("Noted for Ana Ruiz")).to_be_visible()
        await back()
        await tour.get_by_role("button", name="Ask for it").press("Enter")
        await expect(thread.get_by_text("the storage paper").first).to_be_visible()
        await back()
        await tour.get_by_role("button", name="Test an action").press("Enter")
        await expect(thread.get_by_text("0 of 3").first).to_be_visible()
        await back()
        await tour.get_by_role("button", name="See Home").press("Enter")
        await expect(page.get_by_text("Open promises").first).to_be_visible()
        await tour.get_by_role("button", name="Be the manager").press("Enter")
        await expect(page.get_by_text("Step 1 of 5").first).to_be_visible()
        await expect(page.locator(".conversation").get_by_text("storage paper")).to_have_count(0)
        await expect(tour.get_by_text(", tried")).to_have_count(len(TOUR))

        await tour.get_by_role("button", name="Put the things to try away").press("Enter")
        await expect(tour).to_be_hidden()
        await page.reload()
        await expect(page.locator(".topbar .clock-text")).not_to_be_empty()
        await expect(tour).to_be_hidden()


async def test_who_starts_a_workspace_for_something_else_sees_no_tour(
    tmp_path: Path, open_page: OpenPage
) -> None:
    async with trying(keep_in=tmp_path, pace=NO_PACE) as (sandbox, _):
        page = await open_page(sandbox.base_url, SELLER)
        await expect(page.get_by_role("region", name="Things to try")).to_have_count(0)
