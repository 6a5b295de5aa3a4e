"""A real browser on the page of a running sandbox; whatever the page reports as an error fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect

expect.set_options(timeout=20_000)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoChromium(Exception):
    """There is no Chromium here; says where it was looked for."""


def chromium() -> str:
    """The browser's path: TACTEGIC_CHROMIUM, else a usual name on PATH; raises NoChromium."""
    named = os.environ.get("TACTEGIC_CHROMIUM")
    if named:
        if Path(named).is_file():
            return named
        raise NoChromium(f"TACTEGIC_CHROMIUM names {named}, which is no file")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise NoChromium(f"none of {', '.join(NAMES)} is on PATH; install one, or set TACTEGIC_CHROMIUM")
    return found


def required() -> bool:
    """Whether a missing browser fails the tests instead of skipping them (TACTEGIC_REQUIRE_BROWSER=1)."""
    return os.environ.get("TACTEGIC_REQUIRE_BROWSER") == "1"


class OpenPage(Protocol):
    async def __call__(
        self,
        base_url: str,
        member: str,
        *,
        path: str = "",
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
    ) -> Page:
        """The page at `base_url` (with `path`, such as "#/C0GENERAL") as a member, ready for use."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    try:
        executable = chromium()
    except NoChromium as problem:
        if required():
            pytest.fail(f"TACTEGIC_REQUIRE_BROWSER=1, but {problem}")
        pytest.skip(f"browser test: {problem}")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield launched
        await launched.close()


@pytest.fixture
async def open_page(browser: Browser) -> AsyncIterator[OpenPage]:
    problems: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            problems.append(f"console: {message.text}")

    async def open_at(
        base_url: str,
        member: str,
        *,
        path: str = "",
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
    ) -> Page:
        context = await browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        page = await context.new_page()
        page.on("console", console)
        page.on("pageerror", lambda error: problems.append(f"uncaught: {error}"))
        page.on("request", lambda request: _note_foreign(problems, base_url, request.url))
        await page.goto(f"{base_url.rstrip('/')}/?as={member}{path}")
        await expect(page.locator(".topbar .clock-text")).not_to_be_empty()
        return page

    yield open_at
    assert not problems, "\n".join(problems)


def _note_foreign(problems: list[str], base_url: str, url: str) -> None:
    if not url.startswith(base_url.rstrip("/")) and not url.startswith(("blob:", "data:")):
        problems.append(f"the page asked for something outside: {url}")
