"""How the member was in touch, where plain words correct the reader."""

from __future__ import annotations

from datetime import date

import pytest

from bot.coach.rules.message.touches import touch_of
from bot.core.coaching.understanding import TouchReading
from bot.language.dates import find_dates
from tests.coach.message.marked import read_marked

TODAY = date(2026, 11, 30)
NONE, MEETING, CALL, MESSAGE = (
    TouchReading.NONE,
    TouchReading.MEETING,
    TouchReading.CALL,
    TouchReading.MESSAGE,
)


@pytest.mark.parametrize(
    ("marked", "read", "touch"),
    [
        ("no answer from [P Mehmet], tried 2x", CALL, NONE),
        ("Rang [P Ana], left a voicemail", CALL, MESSAGE),
        ("dinner w/ [P Bram] [O next tues], book table", MEETING, NONE),
        ("dinner w/ [P Bram] was great, next one [O next tues]", MEETING, MEETING),
        ("Met [P Ana] again today.", NONE, MEETING),
        ("I called [P Ana] about the audit", NONE, CALL),
        ("had a call with [P Ana]", NONE, CALL),
        ("great news, [P Chiara] called me herself", NONE, CALL),
        ("[P Ana] told me that it rains", NONE, CALL),
        ("[P Ana]'s email is a@b.example", MESSAGE, NONE),
        ("still haven't sent [P Ana] the plan", MESSAGE, NONE),
        ("[P Ana] runs the plant", NONE, NONE),
        ("[P Ana] rang, she can't make Thursday", NONE, CALL),
        ("[P Ana] called off the visit", NONE, NONE),
        ("I asked [P Jonas] from our service team to go and see [P Ana]'s plant", MEETING, NONE),
    ],
)
def test_plain_words_decide(marked: str, read: TouchReading, touch: TouchReading) -> None:
    text, reading = read_marked(marked, touch=read)

    assert touch_of(text, reading, find_dates(text, TODAY), TODAY) is touch
