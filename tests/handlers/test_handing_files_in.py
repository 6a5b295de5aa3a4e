"""B6: an operator hands a file in, and the member decides on it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.core.contacts import Contact
from bot.features.importing.rules.imports import PendingImport
from bot.importing import import_file
from bot.wiring import NotNamed
from tests.handlers.office import Office

FILES = Path(__file__).parents[1] / "files" / "imports"


class StoppedClock:
    """A clock that stands where the office's does."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at


async def test_the_member_sees_what_a_file_would_bring(office: Office) -> None:
    await office.say("Met Lars Holm from Tesseract today.")
    clock = StoppedClock(office.now)

    found = await import_file(office.store, clock, "", FILES / "linkedin.csv", confirmed=False)
    assert (found.people, found.known, found.problems) == (3, 1, 1)
    await office.jobs()
    seen = await office.delivered()
    assert "linkedin.csv is a LinkedIn export with 3 people. Nothing of it is in yet." in seen.text
    assert [each.name for each in await office.rows(Contact)] == ["Lars Holm"]

    await office.press(seen, "Import 2 people")
    assert len(await office.rows(Contact)) == 3
    assert await office.rows(PendingImport) == []


async def test_what_is_confirmed_comes_in_at_once(office: Office) -> None:
    await office.say("Met Lars Holm from Tesseract today.")
    clock = StoppedClock(office.now)

    await import_file(office.store, clock, "", FILES / "google.csv", confirmed=True)
    await office.jobs()
    assert "Imported google.csv: 1 person." in (await office.delivered()).text
    assert {each.name for each in await office.rows(Contact)} == {"Lars Holm", "Ana Ruiz"}


async def test_what_cannot_be_read_is_said(office: Office, tmp_path: Path) -> None:
    await office.say("Met Lars Holm from Tesseract today.")
    clock = StoppedClock(office.now)
    with pytest.raises(NotNamed, match="cannot be read"):
        await import_file(office.store, clock, "", tmp_path / "gone.csv", confirmed=False)
    empty = tmp_path / "empty.csv"
    empty.write_text("\n")
    with pytest.raises(NotNamed, match="empty"):
        await import_file(office.store, clock, "", empty, confirmed=False)
    with pytest.raises(NotNamed, match="U9 is no member"):
        await import_file(office.store, clock, "U9", FILES / "google.csv", confirmed=False)
