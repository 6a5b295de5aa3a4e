"""The page in short: a message and its answer, a form that is refused and mended, another member."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.browser.page.acting import open_form, say, thread

if TYPE_CHECKING:
    from slack_sandbox import Sandbox
    from tests.browser.conftest import OpenPage
    from tests.browser.page.conftest import Heard


async def test_a_message_to_the_app_is_answered_in_a_thread_that_opens(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, "hello")
    await expect(thread(page).get_by_text("You said: hello")).to_be_visible()
    await expect(page.locator(".conversation .composer-text")).to_have_value("")
    await thread(page).locator(".composer-text").fill("and again")
    await thread(page).locator(".composer-text").press("Enter")
    await expect(thread(page).get_by_text("You said: and again")).to_be_visible()
    await expect(page.locator(".conversation .thread-line")).to_contain_text("3 replies")


async def test_a_refused_form_keeps_what_was_typed_and_says_why_beside_the_field(
    sandbox: Sandbox, open_page: OpenPage, heard: Heard
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    form = await open_form(page)
    await form.get_by_role("textbox", name="What happened").fill("Coffee & <plans>")
    await form.get_by_role("textbox", name="Contact").fill("Nobody")
    await form.get_by_role("radio", name="Called").check()
    await form.get_by_role("button", name="Colleague").click()
    await page.get_by_role("option", name="Tomo Hale").click()
    await form.get_by_role("button", name="Save").click()
    contact = form.get_by_role("textbox", name="Contact")
    await expect(form.get_by_text("I know nobody of that name.")).to_be_visible()
    await expect(contact).to_have_attribute("aria-invalid", "true")
    await expect(contact).to_be_focused()
    await expect(form.get_by_role("textbox", name="What happened")).to_have_value("Coffee & <plans>")
    await expect(form.get_by_role("radio", name="Called")).to_be_checked()
    await contact.fill("Ana Ruiz")
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_be_hidden()
    values = heard.forms[0]
    assert values["what"]["text"]["value"] == "Coffee & <plans>"
    assert values["who"]["name"]["value"] == "Ana Ruiz"
    assert values["when"]["day"]["selected_date"] == "2026-03-30"
    assert values["kind"]["pick"]["selected_option"]["value"] == "called"
    assert values["colleague"]["person"]["selected_user"] == "U0MANAGER"


async def test_switching_member_shows_their_conversation_and_their_time(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, "for my eyes")
    await expect(thread(page).get_by_text("You said: for my eyes")).to_be_visible()
    await page.get_by_role("button", name="You are Mira Vale").click()
    await page.get_by_role("combobox", name="Search: Member to be").fill("devan")
    row = page.get_by_role("option", name="Devan Thistle")
    await expect(row).to_contain_text("Asia/Kolkata")
    await expect(page.get_by_role("option")).to_have_count(1)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="You are Devan Thistle")).to_be_visible()
    await expect(page.get_by_text("for my eyes")).to_have_count(0)
    await expect(page.locator(".clock-button")).to_have_attribute("aria-label", re.compile("Asia/Kolkata"))
    await page.reload()
    await expect(page.locator(".me-button")).to_be_visible()
