"""What the form of settings says, read as wishes and leave."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.core.commands import FormValues
from bot.core.form_values import choices_of, date_of, text_of
from bot.core.schedule.recurrence import Away
from bot.core.settings import Comes, Every, InForce, Wishes
from bot.core.turn import Turn
from bot.features.settings.cards import settings as texts
from bot.features.settings.checks import number_of, time_of


def country_of(written: str, old: InForce, turn: Turn[Any]) -> tuple[str, str]:
    """The code of a country that was named or coded, and what was not understood."""
    if not written:
        return "", ""
    wanted = written.casefold()
    for code, name in turn.calendars.countries().items():
        if wanted in (code.casefold(), name.casefold()):
            return code, ""
    return old.country, written


def wishes_of(values: FormValues, country: str, beneath: InForce, *, for_all: bool) -> Wishes:
    """What differs from what holds anyway, without what is turned off."""

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


def _every(values: FormValues) -> Every | None:
    chosen = text_of(values, "leaders_every")
    return Every(chosen) if chosen in set(Every) else None


def off_of(
    values: FormValues, shown: tuple[Comes, ...], old: InForce, beneath: InForce
) -> tuple[Comes, ...] | None:
    """What was not ticked; what the form did not show stays as it was."""
    chosen = choices_of(values, "comes")
    off = {each for each in Comes if (each not in chosen if each in shown else each in old.off)}
    return None if off == beneath.off else tuple(each for each in Comes if each in off)


def leave_of(values: FormValues, kept: tuple[Away, ...], today: date) -> tuple[Away, ...]:
    """The leave of the form in place of the one that was shown; later ones stay."""
    shown = texts.next_leave(kept, today)
    others = tuple(each for each in kept if each != shown and (each.last is None or each.last >= today))
    first, last = date_of(values, "leave_first"), date_of(values, "leave_last")
    return (*others, Away(first, last)) if first else others
