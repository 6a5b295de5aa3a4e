"""Messages, threads, ephemerals, commands and links in the page, with a real Bolt app in the real sandbox."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Route, expect

from tests.browser.page.acting import said, say, thread

if TYPE_CHECKING:
    from slack_sandbox import Sandbox
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.slow
NASTY = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> & <b>bold</b>'


async def test_shift_enter_starts_a_new_line_and_sends_nothing(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    field = page.locator(".conversation .composer-text")
    await field.fill("one")
    await field.press("Shift+Enter")
    await field.press_sequentially("two")
    await expect(field).to_have_value("one\ntwo")
    await expect(page.get_by_role("article")).to_have_count(0)


async def test_markup_that_people_type_is_shown_as_text(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, NASTY)
    await expect(page.locator(".conversation article .block-text")).to_have_text(NASTY)
    await expect(thread(page).get_by_text(f"You said: {NASTY}")).to_be_visible()
    assert await page.evaluate("window.hacked") is None
    assert await page.locator("article script, article b").count() == 0


async def test_an_ephemeral_message_says_that_only_you_see_it_and_others_do_not(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", path="#/C0ACCOUNTS")
    other = await open_page(sandbox.base_url, "U0MANAGER", path="#/C0ACCOUNTS")
    await say(page, "@Echo hello")
    pointer = page.locator("article.ephemeral")
    await expect(pointer).to_contain_text("I wrote to you.")
    await expect(pointer).to_contain_text("Only visible to you")
    await expect(other.get_by_role("article").filter(has_text="hello")).to_be_visible()
    await expect(other.get_by_text("I wrote to you.")).to_have_count(0)
    await pointer.get_by_role("button", name="Dismiss").click()
    await expect(pointer).to_have_count(0)


async def test_a_slash_shows_the_commands_with_their_usage_and_tab_takes_one(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    field = page.locator(".conversation .composer-text")
    await field.press_sequentially("/e")
    hint = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    await expect(hint).to_contain_text("/echo note | form | hidden")
    await expect(hint).to_contain_text("Echo something")
    await field.press("Tab")
    await expect(field).to_have_value("/echo ")
    await field.press_sequentially("hidden word")
    await field.press("Enter")
    await expect(page.locator("article.ephemeral")).to_contain_text("Only for you: hidden word")


async def test_an_unknown_command_says_so_and_keeps_the_text(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, "/nothing here")
    await expect(page.locator(".conversation .composer-problem")).to_contain_text(
        "/nothing is not a valid command"
    )
    await expect(page.locator(".conversation .composer-text")).to_have_value("/nothing here")


async def test_an_at_sign_completes_people(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", path="#/C0GENERAL")
    field = page.locator(".conversation .composer-text")
    await field.press_sequentially("@tomo")
    await field.press("Enter")
    await expect(field).to_have_value("@Tomo Hale ")
    await field.press("Enter")
    await expect(page.get_by_role("article").locator(".mention")).to_have_text("@Tomo Hale")


async def test_a_link_to_a_message_opens_and_marks_it(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, "link")
    link = thread(page).get_by_role("link", name="your message")
    address = await link.get_attribute("href")
    await link.click()
    await expect(page.locator(".conversation article.highlight")).to_contain_text("link")
    await expect(page).to_have_url(re.compile(r"#/D\w+/p\d+"))
    assert address is not None
    await page.goto(address)
    await expect(page.locator(".conversation article.highlight")).to_contain_text("link")


async def test_what_is_said_while_a_conversation_is_loading_is_shown_in_it(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", path="#/C0GENERAL")

    async def answer_late(route: Route) -> None:
        """Hold the answer back until a message that it does not hold was pushed."""
        answer = await route.fetch()
        await sandbox.driver("U0MANAGER").say("C0ACCOUNTS", "said meanwhile")
        await expect(page.get_by_role("log")).to_contain_text("said meanwhile")
        await route.fulfill(response=answer)
        answered.set()

    answered = asyncio.Event()
    await page.route(re.compile("/client/messages"), answer_late, times=1)
    await page.get_by_role("link", name="accounts").click()
    await answered.wait()
    await page.evaluate("() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 300))")

    await expect(said(page, "said meanwhile")).to_have_count(1)


async def test_a_status_of_the_app_is_shown_while_it_works(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, "think")
    await expect(thread(page).locator(".status-line")).to_have_text("Echo is reading 14 notes")


async def test_stop_is_shown_while_the_app_works_and_pressed_by_keyboard(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, "work")
    stop = thread(page).get_by_role("button", name="Stop")
    await expect(thread(page).locator(".status-line")).to_have_text("Echo works on it …")
    await stop.focus()
    await page.keyboard.press("Enter")
    await expect(thread(page).get_by_text("Stopped.")).to_be_visible()
    await expect(stop).to_have_count(0)
    await expect(thread(page).locator(".status-line")).to_have_count(0)


async def test_own_messages_can_be_edited_and_deleted(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", path="#/C0GENERAL")
    await say(page, "first words")
    article = page.locator(".conversation article")
    await article.hover()
    await article.get_by_role("button", name="Add reaction").click()
    await page.get_by_role("option", name="eyes").click()
    await expect(article.locator(".reaction")).to_have_attribute("aria-pressed", "true")
    await article.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Edit message").click()
    await page.get_by_role("textbox", name="Edit message").fill("better words")
    await page.keyboard.press("Enter")
    await expect(article).to_contain_text("better words")
    await expect(article).to_contain_text("(edited)")
    await article.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Delete message").click()
    await page.get_by_role("dialog", name="Delete message").get_by_role("button", name="Delete").click()
    await expect(article).to_have_count(0)


async def test_a_file_travels_with_a_message(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER", path="#/C0GENERAL")
    file = {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"three steps"}
    await page.locator(".conversation input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    await say(page, "the plan")
    card = page.locator(".conversation article .file-card")
    await expect(card).to_contain_text("plan.txt")
    address = await card.get_attribute("href")
    assert address is not None
    assert await (await page.request.get(address)).body() == b"three steps"


async def test_streamed_words_appear_as_they_come(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await say(page, "stream")
    streamed = thread(page).get_by_role("article").last
    await expect(streamed.locator("strong")).to_have_text("worries")
    await expect(streamed.get_by_role("listitem")).to_have_text("about carbon")
    await expect(streamed.get_by_role("img", name="still writing")).to_be_visible()


async def test_a_suggestion_is_sent_with_one_click(sandbox: Sandbox, open_page: OpenPage) -> None:
    page = await open_page(sandbox.base_url, "U0SELLER")
    await page.get_by_role("button", name="Say hello").click()
    await expect(thread(page).get_by_text("You said: hello there")).to_be_visible()
    await expect(page.get_by_role("button", name="Say hello")).to_have_count(0)


async def test_older_messages_come_on_demand_and_a_link_reaches_far_back(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    driver = sandbox.driver("U0SELLER")
    stamps = [await driver.say("C0GENERAL", f"message {number}") for number in range(130)]
    page = await open_page(sandbox.base_url, "U0SELLER", path="#/C0GENERAL")
    await expect(page.get_by_role("article")).to_have_count(50)
    await page.get_by_role("button", name="Show older messages").click()
    await expect(page.get_by_role("article")).to_have_count(100)
    await page.evaluate(f"location.hash = '#/C0GENERAL/p{stamps[3].replace('.', '')}'")
    await expect(page.locator("article.highlight")).to_have_text(re.compile("message 3$"))
    await expect(page.locator("article.highlight")).to_be_in_viewport()


async def test_a_message_is_forwarded_to_the_app_with_words_beside_it(
    sandbox: Sandbox, open_page: OpenPage
) -> None:
    await sandbox.driver("tomo").say("C0ACCOUNTS", "*Ana* wants a seat \U0001f389")
    page = await open_page(sandbox.base_url, "U0SELLER", path="#/C0ACCOUNTS")
    message = said(page, "wants a seat")
    await message.hover()
    await message.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Forward message").click()
    await page.get_by_role("option", name="Echo").click()
    asked = page.get_by_role("dialog", name="Forward to Echo")
    await asked.get_by_role("textbox").fill("save this")
    await asked.get_by_role("button", name="Forward").press("Enter")
    await expect(page.get_by_text("Forwarded to Echo.")).to_be_visible()
    channel = sandbox.world.teams["T0FERNHILL"].direct("U0SELLER", sandbox.bot_user)
    assert channel is not None
    shared = next(each for each in channel.messages.values() if each.attachments)
    assert (shared.text, shared.attachments[0]["author_name"]) == ("save this", "Tomo Hale")
    await page.goto(f"{sandbox.base_url}/?as=U0SELLER#/{channel.id}")
    await expect(said(page, "save this")).to_contain_text("Tomo Hale, forwarded")
    await expect(said(page, "save this")).to_contain_text("Ana wants a seat")
