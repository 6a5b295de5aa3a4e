"""Cards about settings: what was changed, and a pause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Form, Passage, Style
from bot.core.common_cards import undo_button
from bot.core.hours_form import WEEKDAYS, between_words, clock, days_words
from bot.core.rich import Bold, Day, Rich, rich
from bot.core.schedule.recurrence import Away
from bot.core.settings import EffectiveSettings, Routine
from bot.core.words import join_words, plural
from bot.features.settings.commands import EditSettings, Pause, Resume

MOST_NUDGES = "A number from 0 to 20."
LEAVE_ORDER = "The last day comes before the first."
LEAVE_BEGIN = "From when? The first day is missing."
PERCENT = "A number from 0 to 100."
ROUND_WORKING_DAY = "Choose one of your working days."


def next_leave(leaves: Sequence[Away], today: date) -> Away | None:
    """The leave that is going on or comes next; None where there is none."""
    ahead = [each for each in leaves if each.last is None or each.last >= today]
    return min(ahead, key=lambda each: each.first, default=None)


def open_form_card() -> Card:
    """Offer the form of settings, where none could be opened at once."""
    return Card(
        text=("Settings open in a form.",),
        buttons=(Button(label="Settings", command=EditSettings(), opens_form=True),),
    )


def only_admins_card() -> Card:
    """Say that only admins change everybody's defaults."""
    return Card(
        text=("Only an admin of this workspace can change what holds for everybody.",),
        buttons=(Button(label="My own settings", command=EditSettings(), opens_form=True),),
    )


def refusal_form(refusal: Card) -> Form:
    """Say in a form why everybody's defaults are not changed."""
    return Form(title="Everybody's defaults", parts=(Passage(text=refusal.text),))


def saved_card(
    settings: EffectiveSettings,
    change: str,
    *,
    today: date,
    for_all: bool,
    leads: bool,
    country: str = "",
    unknown_country: str = "",
    model: str = "",
) -> Card:
    """Say which settings hold from now on."""
    first = "Saved for everybody who set nothing else." if for_all else "Saved."
    holidays = f"Public holidays of {country} stay quiet." if country else ""
    about = [
        _hours(settings),
        holidays,
        _round(settings, leads=leads),
        _nudges(settings),
        _off(settings),
        model,
    ]
    leave = None if for_all else next_leave(settings.leave, today)
    lines: Rich = rich("\n".join(line for line in about if line))
    if leave is not None:
        until: Rich = (" until ", Day(leave.last)) if leave.last else (" until you say",)
        lines = rich(*lines, "\nAway from ", Day(leave.first), *until, "; nothing comes then.")
    trouble = (
        f"I don't know a country called “{unknown_country}”, so holidays stay as they were."
        if unknown_country
        else ""
    )
    return Card(
        text=(first,),
        parts=(Passage(text=lines),),
        context=rich(trouble),
        buttons=(undo_button(change),),
    )


def not_possible_card() -> Card:
    """Say that settings would contradict one another, and offer the form."""
    return Card(
        text=("That doesn't fit together, so nothing was changed. In the form you see all of it at once.",),
        buttons=(Button(label="Settings", command=EditSettings(), opens_form=True),),
    )


def already_so_card() -> Card:
    """Say that a setting is as it was asked for already."""
    return Card(
        text=("It is like that already, so nothing was changed.",),
        buttons=(Button(label="Settings", command=EditSettings(), opens_form=True),),
    )


def unknown_country_card(written: str) -> Card:
    """Say that a country is not known by this name."""
    return Card(
        text=(f"I don't know a country called “{written}”, so holidays stay as they were.",),
        buttons=(Button(label="Settings", command=EditSettings(), opens_form=True),),
    )


def zone_card(zone: str) -> Card:
    """Say which time zone holds, and that it follows the Slack profile."""
    return Card(
        text=rich(
            "I go by the time zone of your Slack profile, which says ", Bold(zone.replace("_", " ")), "."
        ),
        context=(
            "Change it in Slack under Preferences, Language & region; I follow within a day. "
            "The country for public holidays is in the settings.",
        ),
        buttons=(Button(label="Settings", command=EditSettings(), opens_form=True),),
    )


def _hours(settings: EffectiveSettings) -> str:
    return f"I write {between_words(settings.hours)}, {days_words(settings.hours)}."


def _round(settings: EffectiveSettings, *, leads: bool) -> str:
    if Routine.ROUNDS in settings.off:
        return ""
    day, at = WEEKDAYS[settings.round_weekday], clock(settings.round_at)
    if not leads:
        return f"Your look ahead comes on {day} at {at}."
    return f"Your look ahead comes on the first {day} of each {settings.leaders_every.value} at {at}."


_NAMES = {
    Routine.ROUNDS: "looks ahead",
    Routine.ROLL_UPS: "what your sellers see coming",
    Routine.REVIEWS: "goals, review meetings and looks back",
    Routine.MINDSET: "the quiet minutes",
    Routine.VISION: "your picture of the future",
}


def _off(settings: EffectiveSettings) -> str:
    names = [name for part, name in _NAMES.items() if part in settings.off]
    return f"Only when you ask: {join_words(names)}." if names else ""


def _nudges(settings: EffectiveSettings) -> str:
    if not settings.nudges_a_day or not settings.nudges_a_week:
        return "No nudges."
    return f"At most {plural(settings.nudges_a_day, 'nudge')} a day and {settings.nudges_a_week} a week."


def paused_card(change: str) -> Card:
    """Say that nothing comes by itself any more."""
    return Card(
        text=("Paused: no rounds, nudges or digests until you resume. I still answer.",),
        buttons=(
            Button(label="Resume", command=Resume(), style=Style.PRIMARY),
            undo_button(change),
        ),
    )


def already_paused_card() -> Card:
    """Say that everything is paused already."""
    return Card(text=("Everything is paused already.",), buttons=(Button(label="Resume", command=Resume()),))


def resumed_card(change: str) -> Card:
    """Say that things come by themselves again."""
    return Card(
        text=("Resumed: rounds and nudges come again, each at its next time. Nothing was saved up.",),
        buttons=(undo_button(change),),
    )


def not_paused_card() -> Card:
    """Say that nothing is paused."""
    return Card(text=("Nothing is paused.",), buttons=(Button(label="Pause everything", command=Pause()),))
