"""What words ask to be reminded of, and when; and when it comes next (B8)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.identity import Space, WorkspaceId
from bot.features.reminders.contracts import Every, Reminder, ReminderId, ReminderState
from bot.features.reminders.reading import Calendar, read_reminder
from bot.features.reminders.rules import find_by_words, moved_on, next_day

MONDAY = Calendar(now=datetime(2026, 11, 30, 15, 20, tzinfo=UTC), begins=time(8), weekdays=range(5))
WISHES = [
    (
        "remind me every weekday at 8:15 to check the pipeline until 20 December",
        "check the pipeline",
        "2026-12-01",
        "08:15",
        "workday/1",
    ),
    (
        "remind me on Mondays and Thursdays at noon to review leads",
        "review leads",
        "2026-12-03",
        "12:00",
        "week/1",
    ),
    ("remind me to call Ana on Monday, Wednesday and Friday at 9", "call Ana", "", "09:00", "once/1"),
    (
        "remind me 15 minutes before my meeting with Ana on Friday at 2pm",
        "my meeting with Ana",
        "2026-12-04",
        "13:45",
        "once/1",
    ),
    ("remind me an hour before 3pm tomorrow to leave", "leave", "2026-12-01", "14:00", "once/1"),
    ("remind me a week before 15 January to book the room", "book the room", "2027-01-08", "", "once/1"),
    (
        "remind me every 2nd Tuesday of the month at 10 to do the forecast",
        "do the forecast",
        "2026-12-08",
        "10:00",
        "month/1",
    ),
    (
        "remind me on the last working day of each month at 10 to clean up",
        "clean up",
        "2026-12-31",
        "10:00",
        "month/1",
    ),
    ("every Monday morning remind me to plan the week", "plan the week", "2026-12-07", "08:00", "week/1"),
    ("remind me to call Chiara in March", "call Chiara", "2027-03-01", "", "once/1"),
    ("remind me about this message tomorrow at 9", "this message", "2026-12-01", "09:00", "once/1"),
    ("remind me every month to call Ana", "call Ana", "2026-12-30", "", "month/1"),
    (
        "remind me to send Tom the March numbers tomorrow",
        "send Tom the March numbers",
        "2026-12-01",
        "",
        "once/1",
    ),
    (
        "remind me on Friday to send the offer by 3 June",
        "send the offer by 3 June",
        "2026-12-04",
        "",
        "once/1",
    ),
    (
        "remind me that Ana's contract ends on 3 June",
        "Ana's contract ends on 3 June",
        "2027-06-03",
        "",
        "once/1",
    ),
    ("set a reminder for Friday: call Tom", "call Tom", "2026-12-04", "", "once/1"),
    (
        "set a weekly reminder to look at the Fenwick board",
        "look at the Fenwick board",
        "2026-12-07",
        "",
        "week/1",
    ),
    ("remind me in 2 hours to ring Priya", "ring Priya", "2026-11-30", "17:20", "once/1"),
    ("remind me at 5 to phone Lars", "phone Lars", "2026-11-30", "17:00", "once/1"),
    ("remind me at 9 to phone Lars", "phone Lars", "2026-12-01", "09:00", "once/1"),
    ("remind me tonight to read the paper", "read the paper", "2026-11-30", "18:00", "once/1"),
    ("remind me tomorrow afternoon to check the spec", "check the spec", "2026-12-01", "14:00", "once/1"),
    ("remind me fridays at 4 to write to Omar", "write to Omar", "2026-12-04", "16:00", "week/1"),
    ("remind me every second Friday at 4 to write to Omar", "write to Omar", "2026-12-04", "16:00", "week/2"),
    ("remind me the last day of every month at 16:30 to tidy", "tidy", "2026-11-30", "16:30", "month/1"),
    ("remind me every weekday at 8:15 to plan the day", "plan the day", "2026-12-01", "08:15", "workday/1"),
    ("don't let me forget Jo's birthday on 12 May", "Jo's birthday", "2027-05-12", "", "once/1"),
    (
        "remind me to call her before the 9:30 meeting tomorrow",
        "call her before the 9:30 meeting",
        "2026-12-01",
        "",
        "once/1",
    ),
    ("remind me yesterday to call Tom", "call Tom", "", "", "once/1"),
    ("remind me on 31 April to call Tom", "call Tom", "", "", "once/1"),
    ("remind me next week about Ana", "Ana", "2026-12-07", "", "once/1"),
    ("remind me about Ana", "Ana", "", "", "once/1"),
    ("remind me to call 3M next Tuesday at half past two", "call 3M", "2026-12-08", "14:30", "once/1"),
    ("ping me in half an hour about the deck", "the deck", "2026-11-30", "15:50", "once/1"),
    ("remind me every 6 weeks to call Ana starting 7 January", "call Ana", "2027-01-07", "", "week/6"),
    ("reminder: send invoice to Ines 14:00", "send invoice to Ines", "2026-12-01", "14:00", "once/1"),
    ("remind me Monday 8am prep for Henrik", "prep for Henrik", "2026-12-07", "08:00", "once/1"),
    ("remind me this week to thank Jo", "thank Jo", "2026-12-01", "", "once/1"),
    (
        "remind me to wish April Jones happy birthday on 4 April every year",
        "wish April Jones happy birthday",
        "2027-04-04",
        "",
        "year/1",
    ),
]


def reminder(on: date, every: Every, interval: int = 1, **more: object) -> Reminder:
    return Reminder(
        id=ReminderId("r"),
        workspace=WorkspaceId("T1"),
        space=Space("own:U1"),
        created_at=datetime(2026, 11, 30, tzinfo=UTC),
        on=on,
        at=time(9),
        every=every,
        interval=interval,
        **{"text": "call Ana", **more},  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(("words", "text", "on", "at", "rhythm"), WISHES, ids=[each[0] for each in WISHES])
def test_b8_words_say_what_when_and_how_often(words: str, text: str, on: str, at: str, rhythm: str) -> None:
    wish = read_reminder(words, MONDAY)

    assert wish.text == text
    assert (wish.on.isoformat() if wish.on else "") == on
    assert (f"{wish.at:%H:%M}" if wish.at else "") == at
    assert f"{wish.every.value}/{wish.interval}" == rhythm


@given(st.text(max_size=200))
def test_b8_no_words_break_the_reader_and_no_day_lies_in_the_past(words: str) -> None:
    wish = read_reminder(f"remind me {words}", MONDAY)

    assert wish.on is None or wish.on >= MONDAY.now.date()


@given(
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.sampled_from([each for each in Every if each is not Every.ONCE]),
    st.integers(1, 12),
    st.integers(0, 900),
)
def test_b8_the_next_day_is_the_first_of_its_row_after_a_day(
    on: date, every: Every, interval: int, later: int
) -> None:
    after = on + timedelta(days=later)

    following = next_day(reminder(on, every, interval), after, range(5))

    assert following is not None
    assert following > after
    if every is Every.WEEK:
        assert (following - on).days % (7 * interval) == 0
    if every is Every.WORKDAY:
        assert following.weekday() < 5
    if every in (Every.MONTH, Every.YEAR):
        assert following.day == on.day or following.day < on.day <= 31
    before = next_day(reminder(on, every, interval), following - timedelta(days=1), range(5))
    assert before == following


def test_b8_rows_by_weekdays_and_by_the_nth_of_a_month_go_on_until_their_last_day() -> None:
    leads = reminder(date(2026, 12, 3), Every.WEEK, weekdays=(0, 3))
    forecast = reminder(date(2026, 12, 8), Every.MONTH, weekdays=(1,), nth=2)
    cleaning = reminder(date(2026, 12, 31), Every.MONTH, weekdays=tuple(range(5)), nth=-1)
    ending = reminder(date(2026, 12, 18), Every.WORKDAY, until=date(2026, 12, 20))

    assert moved_on(leads, leads.on, range(5)).on == date(2026, 12, 7)
    assert moved_on(forecast, forecast.on, range(5)).on == date(2027, 1, 12)
    assert moved_on(cleaning, cleaning.on, range(5)).on == date(2027, 1, 29)
    assert moved_on(ending, ending.on, range(5)).state is ReminderState.SHOWN


def test_b8_the_31st_comes_back_after_a_short_month() -> None:
    row = reminder(date(2027, 1, 31), Every.MONTH)
    days = []
    for _ in range(4):
        row = moved_on(row, row.on, range(5))
        days.append(row.on.isoformat())

    assert days == ["2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]
    assert row.state is ReminderState.WAITING
    assert moved_on(reminder(row.on, Every.ONCE), row.on, range(5)).state is ReminderState.SHOWN


def test_b8_what_was_missed_is_not_brought_once_more_for_each_day() -> None:
    row = reminder(date(2026, 11, 2), Every.WEEK)

    assert moved_on(row, date(2026, 11, 30), range(5)).on == date(2026, 12, 7)


def test_b8_a_reminder_is_found_by_its_words_alone() -> None:
    ana, tom = (
        reminder(date(2026, 12, 1), Every.ONCE),
        reminder(date(2026, 12, 1), Every.ONCE, text="call Tom"),
    )

    assert find_by_words([ana, tom], "cancel the reminder about Ana") is ana
    assert find_by_words([ana, tom], "cancel the reminder to call somebody") is None
    assert find_by_words([], "cancel the reminder about Ana") is None
