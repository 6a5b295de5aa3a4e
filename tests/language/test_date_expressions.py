"""Expressions that name a day, each with the day it means on Wednesday, 15 April 2026 (B1)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.dates import read_dates

TODAY = date(2026, 4, 15)
MARKERS = ("", "by", "before", "in", "on", "between", "from", "over", "no later than", "after", "until")

DUE = """
2026-06-15 by mid-June
2026-05-06 between 4 and 6 May
2026-06-01 by the first Monday of June
2026-05-01 the week after next
2026-07-31 by the last day of July
2026-05-29 by the last Friday in May
2026-04-29 in two weeks' time
2026-04-20 by the coming Monday
2026-05-15 by the 15th next month
2026-05-31 before the end of May
2026-05-09 by May. 9, 2026
2026-04-24 by Friday week
2026-04-24 a week from Friday
2026-04-20 in three business days
2026-05-15 by the third Friday of next month
2026-05-15 by the fifteenth of next month
2026-04-10 by 10 April
2026-05-08 by May eighth
2026-04-29 two weeks from today
2026-04-17 by close of business on Friday
2026-04-30 by the end of the month
2026-07-01 by the beginning of next quarter
2026-04-17 by the end of the week
2026-04-29 within the next two weeks
2026-04-16 by EOD tomorrow
2026-04-15 by EOD
2026-04-17 COB Friday
2026-04-15 by close of business
2026-04-17 this wk
2026-04-17 by this wk
2026-04-21 nxt tues
2026-04-20 by Mon
2026-04-19 over the weekend
2026-04-19 by the weekend
2026-12-23 before the holidays
2026-04-17 within 48 hours
2026-04-17 in 48h
2026-05-15 in week 20
2026-05-15 by KW 20
2026-05-15 by week 20
2026-05-15 by mid-may
2026-03-31 the end of Q1
2026-06-30 by the end of Q2
2026-12-31 in H2
2026-04-21 early next week
2026-04-29 in a fortnight
2026-04-16 by thurs
2026-04-16 by tmrw
2026-04-16 tmr
2026-04-16 by 2moro
2026-04-24 Friday next week
2026-04-24 by Friday of next week
2026-04-21 next week Tuesday
2026-04-21 next week on Tuesday
2026-04-17 the day after tomorrow
2027-03-29 the Monday after Easter
2026-04-28 two days before the end of the month
2026-04-15 by the 15th of the month
2026-04-20 by the 20th of this month
2026-05-31 the 31st of next month
2026-05-29 the fifth Friday of May
2026-06-05 by 5/6
2026-06-05 by 5/6.
2026-06-05 by 5.6.
2026-06-05 by 5.6.2026
2026-05-04 by 2026/05/04
2026-05-04 by 04-05-2026
2026-04-17 Friday 17 April
2026-04-17 by Fri 17/4
2026-04-17 17 April (Friday)
2026-04-22 Monday to Wednesday
2026-05-02 28 April - 2 May
2026-05-02 from 28 April to 2 May
2026-05-06 4-6 May
2026-05-06 May 4-6
2026-05-06 May 4 to 6
2026-04-22 between Monday and Wednesday
2026-04-20 first thing Monday
2026-04-20 Monday morning
2026-04-16 tomorrow at 9
2026-04-17 Friday at 10:30
2026-04-17 by Friday 5pm
2026-04-17 by noon on Friday
2026-05-01 by the end of the week after next
2026-06-30 the month after next
2026-12-31 by the end of the year
2026-12-31 year-end
2026-04-30 by month end
2026-04-15 mid-week
2026-04-22 mid next week
2026-04-22 in the middle of next week
2026-04-24 late next week
2026-05-10 early May
2026-05-31 late May
2026-05-10 early next month
2026-05-31 end of next month
2026-05-06 in three weeks
2026-05-06 in 2-3 weeks
2026-05-06 in two or three weeks
2026-04-29 in a week or two
2026-10-15 in half a year
2026-04-22 a week today
2026-04-22 today week
2026-04-24 a week on Friday
2026-05-04 two weeks on Monday
2026-05-08 the week of 4 May
2026-05-08 w/c 4 May
2026-05-08 week commencing 4 May
2026-05-01 the 1st of May
2026-05-01 the first of May
2026-04-21 by the twenty-first
2026-04-15 by the fifteenth
2026-04-22 by the 22nd
2026-04-24 two Fridays from now
2026-05-04 in three Mondays
2026-04-20 by Monday at the latest
2026-05-08 no later than 8 May
2026-04-22 this time next week
2026-04-17 later this week
2026-04-15 later today
2026-05-31 sometime next month
2026-04-17 within the week
2026-04-30 within the month
2026-04-22 within a week
2027-03-28 by Easter
2026-09-07 by Labor Day
2027-03-31 in early 2027
2026-12-31 end of 2026
2026-06-30 by mid-2026
2026-09-30 in Q3 2026
2026-09-30 by 3Q26
2026-12-31 by Q4'26
2026-09-30 in the third quarter
2026-05-31 the second half of May
2026-06-15 the first half of June
2026-06-07 the first week of June
2026-05-31 the last week of May
2026-04-30 the last working day of the month
2026-05-01 by the first working day of May
2026-06-09 the second Tuesday in June
2026-04-24 the last Friday of the month
2026-05-31 by the last weekend in May
2027-03-12 by 12 March '27
2026-05-04 by 4th May
2026-05-04 May the 4th
2026-05-04 4-May-2026
2026-05-01 by 05/2026
2026-04-16 by tomorrow evening
2026-04-15 tonight
2027-03-30 by the day after Easter Monday
2027-04-11 two weeks after Easter
2026-12-15 10 days before Christmas
2026-12-18 the Friday before Christmas
2026-12-18 the week before Christmas
2027-04-02 the week after Easter
2027-12-31 by the end of next year
2026-04-24 next Friday
2026-04-17 this Friday
2026-04-20 the following Monday
2026-05-03 by the 3rd of next month
2026-05-15 next month on the 15th
2026-04-21 by Monday or Tuesday
2026-04-16 today or tomorrow
2026-05-01 Friday in two weeks
2026-05-06 in the coming weeks
2026-04-25 the next ten days
2026-04-25 in ten days
2026-05-06 in twenty-one days
2026-04-29 in a couple weeks
2026-04-17 by end of business Friday
2026-04-16 by end of day Thursday
2026-04-30 before May
2026-04-19 before next week
2027-01-01 in the new year
2026-04-30 by eom
2026-04-17 by eow
2026-04-27 five business days from Monday
2026-05-07 three weeks from tomorrow
"""
IN_A_SENTENCE = """
2026-04-20 | call back Mon | Mon
2026-04-22 | its coming 22nd | 22nd
2026-04-17 | before lunch on Friday | lunch on Friday
2026-04-17 | send it before 5pm on Friday | 5pm on Friday
2026-05-31 | in May 42 people came | May
2026-06-30 | in June 30 people came | June
2026-05-15 | Quick one: refs by the third Friday of next month, then a call. | the third Friday of next month
2026-12-04 | Contract signed, they pay by 4 December per their CFO | 4 December
2026-04-24 | She sends it Friday week and calls. | Friday week
2026-04-17 | Ana wants it Fri latest, Tom is away. | Fri latest
"""
NO_SUCH_DAY = """
by 31 April
by July 42nd
by 42nd July
the 31st of this month
by the fifth Friday of June
by 30 Feb
by 30 February 2026
by 32.1.
by 32.1.2027
by 2026-02-30
by 31/4
by 31/4/2026
Friday, 18 April
17 April (Thursday)
by week 60
before Ramadan
after the summer break
before Chinese New Year
by the 42nd
"""
NO_DATE = """
the day after the board meeting
24/7
every Monday
on the second floor
the second meeting
1/2 of the team
5.6 percent
we may first ask
3 may join
grew by 5.6. Then
"""


def rows(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("row", rows(DUE))
def test_an_expression_means_one_day(row: str) -> None:
    day, text = row.split(" ", 1)
    read = read_dates(text, TODAY)
    assert [span.due(TODAY) for span in read.spans] == [date.fromisoformat(day)]
    assert read.unread == ()


@pytest.mark.parametrize("row", rows(DUE))
def test_the_words_of_a_date_are_taken_whole(row: str) -> None:
    promise = f"I promised Ana Ruiz the paper {row.split(' ', 1)[1].removesuffix('.')}."
    [span] = read_dates(promise, TODAY).spans
    assert promise[: span.start].removeprefix("I promised Ana Ruiz the paper ").strip() in MARKERS
    assert promise[span.end :] in (".", "")


@pytest.mark.parametrize("row", rows(IN_A_SENTENCE))
def test_a_date_is_found_among_other_words(row: str) -> None:
    day, text, written = row.split(" | ")
    [span] = read_dates(text, TODAY).spans
    assert (span.written, span.due(TODAY)) == (written, date.fromisoformat(day))


@pytest.mark.parametrize("text", rows(NO_SUCH_DAY))
def test_words_that_name_no_day_are_told_and_never_moved_to_another(text: str) -> None:
    read = read_dates(text, TODAY)
    assert read.spans == ()
    [unread] = read.unread
    assert text[unread.start : unread.end] == unread.written
    assert text.removesuffix(unread.written).strip() in MARKERS


@pytest.mark.parametrize("text", rows(NO_DATE))
def test_what_only_looks_like_a_date_is_neither(text: str) -> None:
    read = read_dates(text, TODAY)
    assert (read.spans, read.unread) == ((), ())
