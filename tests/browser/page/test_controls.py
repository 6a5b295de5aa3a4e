"""The sandbox's own controls, and the page as a whole: keyboard, names of controls, sizes, themes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Page, expect

from tests.browser.page.acting import open_form, say, thread

if TYPE_CHECKING:
    from slack_sandbox import Sandbox
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.slow
CHECKS = Path(__file__).with_name("checks.js").read_text(encoding="utf-8")


async def wrong(page: Page, check: str) -> list[str]:
    """What a check of checks.js finds on the page."""
    found: list[str] = await page.evaluate(f"({CHECKS.strip()}).{check}()")
    return found


async def test_the_clock_jumps_to_monday_nine_of_the_member(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0MANAGER")
    await page.locator(".clock-button").click()
    await page.get_by_role("button", name="Jump to Monday 9:00").click()
    await expect(page.locator(".clock-now")).to_contain_text("Monday")
    await expect(page.locator(".clock-now")).to_contain_text("at 09:00")
    await page.get_by_role("button", name="+ 1 day").click()
    await expect(page.locator(".clock-now")).to_contain_text("Tuesday")
    await page.keyboard.press("Escape")
    await expect(page.locator(".clock-button")).to_be_focused()
    await expect(page.locator(".clock-text")).to_contain_text("Tue")
    other = await open_page(sandbox.base_url, "U0LEADER")
    await expect(other.locator(".clock-text")).to_contain_text("Tue")


async def test_people_and_the_app_are_administered(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await page.get_by_role("button", name="Sandbox settings").click()
    await page.get_by_role("menuitem", name="People and app").click()
    dialog = page.get_by_role("dialog", name="People and app")
    await dialog.get_by_label("Role of Devan Thistle").select_option("admin")
    await dialog.get_by_role("button", name="Deactivate Devan Thistle").click()
    await expect(dialog.get_by_role("button", name="Bring back Devan Thistle")).to_be_visible()
    await expect(dialog.get_by_role("button", name="Deactivate Mira Vale")).to_be_disabled()
    devan = sandbox.world.user("U0SELLER2")
    assert devan is not None
    assert (devan.role, devan.deleted) == ("admin", True)
    await dialog.get_by_role("button", name="Revoke its token").click()
    await dialog.get_by_role("button", name="Install it again").click()
    await expect(dialog.get_by_role("button", name="Uninstall it")).to_be_visible()
    assert await wrong(page, "nameless") == []
    assert await wrong(page, "poorContrast") == []


async def test_do_not_disturb_can_be_turned_on_and_off(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await page.get_by_role("button", name="Turn on Do Not Disturb for an hour").click()
    await page.get_by_role("button", name="Do Not Disturb is on: turn it off").click()
    await expect(page.get_by_role("button", name="Turn on Do Not Disturb for an hour")).to_be_visible()


async def test_the_inspector_shows_a_call_with_its_json(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, "hello")
    await expect(thread(page).get_by_text("You said: hello")).to_be_visible()
    await page.get_by_role("button", name="Inspector of the traffic").click()
    drawer = page.get_by_role("region", name="Inspector of the traffic")
    await drawer.get_by_role("searchbox").fill("chat.postMessage")
    row = drawer.get_by_role("listitem").first
    await expect(row).to_contain_text("ms")
    await row.locator("summary").click()
    await expect(row.get_by_role("heading", name="Request")).to_be_visible()
    await expect(row).to_contain_text("You said: hello")
    await page.keyboard.press("Escape")
    await expect(drawer).to_be_hidden()


async def test_the_keyboard_alone_reaches_everything_a_first_note_needs(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", path="#/C0GENERAL")
    press = page.keyboard.press
    await press("Control+k")
    await page.keyboard.type("Echo")
    await expect(page.get_by_role("option", name="Echo", exact=True)).to_be_visible()
    await press("ArrowDown")
    await press("Enter")
    await expect(page.locator(".conversation .composer-text")).to_be_focused()
    await page.keyboard.type("card")
    await press("Enter")
    await expect(thread(page).get_by_role("button", name="Undo")).to_be_visible()
    await thread(page).locator(".composer-text").focus()
    for _ in range(30):
        await press("Shift+Tab")
        if await page.evaluate("document.activeElement.textContent") == "Undo":
            break
    await expect(thread(page).get_by_role("button", name="Undo")).to_be_focused()
    await press("Enter")
    question = page.get_by_role("dialog", name="Undo this note?")
    await expect(question).to_be_visible()
    await press("Escape")
    await expect(question).to_have_count(0)
    await expect(thread(page).get_by_role("button", name="Undo")).to_be_focused()
    await press("Escape")
    await expect(thread(page)).to_be_hidden()


async def test_the_focus_stays_inside_an_open_form(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    form = await open_form(page)
    await expect(form.get_by_role("textbox", name="What happened")).to_be_focused()
    for _ in range(25):
        await page.keyboard.press("Tab")
        assert await page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )


async def _places(page: Page) -> None:
    """Brings up what has most controls: a card in a thread, the inspector."""
    await say(page, "card")
    await expect(thread(page).get_by_role("button", name="Undo")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_every_control_has_a_name_and_all_text_has_contrast(
    sandbox: Sandbox, open_page: OpenPage, dark: bool
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", dark=dark)
    assert await wrong(page, "poorContrast") == []
    await _places(page)
    await page.get_by_role("button", name="Inspector of the traffic").click()
    await page.locator(".traffic-row").first.wait_for()
    assert await wrong(page, "nameless") == []
    assert await wrong(page, "poorContrast") == []
    await page.keyboard.press("Escape")
    form = await open_form(page)
    await form.get_by_role("button", name="Save").click()
    await expect(form.locator(".field-error[id]").first).to_be_visible()
    assert await wrong(page, "nameless") == []
    assert await wrong(page, "poorContrast") == []


async def test_on_a_phone_the_sidebar_is_a_drawer_and_nothing_is_wider_than_the_screen(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", width=390, height=844)
    rows = page.get_by_role("link", name="#general")
    await expect(rows).to_be_hidden()
    await page.get_by_role("button", name="Channels").click()
    await rows.click()
    await expect(page.get_by_role("heading", name="general", exact=True)).to_be_visible()
    await expect(rows).to_be_hidden()
    await page.goto(f"{sandbox.base_url.rstrip('/')}/?as=U0SELLER")
    await _places(page)
    box = await thread(page).bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
