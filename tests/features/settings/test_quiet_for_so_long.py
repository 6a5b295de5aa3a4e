"""B3: a pause for so long ends by itself, and one without an end lasts until the member resumes."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.plain_words import PlainWords
from bot.features.settings.commands import AdjustSettings, Pause
from bot.features.settings.contracts import pause_from_words

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("pause everything for two weeks", "2026-12-14"),
        ("stop messaging me for a week", "2026-12-07"),
        ("leave me alone for 3 days", "2026-12-03"),
        ("be quiet for the next 10 days", "2026-12-10"),
        ("mute everything for a fortnight", "2026-12-14"),
        ("no nudges for a couple of weeks", "2026-12-14"),
        ("pause for a day", "2026-12-01"),
        ("pause for the next week", "2026-12-07"),
        ("pause everything for one month", "2026-12-31"),
    ],
)
def test_a_pause_for_so_long_is_a_leave(text: str, last: str) -> None:
    assert pause_from_words(PlainWords(text=text, today=TODAY)) == AdjustSettings(
        leave_first="2026-12-01", leave_last=last
    )


@pytest.mark.parametrize("text", ["pause everything", "pause for now", "leave me alone", "pause for a while"])
def test_a_pause_without_an_end_stays_one(text: str) -> None:
    assert pause_from_words(PlainWords(text=text, today=TODAY)) == Pause()
