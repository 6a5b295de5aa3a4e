"""`make screenshots` works: every picture of the documents can be taken of the product as it is now."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.screenshots import INTO, take_all

pytestmark = pytest.mark.slow


def pictures(folder: Path) -> set[str]:
    """The names of the pictures in a folder."""
    return {each.name for each in folder.glob("*.png")}


async def test_every_picture_can_be_taken(browser: Browser, tmp_path: Path) -> None:
    assert browser.is_connected()
    await take_all(tmp_path)
    assert pictures(tmp_path) == pictures(INTO)
