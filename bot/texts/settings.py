"""Settings in words: the form, and what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from bot.domain.members import Member
from bot.domain.schedule import Away
from bot.domain.settings import InForce
from bot.messages.cards import Button, Card, Field, FieldKind, Form, Option, Passage, Style
from bot.messages.commands import Undo
from bot.messages.rich import Bold, Code, Day, Rich, rich
from bot.messages.settings import AllowModel, EditSettings, Pause, Resume, SaveSettings
from bot.texts.words import listed, plural

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ON, _OFF = "on", "off"

END_AFTER_BEGIN = "Your day has to end after it begins."
A_WEEKDAY = "Choose at least one day."
MOST_NUDGES = "A number from 0 to 20."
WEEK_BELOW_DAY = "A week cannot have fewer than a day."
LEAVE_ORDER = "The last day comes before the first."
LEAVE_BEGIN = "From when? The first day is missing."
PERCENT = "A number from 0 to 100."
ROUND_WORKING_DAY = "Choose one of your working days."


def settings_form(
    member: Member, settings: InForce, *, country: str, has_model: bool, today: date, for_all: bool
) -> Form:
    """Everything that can be set; prefilled with what holds now."""
    intro: Rich = (
        ("These hold for everybody who did not set something else.",)
        if for_all
        else rich("Times are yours: ", Bold(member.zone), ", as Slack has it.")
    )
    own = () if for_all else _own_fields(member, settings, has_model, today)
    return Form(
        title="Everybody's defaults" if for_all else "Settings",
        submit=SaveSettings(for_all=for_all),
        parts=(Passage(text=intro),),
        fields=(*_time_fields(settings), *_much_fields(settings, country), *own),
    )


def _time_fields(settings: InForce) -> tuple[Field, ...]:
    days = tuple(Option(str(number), name) for number, name in enumerate(WEEKDAYS))
    hours = settings.hours
    return (
        Field(name="begin", label="I may write from", kind=FieldKind.TIME, value=_clock(hours.begin)),
        Field(name="end", label="until", kind=FieldKind.TIME, value=_clock(hours.end)),
        Field(
            name="weekdays",
            label="on",
            kind=FieldKind.CHECKS,
            options=days,
            values=tuple(map(str, sorted(hours.weekdays))),
        ),
        Field(
            name="round_weekday",
            label="The round of questions comes on",
            kind=FieldKind.SELECT,
            options=days,
            value=str(settings.round_weekday),
        ),
        Field(name="round_at", label="at", kind=FieldKind.TIME, value=_clock(settings.round_at)),
    )


def _much_fields(settings: InForce, country: str) -> tuple[Field, ...]:
    return (
        Field(
            name="a_day",
            label="Nudges a day, at most",
            kind=FieldKind.NUMBER,
            value=str(settings.nudges_a_day),
            hint="0 turns them off. What is more comes in one digest a week.",
        ),
        Field(
            name="a_week",
            label="Nudges a week, at most",
            kind=FieldKind.NUMBER,
            value=str(settings.nudges_a_week),
        ),
        Field(
            name="country",
            label="Country, for its public holidays",
            value=country,
            placeholder="e.g. Spain",
            optional=True,
        ),
        Field(
            name="lessons",
            label="Short lessons",
            kind=FieldKind.RADIO,
            options=(Option(_ON, "When they help"), Option(_OFF, "None")),
            value=_ON if settings.lessons else _OFF,
        ),
        Field(
            name="floor",
            label="Share of touches that should serve the future, in percent",
            kind=FieldKind.NUMBER,
            value=str(settings.floor_percent),
        ),
    )


def _own_fields(member: Member, settings: InForce, has_model: bool, today: date) -> tuple[Field, ...]:
    leave = next_leave(settings.leave, today)
    model = Field(
        name="model",
        label="Language model",
        kind=FieldKind.RADIO,
        options=(Option(_ON, "May read what I write to you"), Option(_OFF, "Rules only")),
        value=_ON if member.model_allowed else _OFF,
    )
    return (
        Field(
            name="leave_first",
            label="Away from",
            kind=FieldKind.DATE,
            value=leave.first.isoformat() if leave else "",
            optional=True,
        ),
        Field(
            name="leave_last",
            label="Away until, that day included",
            kind=FieldKind.DATE,
            value=leave.last.isoformat() if leave and leave.last else "",
            optional=True,
        ),
        *((model,) if has_model else ()),
    )


def next_leave(leaves: Sequence[Away], today: date) -> Away | None:
    """The leave that goes on or comes next."""
    ahead = [each for each in leaves if each.last is None or each.last >= today]
    return min(ahead, key=lambda each: each.first, default=None)


def _clock(at: time) -> str:
    return at.strftime("%H:%M")


def only_on_form() -> Card:
    """The settings need a form, and none could be opened."""
    return Card(
        text=("Settings open in a form.",),
        buttons=(Button(label="Settings", command=EditSettings(), opens_form=True),),
    )


def only_admins() -> Card:
    """Somebody who is no admin asked for everybody's defaults."""
    return Card(
        text=("Only an admin of this workspace can change what holds for everybody.",),
        buttons=(Button(label="My own settings", command=EditSettings(), opens_form=True),),
    )


def only_admins_form() -> Form:
    """The same, in a form that opened already."""
    return Form(
        title="Everybody's defaults",
        parts=(Passage(text=("Only an admin of this workspace can change what holds for everybody.",)),),
    )


def saved(settings: InForce, change: str, *, today: date, for_all: bool, unknown_country: str) -> Card:
    """What holds from now on."""
    first = "Saved for everybody who set nothing else." if for_all else "Saved."
    about = [_hours(settings), _round(settings), _nudges(settings)]
    leave = None if for_all else next_leave(settings.leave, today)
    lines: Rich = rich("\n".join(about))
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
        buttons=(Button(label="Undo", command=Undo(change)),),
    )


def _hours(settings: InForce) -> str:
    hours = settings.hours
    days = listed([WEEKDAYS[day] for day in sorted(hours.weekdays)])
    if hours.weekdays == frozenset(range(5)):
        days = "Monday to Friday"
    return f"I write between {_clock(hours.begin)} and {_clock(hours.end)}, {days}."


def _round(settings: InForce) -> str:
    return f"The round comes on {WEEKDAYS[settings.round_weekday]} at {_clock(settings.round_at)}."


def _nudges(settings: InForce) -> str:
    if not settings.nudges_a_day or not settings.nudges_a_week:
        return "No nudges."
    return f"At most {plural(settings.nudges_a_day, 'nudge')} a day and {settings.nudges_a_week} a week."


def paused(change: str) -> Card:
    """Nothing comes by itself any more."""
    return Card(
        text=("Paused: no rounds, nudges or digests until you resume. I still answer.",),
        buttons=(
            Button(label="Resume", command=Resume(), style=Style.PRIMARY),
            Button(label="Undo", command=Undo(change)),
        ),
    )


def paused_already() -> Card:
    """A pause in a pause."""
    return Card(text=("Everything is paused already.",), buttons=(Button(label="Resume", command=Resume()),))


def resumed(change: str) -> Card:
    """Things come again."""
    return Card(
        text=("Resumed: rounds and nudges come again, each at its next time. Nothing was saved up.",),
        buttons=(Button(label="Undo", command=Undo(change)),),
    )


def not_paused() -> Card:
    """Nothing to resume."""
    return Card(text=("Nothing is paused.",), buttons=(Button(label="Pause everything", command=Pause()),))


def about_model(provider: str) -> Card:
    """What goes to a model provider, said once."""
    return Card(
        text=rich(
            "One thing you should know: a language model helps me read what you write, at ",
            Bold(provider),
            ".",
        ),
        parts=(
            Passage(
                text=(
                    "It gets the message you send me and the few notes that an answer needs. It never gets "
                    "your private reflections, other people's notes, or everything you have.",
                )
            ),
        ),
        context=rich("You can change this at any time: ", Code("/tactegic settings")),
        buttons=(
            Button(label="Fine", command=AllowModel(True), style=Style.PRIMARY),
            Button(label="Rules only", command=AllowModel(False)),
        ),
    )


def model_chosen(allowed: bool, change: str) -> Card:
    """The choice is kept."""
    said = (
        "Fine: the language model may help with what you write to me."
        if allowed
        else "Rules only: nothing you write goes to a language model. I am simpler that way, and say so."
    )
    return Card(text=(said,), buttons=(Button(label="Undo", command=Undo(change)),))
