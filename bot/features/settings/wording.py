"""Reads wishes about hours, leave and what comes by itself out of plain words (B3, B4)."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.commands import Command
from bot.core.hours_form import WEEKDAYS
from bot.core.plain_words import PlainWords, number_in
from bot.core.settings import ModelRule, Routine
from bot.features.learning.commands import OfferLessons
from bot.features.settings.commands import (
    AdjustSettings,
    AllowModel,
    EditSettings,
    Resume,
    SetModelRule,
    ShowModelChoice,
    TellZone,
)
from bot.features.settings.contracts import away_in

_MODEL = r"(?:large |ai )?language models?"
_EVERYBODY = ("everybody", "everyone", "whole (?:workspace|company|team)", r"all (?:of )?us")
_WEEKDAYS = tuple(name.lower() for name in WEEKDAYS)
_AWAY = (
    r"(?:on|for) (?:\w+ )?(?:leave|holidays?|vacation)|leave|holidays?(?= (?:from|until|till|til|"
    r"to))|vacation|honeymoon|sabbatical|"
    r"out of (?:the )?office|ooo|sick|off|away|not (?:be )?working|shutdown|"
    r"won['\u2019]?t be working|i(?:['\u2019]?m| am) out|"
    r"travel(?:l?ing)?"
)
_BACK = (
    "cancel my (?:leave|holidays?|vacation)",
    r"end my (?:leave|holidays?)",
    "no longer (?:away|on leave)",
    "back (?:already|early|from leave)",
)
_ROUTINES = (
    (Routine.ROUNDS, r"rounds?|(?:weekly|future|monthly) questions?|looks? ahead"),
    (Routine.ROLL_UPS, r"roll-?ups?|(?:thursday )?digest|team report"),
    (Routine.REVIEWS, r"goals?(?: reminders?)?|review meetings?|reviews?|looks? back"),
    (Routine.MINDSET, r"mindset(?: questions?)?|quiet minutes|attitude|private questions?"),
    (Routine.VISION, r"vision|picture of (?:the )?future"),
)
_OFF = (
    r"turn(?:ed)? off",
    "switch off",
    "stop",
    r"no(?: more| longer)?(?! (?:more|later|less) than)",
    r"don['\u2019]?t",
    "without",
    "any ?more",
    "cancel",
    "drop",
    "disable",
)
_ON = ("turn on", "switch on", "back on", "again", "enable", "start")
_CLOCK = (
    r"(?P<{0}h>\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|"
    r"midday)(?:[:.h](?P<{0}m>\d\d))?\s*(?P<{0}p>[ap]\.?m\b\.?)?"
)
_FROM_TO = re.compile(
    _CLOCK.format("a") + r"\s*(?:-|\u2013|to|until|till|til|and|through)\s*" + _CLOCK.format("b"),
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:before|start(?:ing|s)? (?:work )?(?:at|from)|(?:at )?begin at|from)\s+" + _CLOCK.format("a"), re.I
)
_NOT_AFTER = re.compile(
    r"\b(?:after|finish(?:ing)? (?:work )?at|stop (?:work )?at|end(?:s|ing)? at)\s+" + _CLOCK.format("a"),
    re.I,
)
_AT = re.compile(r"\b(?:at|to|around)\s+" + _CLOCK.format("a") + r"(?!\s*(?:nudge|%|percent))", re.IGNORECASE)
_COUNTRY = re.compile(
    r"\b(?:country (?:is|to|=)|public holidays (?:of|in)|holidays (?:of|in)|i live in|"
    r"based in)\s+(?P<country>[^\W\d_][\w '-]*?)"
    r"(?=,|\.|$| please| now)",
    re.IGNORECASE,
)
_NOTHING_THEN = (
    r"(?:quiet|free|calm|nothing|not|do not disturb|(?:leave|let) me (?:alone|in peace)|"
    r"no (?:messages|nudges|pings|reminders|pinging)(?: from you)?|"
    r"don['\u2019]?t (?:write|ping|nudge|message|disturb|bother)(?: to)?(?: me)?)"
)
_PARTS = r"mornings?|afternoons?|evenings?|nights?"
_QUIET_PART = (
    r"^(?:(?:please|i (?:want|need|like)|keep|have|make|give me|my)\s+)*(?:"
    rf"{_NOTHING_THEN}(?:\s+(?:in|during|on|at))?(?:\s+(?:the|my))?\s+(?P<free>{_PARTS})|"
    rf"(?P<kept>{_PARTS})\s+(?:quiet|free|calm|off)|"
    rf"{_NOTHING_THEN}\s+(?:before|until|till)\s+(?P<late>noon|midday|lunch|the afternoon)|"
    r"(?:(?:write|ping|nudge|message)(?: to)?(?: me)? )?(?:only )?(?:in (?:the )?)?"
    r"(?P<only>mornings?|afternoons?)(?: only)"
    r")(?:[\s,]+(?:please|pls|thanks))*[\s.!]*$"
)
"""A part of the day without messages: "quiet mornings please", "nothing before noon"."""
_NOON_AT, _EVENING_AT = "12:00", "17:00"
_NOON = frozenset(("noon", "midday"))


def settings_from_words(words: PlainWords) -> Command:
    """The change that the words ask for; the form where they name none that can be read."""
    if words.has(_MODEL):
        return _model(words)
    if words.has(*_EVERYBODY):
        return EditSettings(for_all=True)
    if (quiet := quiet_part(words)) is not None:
        return quiet
    if words.has("lessons?") and words.has(*_OFF, *_ON):
        return OfferLessons(not words.has(*_OFF))
    if words.has("time ?zones?", r"(?:moved|move|relocated) to", "clock", r"use the (?:time|clock) there"):
        return TellZone()
    if words.has(*_BACK):
        return AdjustSettings(end_leave=True)
    if words.has(_AWAY) and not words.has("turn(?:ed)? off", "switch off"):
        return away_in(words) or EditSettings()
    for read in (_country, _number_of_nudges, _round, _routines, _hours):
        if (made := read(words)) is not None:
            return made
    return EditSettings()


def _model(words: PlainWords) -> Command:
    """What is wished of the language model: for oneself, or by an admin for everybody."""
    off, on = words.has(*_OFF, "off"), words.has(*_ON, "on")
    if words.has(*_EVERYBODY):
        if words.has("ask", "opt(?:-| )?in", "agree", "say yes"):
            return SetModelRule(ModelRule.AGREED.value)
        if off or on:
            return SetModelRule((ModelRule.OFF if off else ModelRule.OFFERED).value)
        return EditSettings(for_all=True)
    return AllowModel(not off) if off or on else ShowModelChoice()


def resume_from_words(words: PlainWords) -> Command:
    """Let things come again; "back from leave" ends the leave."""
    return AdjustSettings(end_leave=True) if words.has("leave", "holidays?", "vacation") else Resume()


def quiet_part(words: PlainWords) -> AdjustSettings | None:
    """A part of the day that stays free of messages, or the only one that does not: "quiet mornings"."""
    found = words.find(_QUIET_PART)
    if found is None or words.has(*(cue for _, cue in _ROUTINES)) or _AT.search(words.text):
        return None
    part = (found["free"] or found["kept"] or found["late"] or found["only"]).lower().rstrip("s")
    if found["only"]:
        return AdjustSettings(begin=_NOON_AT) if part == "afternoon" else AdjustSettings(end=_NOON_AT)
    if part in ("noon", "midday", "lunch"):
        return AdjustSettings(begin=_NOON_AT)
    ends = {"afternoon": _NOON_AT, "evening": _EVENING_AT, "night": _EVENING_AT}
    return AdjustSettings(end=ends[part]) if part in ends else AdjustSettings(begin=_NOON_AT)


def _country(words: PlainWords) -> AdjustSettings | None:
    found = _COUNTRY.search(words.text)
    return AdjustSettings(country=found["country"].strip()) if found else None


def _number_of_nudges(words: PlainWords) -> Command | None:
    """ "At most one nudge a day", "two nudges a week"; fewer without a number opens the form."""
    if not words.has("nudges?", "messages?", "reminders?"):
        return None
    found = words.find(
        r"(?P<n>\d+|no|one|two|three|four|five|six|seven|eight|nine|"
        r"ten)(?: more than (?P<m>\w+))?(?: single)? (?:nudges?|messages?|reminders?)?\s*(?:a|per|"
        r"each|every) (?P<span>day|week)"
    )
    if found is None:
        return None
    number = number_in(found["m"] or found["n"]) or 0
    return (
        AdjustSettings(nudges_a_day=number)
        if found["span"].lower() == "day"
        else AdjustSettings(nudges_a_week=number)
    )


def _round(words: PlainWords) -> AdjustSettings | None:
    """The day and time of the look ahead: "ask me the weekly questions on Tuesdays at 3pm"."""
    if not words.has(_ROUTINES[0][1]) or words.has(*_OFF):
        return None
    day = next((n for n, name in enumerate(_WEEKDAYS) if words.has(f"{name}s?")), None)
    at = _AT.search(words.text)
    when = (
        _time(at, "a", later=False)
        if at
        else {"morning": "09:00", "afternoon": "14:00"}.get(_part_of_day(words), "")
    )
    return AdjustSettings(round_weekday=day, round_at=when) if day is not None or when else None


def _part_of_day(words: PlainWords) -> str:
    return next((part for part in ("morning", "afternoon") if words.has(f"{part}s?")), "")


def _routines(words: PlainWords) -> AdjustSettings | None:
    """What is to be turned off or on, by its name."""
    named = tuple(routine.value for routine, cue in _ROUTINES if words.has(cue))
    if words.has("nudges?") and words.has(*_OFF) and not named:
        return AdjustSettings(nudges_a_day=0)
    if not named:
        return None
    if words.has("turn on", "switch on", "back on"):
        return AdjustSettings(on=named)
    return (
        AdjustSettings(off=named)
        if words.has(*_OFF)
        else AdjustSettings(on=named)
        if words.has(*_ON)
        else None
    )


def _hours(words: PlainWords) -> AdjustSettings | None:
    """Working hours and days: "8 to 4", "nothing before nine", "I don't work on Fridays"."""
    made = AdjustSettings(weekdays=_weekdays(words))
    if found := _FROM_TO.search(words.text):
        if words.has("lunch", "break"):
            return None
        begin = _time(found, "a", later=False)
        return replace(made, begin=begin, end=_time(found, "b", later=True, after=begin))
    if (found := _NOT_BEFORE.search(words.text)) and (begin := _time(found, "a", later=False)):
        made = replace(made, begin=begin)
    only_after = words.find(rf"\bonly (?:to )?(?:me )?(?:write |ping )?after\s+{_CLOCK.format('a')}")
    if only_after is not None:
        made = replace(made, begin=_time(only_after, "a", later=False))
    elif (found := _NOT_AFTER.search(words.text)) and (end := _time(found, "a", later=True)):
        made = replace(made, end=end)
    return made if made != AdjustSettings() else None


def _weekdays(words: PlainWords) -> tuple[int, ...]:
    """The days that are left where some are named as free; the days themselves where they are worked on."""
    named = {n for n, name in enumerate(_WEEKDAYS) if words.has(f"{name}s?")}
    if spread := words.find(
        r"\b(mon|tues?|wednes|thurs|fri|satur|sun)\w*\s*(?:-|to|through|\u2013)\s*(mon|tues?|wednes|thurs|fri|satur|sun)\w*"
    ):
        first, last = (
            next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(each.lower()[:3]))
            for each in spread.groups()
        )
        return tuple(range(first, last + 1)) if first <= last else ()
    if not named or not words.has("work(?:ing)?", "messages?", "nothing", "write", "free"):
        return ()
    if words.has(*_OFF, "nothing", "not", "free", "never"):
        return tuple(day for day in range(5) if day not in named)
    return tuple(sorted(named))


def _time(found: re.Match[str], group: str, *, later: bool, after: str = "") -> str:
    """A time of day as "HH:MM". Without am or pm, the end of a day is in the afternoon where it must be."""
    word = found[f"{group}h"].lower()
    hour = 12 if word in _NOON else (number_in(word) or 0)
    half = (found[f"{group}p"] or "").lower().replace(".", "")
    if half == "pm" or (not half and not word.startswith("0") and _is_afternoon(hour, later, after)):
        hour += 12 if hour < 12 else 0
    return f"{hour:02}:{found[f'{group}m'] or '00'}" if hour < 24 else ""


def _is_afternoon(hour: int, later: bool, after: str) -> bool:
    """Whether "4" means four in the afternoon: "8 to 4", "nothing after 6"."""
    if after:
        return int(after[:2]) <= 12 and hour <= int(after[:2])
    return hour < 9 if later else hour < 6
