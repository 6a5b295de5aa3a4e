"""`make screenshots`: the pictures of the documents, taken of the real product in a browser.

`python -m tests.screenshots --into FOLDER` puts them elsewhere than into docs/images. The clock of the
workspace stands at a fixed day and the people are made up: pictures differ only where the product does.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.async_api import Locator, Page, ViewportSize, async_playwright, expect

from bot.config import REPOSITORY
from slack_sandbox.testing import Driver
from tests.browser.conftest import ARGUMENTS, chromium
from tests.features.conftest import Office, greeted, running_office

INTO = REPOSITORY / "docs" / "images"
MOST_BYTES = 150_000
COLOURS = 128
SIZE = ViewportSize(width=1180, height=760)
TALL = ViewportSize(width=1180, height=1360)
"""High enough for a long page, or two charts."""


@dataclass(frozen=True)
class Camera:
    """A page of the workspace, and the folder that its pictures go to."""

    page: Page
    into: Path

    async def take(self, name: str, of: Locator | None = None) -> None:
        """Take a picture of the page, or of a part of it, with few colours."""
        await self.page.evaluate("document.activeElement?.blur()")
        await self.page.wait_for_timeout(300)
        whole = await (of.screenshot() if of is not None else self.page.screenshot())
        small = Image.open(io.BytesIO(whole)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        path = self.into / f"{name}.png"
        small.save(path, optimize=True)
        if path.stat().st_size > MOST_BYTES:
            raise ValueError(f"{path.name} has {path.stat().st_size} bytes, more than {MOST_BYTES}")


def article(page: Page, words: str) -> Locator:
    """The app's message with these words that stands last."""
    return page.get_by_role("article").filter(has_text=words).last


async def say(page: Page, words: str) -> None:
    """Type into the conversation and press Enter; the answer's thread opens by itself."""
    close = page.get_by_role("complementary", name="Thread").get_by_role("button", name="Close thread")
    if await close.is_visible():
        await close.press("Enter")
    composer = page.locator(".conversation .composer-text")
    await composer.fill(words)
    await composer.press("Enter")


async def first_steps(camera: Camera, _: Driver) -> None:
    """The greeting, and a step that was taken."""
    page = camera.page
    await expect(article(page, "Step 1 of 5")).to_be_visible()
    await article(page, "Step 1 of 5").get_by_role("button", name="That's right").press("Enter")
    await expect(article(page, "Step 2 of 5")).to_be_visible()
    await article(page, "Step 2 of 5").get_by_role("button", name="Seller").press("Enter")
    await expect(article(page, "Step 3 of 5")).to_be_visible()
    await camera.take("first-steps", page.locator(".conversation"))


async def first_note(camera: Camera, _: Driver) -> None:
    """A note in plain words, with what was understood."""
    await say(
        camera.page,
        "Met Ana Ruiz from Northwind, I promised her the storage paper by Friday. They sign in May.",
    )
    await expect(article(camera.page, "Noted for Ana Ruiz (Northwind).")).to_be_visible()
    await camera.take("first-note")


async def answer(camera: Camera, person: Driver) -> None:
    """A question that is answered from the sample's notes, with its source."""
    await person.command("/tactegic", "sample")
    await expect(article(camera.page, "made-up people")).to_be_visible()
    await say(camera.page, "What does Mira Sampleton worry about?")
    await expect(article(camera.page, "carbon reporting from 2027")).to_be_visible()
    await camera.take("answer")


async def home(camera: Camera, _: Driver) -> None:
    """The Home tab with the sample."""
    await camera.page.evaluate("location.hash = '#/app/home'")
    await expect(camera.page.get_by_text("active of 100").first).to_be_visible()
    await camera.page.set_viewport_size(TALL)
    await camera.take("home")


async def charts(camera: Camera, person: Driver) -> None:
    """Two pictures of the sample."""
    await camera.page.evaluate(f"location.hash = '#/{await person.dm_channel()}'")
    for line, title in (("chart touches", "Your touches over a year"), ("chart balance", "target")):
        await person.command("/tactegic", line)
        await expect(article(camera.page, title)).to_be_visible()
    await camera.take("charts", camera.page.locator(".conversation"))


async def everybody(camera: Camera, person: Driver) -> None:
    """What an admin sets for everybody."""
    await person.command("/tactegic", "settings everybody")
    dialog = camera.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("These hold for everybody")
    await camera.take("everybody", dialog)


Scene = Callable[[Camera, Driver], Awaitable[None]]
OF_A_SELLER: tuple[Scene, ...] = (first_steps, first_note, answer, home, charts)
OF_AN_ADMIN: tuple[Scene, ...] = (everybody,)


@asynccontextmanager
async def opened(office: Office, person: Driver, into: Path) -> AsyncIterator[Camera]:
    """The page of the workspace as a person sees it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        page = await browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        await page.goto(f"{office.sandbox.base_url.rstrip('/')}/?as={person.user}")
        await expect(page.locator(".topbar .clock-text")).not_to_be_empty()
        yield Camera(page, into)
        await browser.close()


async def take_all(into: Path) -> None:
    """Take every picture of the documents."""
    with tempfile.TemporaryDirectory() as data:
        async with running_office(Path(data)) as office:
            people = (
                (office.member("Paula Winter"), OF_A_SELLER),
                (await greeted(office.member("Ada Stern", role="admin", title="Admin")), OF_AN_ADMIN),
            )
            for person, scenes in people:
                async with opened(office, person, into) as camera:
                    for scene in scenes:
                        await scene(camera, person)


def main() -> None:
    """Take the pictures, into docs/images where nothing else is said."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots")
    parser.add_argument("--into", type=Path, default=INTO)
    into: Path = parser.parse_args().into
    into.mkdir(parents=True, exist_ok=True)
    asyncio.run(take_all(into))


if __name__ == "__main__":
    main()
