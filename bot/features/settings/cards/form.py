"""The form of settings, for the member or for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Field, FieldKind, Form, Option, Passage
from bot.core.hours_form import clock, hours_fields, weekday_options
from bot.core.members import Member, Role
from bot.core.rhythms import TagRhythm
from bot.core.rich import Bold, Code, Rich, rich
from bot.core.settings import EffectiveSettings, RoundInterval, Routine
from bot.core.words import every, join_words, shorten
from bot.features.settings.cards.model import OFF, ON, ModelView, model_passages, rule_options
from bot.features.settings.cards.settings import next_leave
from bot.features.settings.commands import Pause, Resume, SaveSettings

_COMES = {
    Routine.ROUNDS: "Your look ahead: questions about the next years",
    Routine.ROLL_UPS: "What your sellers see coming, each week",
    Routine.REVIEWS: "Goals, review meetings and looks back, when it is time for them",
    Routine.MINDSET: "Two quiet minutes for yourself, each week",
    Routine.VISION: "Your picture of the future, twice a year",
}
_WEEKLY = "Questions about your accounts' next years, once a week."
_MONTHLY = "Questions about your organization's next years, on the first such day."
_EVERY = {RoundInterval.MONTH: "Every month", RoundInterval.QUARTER: "Every quarter"}


def offered_settings(role: Role, *, for_all: bool) -> tuple[Routine, ...]:
    """What can be turned on and off, without roll-ups for who gets none."""
    leads = for_all or role in (Role.MANAGER, Role.LEADER)
    return tuple(each for each in Routine if leads or each is not Routine.ROLL_UPS)


def settings_form(
    member: Member,
    settings: EffectiveSettings,
    *,
    country: str,
    model: ModelView,
    today: date,
    for_all: bool,
    tag_rhythms: Sequence[TagRhythm] = (),
    trusted: Sequence[str] = (),
) -> Form:
    """Show everything that can be set, filled with what holds now."""
    intro: Rich = (
        ("These hold for everybody who did not set something else.",)
        if for_all
        else rich("Times are yours: ", Bold(member.zone), ", as Slack has it.")
    )
    own = () if for_all else _own_fields(settings, model, today)
    return Form(
        title="Everybody's defaults" if for_all else "Settings",
        submit=SaveSettings(for_all=for_all),
        parts=(
            Passage(text=intro),
            *_by_tag(() if for_all else tag_rhythms),
            *model_passages(model, for_all=for_all),
        ),
        fields=(
            *_time_fields(member, settings, for_all=for_all),
            _comes_field(member, settings, for_all=for_all),
            *_much_fields(settings, country),
            *own,
            *(_model_rule_field(model) if for_all else ()),
            *_trusted_field(() if for_all else trusted),
        ),
        buttons=() if for_all else (_pause(settings),),
    )


def _trusted_field(trusted: Sequence[str]) -> tuple[Field, ...]:
    """What the member lets a language model have done without a click; what is not ticked is asked again."""
    if not trusted:
        return ()
    return (
        Field(
            name="trusted",
            label="Done without asking, where the model read nothing",
            kind=FieldKind.CHECKS,
            options=tuple(Option(name, name) for name in trusted),
            values=tuple(trusted),
            optional=True,
        ),
    )


_MOST_TAGS = 8


def _by_tag(rhythms: Sequence[TagRhythm]) -> tuple[Passage, ...]:
    """The rhythms that the member set for tags, which are changed with the tags."""
    if not rhythms:
        return ()
    shortest = sorted(rhythms, key=lambda each: (each.days, each.tag))
    said = [f"{shorten(each.tag, 40)} {every(each.days)}" for each in shortest[:_MOST_TAGS]]
    more = len(rhythms) - len(said)
    words = join_words([*said, *([f"{more} more"] if more else [])])
    return (Passage(text=rich(f"Rhythms by tag: {words}. Change them with ", Code("/tactegic tags"), ".")),)


def _pause(settings: EffectiveSettings) -> Button:
    if settings.paused:
        return Button(label="Resume", command=Resume())
    return Button(label="Pause everything", command=Pause())


def _time_fields(member: Member, settings: EffectiveSettings, *, for_all: bool) -> tuple[Field, ...]:
    interval = Field(
        name="leaders_every",
        label="Leaders look ahead" if for_all else "It comes",
        kind=FieldKind.RADIO,
        options=tuple(Option(each.value, label) for each, label in _EVERY.items()),
        value=settings.leaders_every.value,
    )
    return (
        *hours_fields(settings.hours),
        Field(
            name="round_weekday",
            label="Day of the look ahead",
            kind=FieldKind.SELECT,
            options=weekday_options(),
            value=str(settings.round_weekday),
            hint=_WEEKLY if for_all or member.role is not Role.LEADER else _MONTHLY,
        ),
        Field(
            name="round_at",
            label="Time of the look ahead",
            kind=FieldKind.TIME,
            value=clock(settings.round_at),
        ),
        *((interval,) if for_all or member.role is Role.LEADER else ()),
    )


def _comes_field(member: Member, settings: EffectiveSettings, *, for_all: bool) -> Field:
    there = offered_settings(member.role, for_all=for_all)
    return Field(
        name="comes",
        label="What comes by itself",
        kind=FieldKind.CHECKS,
        options=tuple(Option(each.value, _COMES[each]) for each in there),
        values=tuple(each.value for each in there if each not in settings.off),
        optional=True,
    )


def _much_fields(settings: EffectiveSettings, country: str) -> tuple[Field, ...]:
    return (
        Field(
            name="a_day",
            label="Nudges a day, at most",
            kind=FieldKind.NUMBER,
            value=str(settings.nudges_a_day),
            hint="People and promises that it is time for; 0 for none. The rest comes in one digest a week.",
        ),
        Field(
            name="a_week",
            label="Nudges a week, at most",
            kind=FieldKind.NUMBER,
            value=str(settings.nudges_a_week),
        ),
        Field(
            name="country",
            label="Country",
            value=country,
            placeholder="e.g. Spain",
            hint="Its public holidays stay quiet.",
            optional=True,
        ),
        Field(
            name="lessons",
            label="Short lessons",
            kind=FieldKind.RADIO,
            options=(Option(ON, "When they help"), Option(OFF, "None")),
            value=ON if settings.lessons else OFF,
        ),
        Field(
            name="floor",
            label="Share of your touches that is to serve the future, in percent",
            kind=FieldKind.NUMBER,
            value=str(settings.floor_percent),
            hint="I mention a week that stays below. 0 turns that off.",
        ),
    )


def _model_rule_field(model: ModelView) -> tuple[Field, ...]:
    """For whom of the workspace the language model is asked; nothing where there is none."""
    if not model.provider:
        return ()
    return (
        Field(
            name="model_rule",
            label="Language model",
            kind=FieldKind.RADIO,
            options=rule_options(),
            value=model.rule.value,
            hint="It holds at once. What each member chose stays kept.",
        ),
    )


def _own_fields(settings: EffectiveSettings, model: ModelView, today: date) -> tuple[Field, ...]:
    leave = next_leave(settings.leave, today)
    choice = Field(
        name="model",
        label="Language model",
        kind=FieldKind.RADIO,
        options=(Option(ON, "May read what I write to you"), Option(OFF, "Rules only")),
        value=ON if model.is_wished else OFF,
    )
    return (
        Field(
            name="leave_first",
            label="Away from",
            kind=FieldKind.DATE,
            value=leave.first.isoformat() if leave else "",
            hint="Nothing comes while you are away.",
            optional=True,
        ),
        Field(
            name="leave_last",
            label="Away until, that day included",
            kind=FieldKind.DATE,
            value=leave.last.isoformat() if leave and leave.last else "",
            optional=True,
        ),
        *((choice,) if model.provider else ()),
    )
