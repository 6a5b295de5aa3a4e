"""A newcomer's first minutes in a browser: note, card, change, question, source, and back (B1, B2)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from slack_sandbox.seed import ACCOUNTS
from tests.browser.conftest import OpenPage
from tests.features.conftest import greeted, running_office

pytestmark = pytest.mark.slow

NOTE = "Met Ana Ruiz from Northwind last week, I promised her the storage paper by Friday."
CHANGED = "Met Ana Ruiz from Northwind last week. She worries about carbon reporting from 2027."
NARROW = pytest.param({"width": 390, "height": 780}, marks=pytest.mark.slow, id="390 px")


def thread(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Thread")


def card(page: Page, words: str) -> Locator:
    """The app's latest message in the thread with these words."""
    return thread(page).get_by_role("article").filter(has_text=words).last


async def tell(page: Page, words: str) -> None:
    """Types into the conversation and presses Enter; the answer's thread opens by itself."""
    close = thread(page).get_by_role("button", name="Close thread")
    if await close.is_visible():
        await close.press("Enter")
    composer = page.locator(".conversation .composer-text")
    await composer.fill(words)
    await composer.press("Enter")
    await expect(thread(page).get_by_role("article").first).to_contain_text(words)


@pytest.mark.parametrize("look", [pytest.param({"width": 1280}, id="wide"), NARROW])
async def test_a_first_note_is_kept_changed_found_opened_and_undone(
    tmp_path: Path, open_page: OpenPage, look: dict[str, Any]
) -> None:
    async with running_office(tmp_path) as office:
        page = await open_page(office.sandbox.base_url, office.member("mira").user, **look)
        greeting = page.locator(".conversation").get_by_role("article").first
        await expect(greeting).to_contain_text("I remember what you tell me")

        await tell(page, NOTE)
        noted = card(page, "Noted for Ana Ruiz (Northwind).")
        await expect(noted).to_contain_text("You promised Ana Ruiz: the storage paper")
        await expect(noted).to_contain_text("no language model is asked")

        await noted.get_by_role("button", name="Edit").press("Enter")
        form = page.get_by_role("dialog", name="Change note")
        await expect(form.get_by_label("What happened")).to_be_focused()
        await form.get_by_label("What happened").fill(CHANGED)
        promise = form.get_by_label("What was promised")
        await promise.fill("")
        await form.get_by_role("button", name="Save").press("Enter")
        problem = form.get_by_text("Write what was promised, or choose “Remove this promise”.")
        await expect(problem).to_be_in_viewport(ratio=1)
        await expect(form.get_by_label("What happened")).to_have_value(CHANGED)
        await promise.fill("the carbon paper")
        await form.get_by_label("Due").first.fill("2027-01-15")
        await form.get_by_role("button", name="Save").press("Enter")
        await expect(form).to_be_hidden()
        changed = card(page, "Changed the note for Ana Ruiz (Northwind).")
        await expect(changed).to_contain_text("the carbon paper, by 15 January 2027")

        await tell(page, "What does Ana worry about?")
        answer = card(page, "carbon reporting from 2027")
        await expect(answer).to_contain_text("[1]")
        await answer.get_by_role("button", name="Open").press("Enter")
        source = page.get_by_role("dialog", name="Note", exact=True)
        await expect(source).to_contain_text(CHANGED)
        await page.keyboard.press("Escape")
        await expect(source).to_be_hidden()

        await thread(page).get_by_role("button", name="Close thread").press("Enter")
        first = page.locator(".conversation").get_by_role("article").filter(has_text=NOTE)
        await first.get_by_role("button", name="1 reply").press("Enter")
        await changed.get_by_role("button", name="Undo").press("Enter")
        before = card(page, "As before: noted for Ana Ruiz (Northwind).")
        await expect(before).to_contain_text("You promised Ana Ruiz: the storage paper")
        await before.get_by_role("button", name="Undo").press("Enter")
        await expect(thread(page)).to_contain_text("Undone")


@pytest.mark.slow
async def test_two_anas_are_asked_about_and_a_click_settles_it(tmp_path: Path, open_page: OpenPage) -> None:
    async with running_office(tmp_path) as office:
        person = await greeted(office.member("mira"))
        for text in ("Met Ana Ruiz from Northwind.", "Met Ana Beispiel from Contoso."):
            await person.dm(text)
            await person.next_message()
        page = await open_page(office.sandbox.base_url, person.user, dark=True)

        await tell(page, "Ana likes long walks.")
        asked = card(page, "Which Ana do you mean?")
        await expect(asked.get_by_role("button", name="Ana Ruiz (Northwind)")).to_be_visible()
        await asked.get_by_role("button", name="Ana Beispiel (Contoso)").press("Enter")
        await expect(card(page, "Noted for Ana Beispiel (Contoso).")).to_be_visible()
        await expect(thread(page).get_by_text("Which Ana do you mean?")).to_have_count(0)

        await tell(page, "What does Ana Beispiel like?")
        await expect(card(page, "long walks")).to_contain_text("[1]")


@pytest.mark.slow
async def test_the_shortcut_on_a_message_saves_it_as_a_note(tmp_path: Path, open_page: OpenPage) -> None:
    async with running_office(tmp_path) as office:
        person = await greeted(office.member("mira"))
        await office.join(ACCOUNTS, person)
        await person.say(ACCOUNTS, "Lars Invented of Fabrikam moves to Oslo in spring")
        page = await open_page(office.sandbox.base_url, person.user, path=f"#/{ACCOUNTS}")
        message = page.get_by_role("article").filter(has_text="moves to Oslo")

        await message.hover()
        await message.get_by_role("button", name="More actions").click()
        await page.get_by_role("menuitem", name="Save as a private note").click()
        form = page.get_by_role("dialog", name="Save as a note")
        await expect(form.get_by_label("What happened")).to_have_value(
            "Lars Invented of Fabrikam moves to Oslo in spring"
        )
        await form.get_by_role("button", name="Save").press("Enter")
        await expect(form).to_be_hidden()

        await (
            page.get_by_role("link", name="Tactegic")
            .or_(page.get_by_role("button", name="Tactegic"))
            .first.click()
        )
        noted = page.get_by_role("article").filter(has_text="Noted for Lars Invented (Fabrikam).")
        await expect(noted).to_be_visible()
        await noted.get_by_role("button", name="Undo").press("Enter")
        await expect(page.locator(".conversation").get_by_text("Undone")).to_be_visible()
