"""R3 in a browser: an idea is tested, an unclear test answered by a click, the result put on the plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.features.conftest import Office, greeted, running_office

pytestmark = pytest.mark.slow

NOTE = "Met Ana Ruiz from Northwind. She is worried about carbon reporting from 2027."


async def say(page: Page, words: str) -> None:
    """Sends a message to the app; its answer opens in a thread beside."""
    composer = page.locator(".conversation .composer-text")
    await composer.fill(words)
    await composer.press("Enter")


async def start(office: Office, open_page: OpenPage, **look: object) -> Page:
    person = await greeted(office.member("mira"))
    page = await open_page(office.sandbox.base_url, person.user, **look)  # type: ignore[arg-type]
    await say(page, NOTE)
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_text("Noted for")).to_be_visible()
    await thread.get_by_role("button", name="Close thread").click()
    return page


async def test_an_unclear_test_is_answered_and_the_result_planned(
    tmp_path: Path, open_page: OpenPage
) -> None:
    async with running_office(tmp_path) as office:
        page = await start(office, open_page)
        thread = page.get_by_role("complementary", name="Thread")

        await say(page, "Should I do a project with Ana?")
        await expect(thread.get_by_text("Roughly how much of your own time goes into it?")).to_be_visible()
        await thread.get_by_role("button", name="An hour or two").click()
        await thread.get_by_role("button", name="Something of theirs").click()
        await thread.get_by_role("button", name="Nothing yet").click()

        await expect(thread.get_by_text("Your own time: passes.")).to_be_visible()
        await expect(thread.get_by_text("Usefulness shown: fails.")).to_be_visible()
        await expect(thread.get_by_text("What would pass")).to_be_visible()
        await thread.get_by_role("button", name="Put on plan").click()
        await expect(thread.get_by_text("On your plan for Ana Ruiz.")).to_be_visible()


async def test_a_verdict_is_disputed_in_a_form_by_keyboard(tmp_path: Path, open_page: OpenPage) -> None:
    async with running_office(tmp_path) as office:
        page = await start(office, open_page, width=420, dark=True)
        thread = page.get_by_role("complementary", name="Thread")
        await say(page, "I'm thinking of sending Ana a gift basket")
        await expect(thread.get_by_text("generosity, not your time")).to_be_visible()

        await thread.get_by_role("button", name="I disagree").press("Enter")
        form = page.get_by_role("dialog", name="I see it differently")
        await form.get_by_label("Why").fill("She told me what baskets mean to her")
        await form.get_by_role("button", name="Keep it").press("Enter")

        await expect(thread.get_by_text("You disagree about your own time")).to_be_visible()
