"""What a person does again and again in the page."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect


async def say(page: Page, words: str) -> None:
    """Sends a message in the open conversation."""
    await page.locator(".conversation .composer-text").fill(words)
    await page.locator(".conversation .composer-text").press("Enter")


def said(page: Page, words: str) -> Locator:
    """The messages with these words in them."""
    return page.get_by_role("article").filter(has_text=words)


def thread(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Thread")


async def open_form(page: Page) -> Locator:
    """The echo app's modal, opened by its command."""
    await say(page, "/echo form")
    form = page.get_by_role("dialog", name="New note")
    await expect(form).to_be_visible()
    return form
