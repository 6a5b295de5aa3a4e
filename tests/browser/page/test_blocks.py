"""Buttons, selects, menus, modals and Home as the page draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Locator, Page, expect

from slack_sandbox.testing.waiting import until
from tests.browser.page.acting import open_form, say, thread

if TYPE_CHECKING:
    from slack_sandbox import Sandbox
    from tests.browser.conftest import OpenPage
    from tests.browser.page.conftest import Heard


pytestmark = pytest.mark.slow


async def test_a_button_with_confirm_acts_only_after_yes(
    sandbox: Sandbox, open_page: OpenPage, heard: Heard
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, "card")
    undo = thread(page).get_by_role("button", name="Undo")
    await undo.click()
    question = page.get_by_role("dialog", name="Undo this note?")
    await expect(question).to_contain_text("It is gone then.")
    await question.get_by_role("button", name="Keep").click()
    await expect(undo).to_be_focused()
    assert heard.actions == []
    await undo.click()
    await question.get_by_role("button", name="Undo it").click()
    await expect(thread(page).get_by_text("Undone.")).to_be_visible()
    assert [(action["action_id"], action["value"]) for action in heard.actions] == [("undo", "n1")]


async def test_a_select_and_an_overflow_menu_tell_the_app_what_was_picked(
    sandbox: Sandbox, open_page: OpenPage, heard: Heard
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, "card")
    select = thread(page).get_by_role("button", name="Remind me")
    await select.click()
    await page.get_by_role("combobox", name="Search: Remind me").fill("week")
    await expect(page.get_by_role("option")).to_have_count(1)
    await page.keyboard.press("Enter")
    await expect(select).to_have_text("In a week")
    await thread(page).locator(".block-actions").get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Export").click()
    await until(lambda: len(heard.actions) == 2)
    assert [action["selected_option"]["value"] for action in heard.actions] == ["week", "export"]


async def test_an_empty_required_field_is_named_before_the_app_hears_of_it(
    sandbox: Sandbox, open_page: OpenPage, heard: Heard
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    form = await open_form(page)
    await form.get_by_role("button", name="Save").click()
    await expect(form.locator(".field-error[id]")).to_have_count(2)
    await form.press("Escape")
    await expect(form).to_be_hidden()
    await expect(page.locator(".conversation .composer-text")).to_be_focused()
    assert heard.forms == []


async def test_a_message_shortcut_carries_its_message(
    sandbox: Sandbox, open_page: OpenPage, heard: Heard
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", path="#/C0ACCOUNTS")
    await say(page, "Northwind signs")
    article = page.locator(".conversation article")
    await article.hover()
    await article.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Keep this").click()
    await expect(page.get_by_role("dialog", name="New note")).to_be_visible()
    assert heard.shortcuts[0]["message"]["text"] == "Northwind signs"


async def test_a_block_that_the_page_cannot_draw_is_named(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, "container")
    await expect(thread(page).get_by_text("This page cannot draw the block “container”")).to_be_visible()
    await expect(thread(page).get_by_text("above", exact=True)).to_be_visible()


async def test_the_home_tab_shows_what_the_app_published_and_its_buttons_work(
    sandbox: Sandbox, open_page: OpenPage, heard: Heard
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", path="#/app/home")
    await expect(page.get_by_role("heading", name="Your people")).to_be_visible()
    await page.get_by_role("button", name="Undo").click()
    await page.get_by_role("button", name="Undo it").click()
    await until(lambda: [action["action_id"] for action in heard.actions] == ["undo"])
    await page.get_by_role("link", name="Messages", exact=True).click()
    await expect(page.locator(".conversation .composer-text")).to_be_visible()


async def pick(page: Page, form: Locator, name: str, *rows: str, search: str = "") -> None:
    """Chooses rows of a select."""
    await form.get_by_role("button", name=name).first.click()
    await page.get_by_role("combobox").last.fill(search)
    for row in rows:
        await page.get_by_role("option", name=row).click()
    await page.keyboard.press("Escape") if len(rows) > 1 else None


async def test_every_kind_of_field_reaches_the_app_as_slack_sends_it(
    sandbox: Sandbox, open_page: OpenPage, heard: Heard
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", path="#/C0ACCOUNTS")
    await say(page, "/echo all")
    form = page.get_by_role("dialog", name="Everything")
    await pick(page, form, "colours", "Red", "Blue")
    await pick(page, form, "found", "Ana Holm", search="Ana")
    await form.get_by_role("checkbox", name="Green").check()
    await form.get_by_label("time (optional)").fill("09:30")
    await form.get_by_label("moment").fill("2026-03-30T09:00")
    await form.get_by_role("textbox", name="number").fill("2.5")
    await form.get_by_role("textbox", name="mail").fill("ana@northwind.example")
    await form.get_by_role("textbox", name="address").fill("https://northwind.example")
    await pick(page, form, "people", "Tomo Hale", "Ada Finch")
    await pick(page, form, "channel", "#general")
    await pick(page, form, "talk", "#deal-desk")
    await form.get_by_role("textbox", name="rich").fill("one\ntwo")
    await form.locator("input[type=file]").set_input_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"three steps"}
    )
    await expect(form.get_by_role("button", name="Remove plan.txt")).to_be_visible()
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_be_hidden()
    values = {name: block[name] for name, block in heard.forms[0].items()}
    assert [one["value"] for one in values["colours"]["selected_options"]] == ["r", "b"]
    assert values["found"]["selected_option"]["value"] == "c2"
    assert [one["value"] for one in values["boxes"]["selected_options"]] == ["g"]
    assert values["time"]["selected_time"] == "09:30"
    assert values["moment"]["selected_date_time"] == 1774854000
    assert values["number"]["value"] == "2.5"
    assert values["mail"]["value"] == "ana@northwind.example"
    assert values["address"]["value"] == "https://northwind.example"
    assert values["people"]["selected_users"] == ["U0MANAGER", "U0ADMIN"]
    assert values["channel"]["selected_channel"] == "C0GENERAL"
    assert values["talk"]["selected_conversation"] == "C0DEALDESK"
    assert "two" in str(values["rich"]["rich_text_value"])
    assert [file["name"] for file in values["file"]["files"]] == ["plan.txt"]


async def test_a_chart_says_its_numbers_and_a_table_is_sorted_by_its_head(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", width=375, dark=True)
    await say(page, "data")
    chart = page.get_by_role("img", name="Chart: Touches by month. All: May 9, June 10.")
    await expect(chart).to_be_visible()
    await page.get_by_text("Numbers", exact=True).click()
    await expect(page.get_by_role("region", name="Numbers of Touches by month")).to_contain_text("June")
    table = page.get_by_role("table", name="Who stands where")
    names = table.get_by_role("rowheader")
    await expect(names).to_have_text(["Ana", "Lars"])
    head = table.get_by_role("columnheader", name="Strength")
    await head.get_by_role("button").click()
    await expect(head).to_have_attribute("aria-sort", "ascending")
    await expect(names).to_have_text(["Omar", "Ana"])
    await page.get_by_role("button", name="Show all 3 rows").click()
    await expect(names).to_have_text(["Omar", "Ana", "Lars"])
