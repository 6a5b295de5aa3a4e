"""Reads the form of settings as wishes, leave and a country."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.core.commands import FormValues
from bot.core.form_values import choices_of, date_of, text_of, time_of
from bot.core.schedule.recurrence import Away
from bot.core.settings import EffectiveSettings, RoundInterval, Routine, Wishes
from bot.core.turn import Turn
from bot.features.settings.cards.settings import next_leave
from bot.features.settings.checks import number_of


def country_of(written: str, old: EffectiveSettings, turn: Turn[Any]) -> tuple[str, str]:
    """The ISO code of a country given by name or code, and the words that name none."""
    if not written:
        return "", ""
    wanted = written.casefold()
    for code, name in turn.calendars.countries().items():
        if wanted in (code.casefold(), name.casefold()):
            return code, ""
    return old.country, written


def wishes_of(values: FormValues, country: str, beneath: EffectiveSettings, *, for_all: bool) -> Wishes:
    """The wishes that differ from the settings beneath; what is turned off is read by `off_of`."""

    def wish(value: Any, default: Any) -> Any:
        return None if value is None or value == default else value

    days = tuple(sorted(int(day) for day in choices_of(values, "weekdays")))
    begin, end = time_of(values, "begin"), time_of(values, "end")
    hours = beneath.hours
    same_hours = (begin, end) == (hours.begin, hours.end)
    return Wishes(
        begin=None if same_hours else begin,
        end=None if same_hours else end,
        weekdays=wish(days or None, tuple(sorted(hours.weekdays))),
        round_weekday=wish(number_of(values, "round_weekday"), beneath.round_weekday),
        round_at=wish(time_of(values, "round_at"), beneath.round_at),
        leaders_every=wish(_every(values), beneath.leaders_every),
        nudges_a_day=wish(number_of(values, "a_day"), beneath.nudges_a_day),
        nudges_a_week=wish(number_of(values, "a_week"), beneath.nudges_a_week),
        country=wish(country, beneath.country),
        lessons=wish(text_of(values, "lessons") != "off", beneath.lessons) if for_all else None,
        floor_percent=wish(number_of(values, "floor"), beneath.floor_percent),
    )


def _every(values: FormValues) -> RoundInterval | None:
    chosen = text_of(values, "leaders_every")
    return RoundInterval(chosen) if chosen in set(RoundInterval) else None


def off_of(
    values: FormValues, shown: tuple[Routine, ...], old: EffectiveSettings, beneath: EffectiveSettings
) -> tuple[Routine, ...] | None:
    """What is turned off: what was not ticked; what the form did not show stays as it was."""
    chosen = choices_of(values, "comes")
    off = {each for each in Routine if (each not in chosen if each in shown else each in old.off)}
    return None if off == beneath.off else tuple(each for each in Routine if each in off)


def leave_of(values: FormValues, kept: tuple[Away, ...], today: date) -> tuple[Away, ...]:
    """The member's leaves, with that of the form in place of the one that was shown."""
    shown = next_leave(kept, today)
    others = tuple(each for each in kept if each != shown and (each.last is None or each.last >= today))
    first, last = date_of(values, "leave_first"), date_of(values, "leave_last")
    return (*others, Away(first, last)) if first else others
