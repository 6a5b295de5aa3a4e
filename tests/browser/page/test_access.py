"""The page for people who do not see it, or use no mouse: accessibility tree, focus, what is unread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import Page, expect
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser.page.acting import open_form, say, thread

if TYPE_CHECKING:
    from slack_sandbox import Sandbox
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.slow
NAMED = {
    "button", "checkbox", "combobox", "dialog", "feed", "article", "link", "listbox", "main", "menu",
    "menuitem", "navigation", "option", "radio", "region", "searchbox", "textbox", "complementary", "log",
}  # fmt: skip
STOPS = 30
SEEN = """() => {
  const node = document.activeElement;
  const box = node.getBoundingClientRect();
  const style = getComputedStyle(node);
  const around = node.closest(".composer-box");
  const drawn = style.outlineStyle !== "none" || (around && getComputedStyle(around).boxShadow !== "none");
  const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  return node === document.body || (drawn && inside) ? "" : node.outerHTML.slice(0, 160);
}"""


async def tree(page: Page) -> list[dict[str, Any]]:
    """What Chromium hands to a screen reader: role, name and properties of every node that is not ignored."""
    session = await page.context.new_cdp_session(page)
    found = (await session.send("Accessibility.getFullAXTree"))["nodes"]
    await session.detach()
    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", "").strip(),
            **{each["name"]: each["value"].get("value") for each in node.get("properties", [])},
        }
        for node in found
        if not node["ignored"]
    ]


def nameless(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [node for node in nodes if node["role"] in NAMED - {"main"} and not node["name"]]


async def test_a_screen_reader_hears_names_landmarks_headings_and_new_messages(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, "card")
    await expect(thread(page).get_by_role("button", name="Undo")).to_be_visible()
    await page.get_by_role("button", name="Inspector of the traffic").click()

    nodes = await tree(page)

    assert nameless(nodes) == []
    roles = [node["role"] for node in nodes]
    assert {"banner", "main", "navigation", "complementary", "feed", "article", "log"} <= set(roles)
    headings = {node["name"] for node in nodes if node["role"] == "heading"}
    assert {"Echo", "Thread", "Channels", "Direct messages", "Traffic"} <= headings
    [log] = [node for node in nodes if node["role"] == "log"]
    assert (log["name"], log["live"]) == ("New messages", "polite")
    await expect(page.locator("#live")).to_contain_text("Echo:")


async def test_a_form_its_errors_and_its_lists_are_named(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    form = await open_form(page)
    await form.get_by_role("button", name="Save").click()
    await expect(form.locator(".field-error[id]").first).to_be_visible()
    await form.get_by_role("button", name="Colleague").click()

    nodes = await tree(page)

    assert nameless(nodes) == []
    invalid = [node for node in nodes if node.get("invalid") == "true"]
    assert invalid
    assert all(node["role"] in ("textbox", "combobox", "button", "radiogroup", "group") for node in invalid)
    assert [node for node in nodes if node["role"] == "option"]


async def test_tab_shows_where_it_is_at_every_stop(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, "card")
    await expect(thread(page).get_by_role("button", name="Undo")).to_be_visible()

    unseen = []
    for _ in range(STOPS):
        await page.keyboard.press("Tab")
        unseen.append(await page.evaluate(SEEN))

    assert [each for each in unseen if each] == []


async def test_arrow_keys_walk_through_messages_and_channels(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    for words in ("one", "two"):
        await say(page, words)
        await expect(thread(page).get_by_text(f"You said: {words}")).to_be_visible()
    await expect(page.locator(".conversation .thread-line")).to_have_count(2)
    await page.locator(".conversation article").last.focus()

    await page.keyboard.press("ArrowUp")
    await expect(page.locator(".conversation article").nth(-2)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(thread(page).get_by_text("You said: one")).to_be_visible()

    rows = page.get_by_role("navigation", name="Channels and messages").get_by_role("link")
    await rows.first.focus()
    await page.keyboard.press("ArrowDown")
    await expect(rows.nth(1)).to_be_focused()


async def test_escape_closes_the_thread_from_wherever_one_writes(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", width=390, height=844)
    await say(page, "hello")
    await expect(thread(page).get_by_text("You said: hello")).to_be_visible()
    await expect(thread(page).get_by_role("feed")).to_be_focused()

    await page.keyboard.press("Escape")

    await expect(thread(page)).to_be_hidden()
    await expect(page.locator(".conversation article").last).to_be_focused()


async def test_what_comes_while_one_looks_elsewhere_is_counted_until_it_is_read(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", path="#/app/about")
    tab = page.locator(".tab", has_text="Messages")
    await expect(tab).to_have_accessible_name("Messages")

    app = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
    await app.chat_postMessage(channel="U0SELLER", text="Good morning")

    await expect(tab).to_have_accessible_name("Messages 1 unread")
    await expect(page.get_by_role("link", name="Echo, 1 unread")).to_be_visible()
    await tab.click()
    await expect(page.get_by_role("link", name="Echo", exact=True)).to_be_visible()
