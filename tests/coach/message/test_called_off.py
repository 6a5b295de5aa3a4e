"""A meeting that is called off counts as no touch; one that was held after all does."""

from __future__ import annotations

from datetime import date

import pytest

from bot.coach.rules.message.touches import touch_of
from bot.core.coaching.understanding import Intent, TouchReading
from tests.coach.message.marked import read_marked

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("read", [TouchReading.CALL, TouchReading.MEETING])
@pytest.mark.parametrize(
    "text",
    [
        "no call with Paul today, he cancelled, new slot Tues 11am",
        "no meeting with Paul this week",
        "there was no lunch with Paul, he is ill",
        "No demo w/ Paul today",
        "exec call with Gunnar is off, he's travelling. we try again on 16 Dec",
        "the meeting with Gunnar was cancelled",
        "my coffee with Gunnar Eklund got postponed to January",
        "weekly call w/ Gunnar has been moved to Friday",
    ],
)
def test_what_is_called_off_is_no_touch(text: str, read: TouchReading) -> None:
    _, reading = read_marked(text, Intent.NOTE, touch=read)

    assert touch_of(text, reading, (), TODAY) is TouchReading.NONE


@pytest.mark.parametrize(
    "text",
    [
        "exec call with Gunnar was cancelled, but I called him later and he agreed",
        "no meeting with Paul today, we spoke on the phone instead",
        "Call with Paul: the project is off, he said",
        "Call with Paul today, the pilot was postponed",
        "met Paul, no call with his boss yet",
        "call with Paul. The demo is moved to Friday",
    ],
)
def test_a_talk_that_was_had_stays_a_touch(text: str) -> None:
    _, reading = read_marked(text, Intent.NOTE, touch=TouchReading.CALL)

    assert touch_of(text, reading, (), TODAY) is not TouchReading.NONE
