"""The part of the Home tab on settings (B3, B5)."""

from __future__ import annotations

from datetime import date

from bot.core.cards import Button, Part, Row
from bot.core.hours_form import clock
from bot.core.members import Member
from bot.core.rich import Bold, Day, Rich, rich
from bot.core.settings import EffectiveSettings
from bot.core.words import plural
from bot.features.settings.cards.settings import next_leave
from bot.features.settings.commands import EditSettings, Resume

_MODEL = "Language model"


def settings_line(settings: EffectiveSettings, member: Member, today: date, model: str = "") -> list[Part]:
    """When the member is written to by itself, how often, and what is to be said of the language model."""
    said = f"\n{_MODEL}: {model}" if model else ""
    if settings.paused:
        resume = Button(label="Resume", command=Resume())
        return [Row(text=rich(Bold("Settings"), "\nPaused: nothing comes by itself.", said), button=resume)]
    zone = member.zone.rpartition("/")[2].replace("_", " ")
    hours = f"{clock(settings.hours.begin)} and {clock(settings.hours.end)}, {zone} time"
    a_day = plural(settings.nudges_a_day, "nudge")
    role = f"{'an' if member.role.value[0] in 'aeiou' else 'a'} {member.role.value}"
    words = f"\nYou are {role}. I write between {hours}, with at most {a_day} a day."
    edit = Button(label="Change", command=EditSettings(), opens_form=True)
    return [Row(text=rich(Bold("Settings"), words, *_leave(settings, today), said), button=edit)]


def _leave(settings: EffectiveSettings, today: date) -> Rich:
    leave = next_leave(settings.leave, today)
    return rich(" Your next leave begins ", Day(leave.first), ".") if leave else ()
