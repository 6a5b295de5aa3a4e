"""What a member may set, what an admin sets for everybody, and the settings that follow from both.

Where a field of `Wishes` is None, the workspace's default holds, else the built-in one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime, time
from enum import StrEnum
from typing import TypeVar

from bot.core.identity import MemberId, Space, WorkspaceId
from bot.core.schedule.recurrence import Away, WorkingHours

T = TypeVar("T")


class Routine(StrEnum):
    """What comes by itself and can be turned off.

    Nudges are turned off by their number, the share of future by its floor (B3, T6).
    """

    ROUNDS = "rounds"
    """Both kinds of rounds (T1, T4)."""
    ROLL_UPS = "roll-ups"
    """What sellers shared of their rounds (T5)."""
    REVIEWS = "reviews"
    """Goals at the end of their period, meetings with the partner, and what became of things (F3, F4, R2)."""
    MINDSET = "mindset"
    """The private question (S1)."""
    VISION = "vision"
    """The look at the picture of the future (P4)."""


class RoundInterval(StrEnum):
    """How often a leader's round comes (T4)."""

    MONTH = "month"
    QUARTER = "quarter"


class ModelRule(StrEnum):
    """Who of a workspace may have a language model asked, as an admin chose it (B7)."""

    OFFERED = "offered"
    """Everybody who did not choose rules only."""
    AGREED = "agreed"
    """Those who said yes to it themselves."""
    OFF = "off"
    """Nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a member or an admin wishes for; times are local to the member, weekdays count from Monday, 0."""

    begin: time | None = None
    end: time | None = None
    weekdays: tuple[int, ...] | None = None
    round_weekday: int | None = None
    round_at: time | None = None
    leaders_every: RoundInterval | None = None
    """How often the stratical round comes (T4)."""
    off: tuple[Routine, ...] | None = None
    """What does not come by itself."""
    nudges_a_day: int | None = None
    nudges_a_week: int | None = None
    country: str | None = None
    """The ISO code of the country whose public holidays are kept; empty for none."""
    lessons: bool | None = None
    floor_percent: int | None = None
    """The least share of touches that should serve the future, in percent (T6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSettings:
    """One member's own settings; `id` equals the member's."""

    id: MemberId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    wishes: Wishes = Wishes()
    leave: tuple[Away, ...] = ()
    paused: bool = False
    """Nothing comes by itself until the member resumes."""
    answers_at: time | None = None
    """The local time at which the member mostly answers, as it was learned; None where it is not known."""
    trusted: tuple[str, ...] = ()
    """Subcommands that a language model may have done without a click, where it read nothing before."""
    agreed_to_model: bool = False
    """Whether they said yes to the language model themselves, which a workspace may ask for."""
    told_model_rule: ModelRule = ModelRule.OFFERED
    """The workspace's rule about the language model of which they know."""


DEFAULTS_ID = "defaults"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceDefaults:
    """What an admin set for everybody who did not wish otherwise; its id is `DEFAULTS_ID`."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    wishes: Wishes = Wishes()
    model: ModelRule = ModelRule.OFFERED
    """Who may have a language model asked; no member's wish comes before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveSettings:
    """The settings that hold for one member."""

    hours: WorkingHours = field(default_factory=WorkingHours)
    round_weekday: int = 0
    round_at: time = time(9)
    leaders_every: RoundInterval = RoundInterval.MONTH
    off: frozenset[Routine] = frozenset()
    nudges_a_day: int = 2
    nudges_a_week: int = 6
    country: str = ""
    lessons: bool = True
    floor_percent: int = 10
    leave: tuple[Away, ...] = ()
    paused: bool = False
    best_at: time | None = None
    """When the member mostly answers, where that is known."""


def effective_settings(
    own: MemberSettings | None = None, defaults: WorkspaceDefaults | None = None
) -> EffectiveSettings:
    """Put the member's wishes before the workspace's, and those before the built-in settings."""
    builtin = EffectiveSettings()
    wishes = _merged(own.wishes if own else Wishes(), defaults.wishes if defaults else Wishes())
    return EffectiveSettings(
        hours=_hours(wishes, builtin.hours),
        round_weekday=_or(wishes.round_weekday, builtin.round_weekday),
        round_at=_or(wishes.round_at, _learned(own, wishes) or builtin.round_at),
        leaders_every=_or(wishes.leaders_every, builtin.leaders_every),
        off=frozenset(wishes.off or ()),
        nudges_a_day=_or(wishes.nudges_a_day, builtin.nudges_a_day),
        nudges_a_week=_or(wishes.nudges_a_week, builtin.nudges_a_week),
        country=_or(wishes.country, builtin.country),
        lessons=_or(wishes.lessons, builtin.lessons),
        floor_percent=_or(wishes.floor_percent, builtin.floor_percent),
        leave=own.leave if own else (),
        paused=own.paused if own else False,
        best_at=own.answers_at if own else None,
    )


def may_ask_model(rule: ModelRule, *, allowed: bool, agreed: bool) -> bool:
    """Tell whether a model may be asked for a member who `allowed` it, or even `agreed` to it themselves."""
    match rule:
        case ModelRule.OFFERED:
            return allowed
        case ModelRule.AGREED:
            return allowed and agreed
        case ModelRule.OFF:
            return False


def must_hear_of_model(rule: ModelRule, *, told: bool, told_rule: ModelRule) -> bool:
    """Tell whether a member is to hear what goes to a model, or of a rule about it that is new to them."""
    return told_rule is not rule if told else rule is not ModelRule.OFF


def without_wishes(own: MemberSettings) -> MemberSettings:
    """What holds of a member's settings where they wish nothing: what was learned, and their leave."""
    return replace(own, wishes=Wishes())


def _learned(own: MemberSettings | None, wishes: Wishes) -> time | None:
    """The hour at which the member mostly answers, where it lies in their day."""
    hours = _hours(wishes, WorkingHours())
    best = own.answers_at if own else None
    return best if best is not None and hours.begin <= best < hours.end else None


def _merged(first: Wishes, second: Wishes) -> Wishes:
    names = (each.name for each in fields(Wishes))
    return Wishes(**{name: _or(getattr(first, name), getattr(second, name)) for name in names})


def _hours(wishes: Wishes, builtin: WorkingHours) -> WorkingHours:
    begin, end = _or(wishes.begin, builtin.begin), _or(wishes.end, builtin.end)
    if begin >= end:  # own wish and workspace default may not fit each other
        begin, end = builtin.begin, builtin.end
    weekdays = frozenset(wishes.weekdays or ()) or builtin.weekdays
    return WorkingHours(begin, end, weekdays)


def _or(wished: T | None, otherwise: T) -> T:
    return otherwise if wished is None else wished
