"""The pictures of the documents: each is small, is shown with words, and comes of `make screenshots`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.config import REPOSITORY

FOLDER = REPOSITORY / "docs" / "images"
PICTURES = sorted(FOLDER.glob("*"))
SHOWN = re.compile(r"!\[([^\]]*)\]\((?:docs/)?images/([\w.-]+)\)")
TAKEN = re.compile(r'camera\.take\("([\w-]+)"')


def shown() -> dict[str, list[str]]:
    """The alt texts by picture, wherever a document shows it."""
    found: dict[str, list[str]] = {}
    for document in (REPOSITORY / "README.md", *(REPOSITORY / "docs").glob("*.md")):
        for alt, name in SHOWN.findall(document.read_text(encoding="utf-8")):
            found.setdefault(name, []).append(alt)
    return found


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_small_and_shown_with_words(picture: Path) -> None:
    assert picture.stat().st_size < 150_000
    alts = shown()[picture.name]
    assert all(len(alt.split()) >= 6 for alt in alts)


def test_make_screenshots_takes_each_of_them_and_no_other() -> None:
    taken = TAKEN.findall((REPOSITORY / "tests" / "screenshots.py").read_text(encoding="utf-8"))
    assert sorted(f"{name}.png" for name in taken) == [each.name for each in PICTURES]
