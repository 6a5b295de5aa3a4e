"""Words for days as people write them, by the role that the day has in a template."""

from __future__ import annotations

import random

from tools.reader.lists import listed

_WEEKDAYS = listed("monday tuesday wednesday thursday friday", " ")
_SHORT_WEEKDAYS = listed("mon tue tues wed thu thurs fri", " ")
_WEEKEND = listed("saturday sunday", " ")
_MONTHS = listed("January February March April May June July August September October November December", " ")
_SHORT_MONTHS = listed("Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec", " ")
_PARTS = ("", "", "", " evening", " morning", " night")
_TOLD = listed(
    "yesterday|today|this morning|this afternoon|last night|just now|earlier today|this evening|earlier|"
    "the day before yesterday|2 days ago|last week|two weeks ago|yday|a few days ago|tonight|at lunch|"
    "over the weekend|on the weekend|at noon|an hour ago|yesterday evening|this week|ystrday|a week ago|"
    "the other day|this wk|10 days ago|a fortnight ago|yest|early this morning|mid last week|"
    "a couple of days ago|three days ago|the day|the day there",
    "|",
)
_DUE = listed(
    "tomorrow|by tomorrow|next week|by end of week|by eow|eow|eod|by EOD|by eom|end of month|"
    "by the end of the month|asap|this week|by next week|in two weeks|within a week|within two days|tmrw|"
    "tmr|tomorrow morning|in the next few days|this aft|by tonight|before the weekend|after the holidays|"
    "before Christmas|after Easter|by the end of next week|mid of next month|early next week|"
    "end of next week|by month end|in 10 days|by lunch|later today|today|in a fortnight|by Q2|"
    "before the board meeting|next month|by noon tomorrow|the week after next|first thing tomorrow|"
    "before he's back|once the budget is through|by end of Q1|over the weekend|before xmas|within 48 hours|"
    "this wk|next wk|by cob|cob friday|by the third friday of next month|by mid-June|end of this week|"
    "by the 15th of next month|in a month|within the month|a week from Friday|before month end|by year end|"
    "by the first week of March|before summer|by week 20|in three business days|the morn|w/c 15th|by weds|"
    "by thurs|w/c Monday|by this Sat|on or before Friday|latest by Tuesday|by month-end|by 16-Sep|14-Sep|"
    "by 9 Nov",
    "|",
)
_OTHER = listed(
    "next week|next month|next year|in Q1|in Q3|q2|in spring|this summer|in autumn|after the summer|"
    "in two weeks|in H2|tomorrow|tomorrow at 10|in the new year|after Easter|over Christmas|"
    "end of the year|at year end|in six months|in the fall|in 2027|from next year|in 3 weeks|"
    "the week after next|at the end of the quarter|in winter|tmrw 3pm|next season|some time next month|"
    "by 2029|until 2028|from 2027|in 2028|for 2030|Q3/27|til Q2|mid january|early next year|late spring|"
    "before xmas|next tues 7pm|april|march|may|June|October|the new year|in the second week of May|"
    "on the last Friday in June",
    "|",
)
_PAST = listed(
    "last year|last month|last week|in 2024|last quarter|in Q2|two years ago|last summer|years ago|"
    "before Christmas|last spring|3 months ago|in 2019|for weeks|last autumn|in the spring|back in 2021|"
    "a year ago|since the merger",
    "|",
)
_DUE_WEEKDAY = listed(
    "by |by |until |before |till |til |on |no later than ||by next |next |latest |this |by this |for |come |",
    "|",
)


def day_words(role: str, chance: random.Random) -> str:
    """Return words for a day: role n (of the note), u (due), o (another), p (another, past)."""
    return {"n": _told, "u": _due, "o": _other, "p": _past}[role](chance)


def _weekday(chance: random.Random) -> str:
    day = chance.choice(_WEEKDAYS + _WEEKDAYS + _SHORT_WEEKDAYS + _WEEKEND)
    return day.capitalize() if chance.random() < 0.7 else day


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _date(chance: random.Random) -> str:
    day, month, kind = chance.randint(1, 28), chance.randrange(12), chance.random()
    name = chance.choice((_MONTHS[month], _MONTHS[month][:3]))
    year = chance.choice(("2026", "2025", "2027"))
    forms = (
        (0.2, f"{day} {name}"),
        (0.35, f"{name} {day}"),
        (0.45, f"{_ordinal(day)} {chance.choice(('of ', ''))}{name}"),
        (0.5, f"{name} {_ordinal(day)}"),
        (0.62, f"{day}/{month + 1}"),
        (0.72, f"{day}.{month + 1}."),
        (0.8, f"{day:02d}.{month + 1:02d}.{chance.choice(('2026', '26', '2025'))}"),
        (0.86, f"{year}-{month + 1:02d}-{day:02d}"),
        (0.93, f"{day} {name} {year}"),
        (1.1, f"{_weekday(chance)}, {day} {name}"),
    )
    return next(words for below, words in forms if kind < below)


def _told(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.5:
        return chance.choice(_TOLD)
    if kind < 0.8:
        return (
            chance.choice(("on ", "on ", "last ", "last ", "", "this ", "Last "))
            + _weekday(chance)
            + _part(chance)
        )
    return chance.choice(("on ", "on ", "", "on the ")) + _date(chance)


def _due(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.32:
        ending = chance.choice(("", "", "", "", " morning", " noon", " eod", " latest", " 5pm", " cob"))
        return chance.choice(_DUE_WEEKDAY) + _weekday(chance) + ending
    if kind < 0.68:
        return chance.choice(_DUE)
    if kind < 0.88:
        return chance.choice(("by ", "by ", "on ", "until ", "by the ", "before ", "till ", "")) + _date(
            chance
        )
    return chance.choice(("by the ", "on the ", "until the ", "before the ", "the ")) + _ordinal(
        chance.randint(1, 30)
    )


def _other(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.3:
        lead = chance.choice(("in ", "in ", "until ", "from ", "by ", "end of ", "mid ", "early ", "in "))
        return (
            lead + chance.choice(_MONTHS + _SHORT_MONTHS) + chance.choice(("", "", "", " next year", " 2027"))
        )
    if kind < 0.55:
        return chance.choice(_OTHER)
    if kind < 0.8:
        at = chance.choice(("", "", " at 3", " 10:30", " 2pm", " evening"))
        return chance.choice(("next ", "on ", "", "next ", "from ", "until ")) + _weekday(chance) + at
    return chance.choice(("on ", "", "from ", "until ", "on ")) + _date(chance)


def _past(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.2:
        return chance.choice(("in ", "since ")) + chance.choice(_MONTHS)
    if kind < 0.3:
        return "on " + _date(chance)
    if kind < 0.4:
        return "last " + _weekday(chance)
    return chance.choice(_PAST)


def _part(chance: random.Random) -> str:
    return chance.choice(_PARTS)
