"""Messages whose day was once read wrongly, with the right one on Wednesday, 15 April 2026 (B1)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.dates import day_first_in, find_dates, read_dates

TODAY = date(2026, 4, 15)
NEW_YORK = day_first_in("America/New_York")
MESSAGES = """
2026-06-15 I promised Ana Ruiz the storage paper by mid-June.
-          I will send Ana Ruiz the storage paper by 31 April.
2026-05-06 I will visit Ana Ruiz between 4 and 6 May.
2026-06-01 I will send Ana Ruiz the storage paper by the first Monday of June.
2026-06-15 I will send Ana Ruiz the storage paper by mid-June.
2026-05-01 I promised Ana Ruiz the storage paper the week after next.
2026-07-31 I promised Ana Ruiz the storage paper by the last day of July.
2026-05-29 I promised Ana Ruiz the storage paper by the last Friday in May.
2026-05-06 I will send Ana Ruiz the storage paper by 5/6.
2026-04-29 I promised Ana Ruiz the storage paper in two weeks' time.
-          I promised Ana Ruiz the storage paper by July 42nd.
2026-04-20 I promised Ana Ruiz the storage paper by the coming Monday.
2026-05-15 I promised Ana Ruiz the storage paper by the 15th next month.
2026-05-31 I promised Ana Ruiz the storage paper before the end of May.
2026-05-09 I promised Ana Ruiz the storage paper by May. 9, 2026.
2026-04-24 I promised Ana Ruiz the storage paper by Friday week.
2026-04-24 I promised Ana Ruiz the storage paper a week from Friday.
2026-04-20 I promised Ana Ruiz the storage paper in three business days.
2026-05-15 I will send Ana Ruiz the storage paper by the third Friday of next month.
2026-05-15 I promised Ana Ruiz the storage paper by the fifteenth of next month.
2026-04-10 I promised to send Ana Ruiz the storage paper by 10 April.
2026-05-08 I will send Ana Ruiz the storage paper by May eighth.
2026-04-29 I promised Ana Ruiz the storage paper two weeks from today.
2026-04-17 I will send Ana Ruiz the storage paper by close of business on Friday.
2026-05-29 I will send Ana Ruiz the storage paper by the last Friday in May.
2026-04-30 I promised Ana Ruiz the storage paper by the end of the month.
-          I promised Ana Ruiz the storage paper by 31 April.
2026-07-01 I promised Ana Ruiz the storage paper by the beginning of next quarter.
2026-04-17 I promised Ana Ruiz the storage paper by the end of the week.
2026-05-09 I will send Ana Ruiz the storage paper by May. 9, 2026.
2026-04-29 I promised Ana Ruiz the storage paper within the next two weeks.
2026-04-16 I will send Ana Ruiz the storage paper by EOD tomorrow.
2026-04-17 I owe Ana Ruiz the storage paper by the end of the week.
"""


@pytest.mark.parametrize("row", MESSAGES.strip().splitlines())
def test_the_right_day_is_read(row: str) -> None:
    day, text = row.split(None, 1)
    read = read_dates(text, TODAY, day_first=NEW_YORK)
    if day == "-":
        assert (read.spans, len(read.unread)) == ((), 1)
    else:
        assert [span.due(TODAY) for span in read.spans] == [date.fromisoformat(day)]
        assert read.unread == ()


@pytest.mark.parametrize("written", ["5/6", "5/6.", "5/6,", "5.6."])
def test_a_full_stop_does_not_turn_day_and_month(written: str) -> None:
    for zone, day in (("America/New_York", date(2026, 5, 6)), ("Europe/Vienna", date(2026, 6, 5))):
        [span] = find_dates(f"I send the paper by {written}", TODAY, day_first=day_first_in(zone))
        assert span.due(TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Met Ana Ruiz two Fridays ago about storage.", date(2026, 4, 3)),
        ("Met Ana Ruiz from Northwind on 1 April.", date(2026, 4, 1)),
        ("Met Ana Ruiz from Northwind last Friday but one.", date(2026, 4, 3)),
    ],
)
def test_what_is_told_happened_on_its_day(text: str, day: date) -> None:
    assert find_dates(text, TODAY)[-1].told.last == day


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Met April Jones and June Park from Northwind yesterday.", ["yesterday"]),
        ("June called, she starts in June.", ["June"]),
        ("August Meyer called on 3 August.", ["3 August"]),
        ("Met June on Friday.", ["Friday"]),
        ("Budget is frozen until June. She told me in April.", ["June", "April"]),
        ("Met Tham Jun Hoe from Northwind yesterday.", ["yesterday"]),
        ("Will Mark be there in May?", ["May"]),
    ],
)
def test_a_person_called_like_a_month_is_no_date(text: str, dates: list[str]) -> None:
    assert [span.written for span in find_dates(text, TODAY)] == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2. Mira to share the architecture by Fri\n4. Ingrid wants a report", ["Fri"]),
        ("Lars: Friday\n12 May: call with Ana", ["Friday", "12 May"]),
        ("Call on Monday\n- Wednesday: dinner", ["Monday", "Wednesday"]),
        ("I send you the refs by the end\nof next week.", ["the end\nof next week"]),
    ],
)
def test_a_date_does_not_run_into_the_next_line_of_a_list(text: str, dates: list[str]) -> None:
    assert [span.written for span in find_dates(text, TODAY)] == dates
