"""Why something comes by itself, when it comes, and how to turn it off (B3, T1 to T6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Facts
from bot.core.commands import Command, ExplainAnswer
from bot.core.hours_form import WEEKDAYS, clock
from bot.core.rich import Code, rich
from bot.core.schedule import times
from bot.core.schedule.commands import WhyAsked
from bot.core.schedule.recurrence import Daily, Monthly, Quarterly, Recurrence, Weekly
from bot.core.settings import Routine
from bot.features.settings.commands import AdjustSettings, EditSettings
from bot.features.share_of_future.commands import SetFloor


@dataclass(frozen=True, slots=True)
class Reason:
    """What one kind is called, why it comes, and what turns it off."""

    name: str
    why: str
    off: Command | None = None


def _without(routine: Routine) -> Command:
    return AdjustSettings(off=(routine.value,))


_NO_NUDGES = AdjustSettings(nudges_a_day=0)

REASONS: Mapping[str, Reason] = {
    times.ROUND: Reason(
        "Look ahead",
        "A few minutes about the next two or three years, so that you can bring something up before"
        " anybody asks for it. I choose accounts with strategic contacts, your vision or open "
        "questions first, and begin with what nobody has answered yet.",
        _without(Routine.ROUNDS),
    ),
    times.STRATICAL_ROUND: Reason(
        "Look ahead for your organization",
        "You lead people, so I ask what your own organization will need in the years ahead, a "
        "question at a time.",
        _without(Routine.ROUNDS),
    ),
    times.ROUND_LATER: Reason(
        "Look ahead, put off", "You put this look ahead off, and I said that I would bring it back."
    ),
    times.ROLL_UP: Reason(
        "What your sellers see",
        "People who report to you shared something with you. I show what is new since the last "
        "time, and stay quiet when nothing is.",
        _without(Routine.ROLL_UPS),
    ),
    times.SHARE: Reason(
        "Share of future",
        "You set a least share of your time that shall serve the future, and this week stayed below it.",
        SetFloor(0),
    ),
    times.GOALS: Reason(
        "Goals",
        "A goal of yours came to the end of its time, or something on a plan has passed its day.",
        _without(Routine.REVIEWS),
    ),
    times.MEETING: Reason(
        "Review meeting",
        "You set out to do something with somebody, and half an hour together shows how it stands. Where"
        " somebody does not answer or keep their word, I ask once a quarter whether it still fits.",
        _without(Routine.REVIEWS),
    ),
    times.LOOK_BACK: Reason(
        "Look back",
        "The time of something you expected has passed, or an action that you tested is weeks old. I "
        "ask once what became of it, so that you see how your expectations turn out.",
        _without(Routine.REVIEWS),
    ),
    times.MINDSET: Reason(
        "Quiet minutes",
        "You chose people to invest in, and how you meet them matters as much as what you do for "
        "them. The answer is yours alone.",
        _without(Routine.MINDSET),
    ),
    times.VISION: Reason(
        "Picture of the future",
        "Twice a year I ask what your relationships shall have made possible: it decides whom I bring up.",
        _without(Routine.VISION),
    ),
    times.NUDGES: Reason(
        "Nudges",
        "A promise is due, or somebody you chose has been quiet for longer than the rhythm you gave"
        " them. What matters most comes first, and after three times without an answer I stop.",
        _NO_NUDGES,
    ),
    times.NUDGE_DIGEST: Reason(
        "Digest",
        "These were due as well, and would have been more nudges than you want in a day; so they "
        "come together.",
        _NO_NUDGES,
    ),
    times.IMPORTANT_DATE: Reason(
        "Important days", "A day that you told me of, such as a renewal, comes near."
    ),
    times.REMINDER: Reason("Reminder", "You asked me to remind you of this, at this time."),
    times.CALENDAR_BRIEF: Reason(
        "Brief before a meeting",
        "You connected a calendar, and somebody you know is in this meeting. I bring one brief for each.",
    ),
    times.CALENDAR_WEEK: Reason(
        "Your calendar's week",
        "You connected a calendar: once a week I show which meetings became touches, and ask about people "
        "whom you met and I don't know.",
    ),
    times.DORMANT: Reason(
        "Somebody who was close once",
        "Once a month I bring up one person who has been quiet, by what is new there and the trust "
        "you built.",
        _NO_NUDGES,
    ),
}
"""Why each scheduled kind comes."""


def why_card(kind: str, recurrence: Recurrence | None) -> Card:
    """Say why this kind comes, when, and how to change that or turn it off."""
    reason = REASONS[kind]
    when = f"It looks {say_recurrence(recurrence, kind)}, and says nothing when there is nothing new."
    off = (Button(label="Turn this off", command=reason.off),) if reason.off and recurrence else ()
    return Card(
        text=(reason.why,),
        context=(when if recurrence else "It comes once",),
        buttons=(
            Button(label="Change when", command=EditSettings(), opens_form=True),
            *off,
            Button(label="All that comes by itself", command=WhyAsked()),
        ),
    )


def all_card(kinds: Sequence[tuple[str, Recurrence]]) -> Card:
    """List what can come to the member by itself, and when each looks whether there is something to say."""
    pairs = tuple((REASONS[kind].name, (say_recurrence(when, kind),)) for kind, when in kinds)
    return Card(
        header="What comes by itself",
        text=("Each of these looks at its time whether there is something new, and is silent if not.",)
        if pairs
        else ("Nothing comes by itself: all of it is turned off.",),
        parts=(Facts(pairs=pairs),) if pairs else (),
        context=rich("Every message of the weeks ahead: ", Code("/tactegic rehearse 12")),
        buttons=(
            Button(label="Settings", command=EditSettings(), opens_form=True),
            Button(label="Why my last answer?", command=ExplainAnswer()),
        ),
    )


def say_recurrence(recurrence: Recurrence | None, kind: str) -> str:
    """When something comes, such as "on Mondays at 09:00"."""
    match recurrence:
        case None:
            return "once"
        case Daily(at):
            return f"on working days at {clock(at)}"
        case Weekly(weekday, at):
            return f"on {WEEKDAYS[weekday]}s at {clock(at)}"
        case Monthly(weekday, at):
            return f"on the first {WEEKDAYS[weekday]} of each month at {clock(at)}"
        case Quarterly(weekday, at):
            each = "half-year" if kind == times.VISION else "quarter"
            return f"on the first {WEEKDAYS[weekday]} of each {each} at {clock(at)}"
