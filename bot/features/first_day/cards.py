"""The words, cards and forms of the first day (B4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Choices, Field, FieldKind, Form, Part, Passage, Row, Style
from bot.core.commands import Help, NextSteps
from bot.core.common_cards import undo_button
from bot.core.hours_form import between_words, days_words, hours_fields
from bot.core.members import Member, Role
from bot.core.rich import Bold, Code, Rich, rich
from bot.core.schedule.recurrence import WorkingHours
from bot.core.settings import EffectiveSettings
from bot.core.words import join_words, shorten
from bot.features.assessment.commands import ComposeAction
from bot.features.briefs.commands import Brief
from bot.features.first_day.commands import (
    AskFirstQuestion,
    ChooseFirstRole,
    EndFirstDay,
    KeepFirstHours,
    LeaveFirstDay,
    OpenFirstHours,
    OpenFirstPeople,
    SaveFirstHours,
    SaveFirstPeople,
    SkipFirstStep,
    StartFirstDay,
)
from bot.features.first_day.rules import FirstStep
from bot.features.notes.commands import ComposeNote
from bot.features.samples.commands import LoadSamples

NOBODY = "Write at least one name, or close the form."
TOO_MANY = "Twenty people at once, please. For more, drop a file into our conversation."
_TITLES = {
    FirstStep.HOURS: "your hours",
    FirstStep.ROLE: "what you do",
    FirstStep.PEOPLE: "your first people",
    FirstStep.NOTE: "your first note",
    FirstStep.QUESTION: "your first question",
}


def no_name_in(lines: str) -> str:
    """Says in which typed lines no name was found."""
    return f"I find no name in {lines}. One person a line, please: Ana Ruiz, Northwind"


@dataclass(frozen=True, slots=True)
class FirstDayView:
    """What the cards of the steps need to know of the member."""

    member: Member
    settings: EffectiveSettings
    person: str = ""
    """Somebody the member knows, to write or ask about."""
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class StepTaken:
    """What was just done, in words, and the change that undoes it."""

    words: Rich = ()
    change: str = ""


NOTHING_TAKEN = StepTaken()


def title(step: FirstStep) -> str:
    """Which step it is of how many, and what it is about."""
    return f"Step {step.number} of {len(FirstStep)}: {_TITLES[step]}"


def welcome(view: FirstDayView) -> Card:
    """Greets a new member, with the first step to take."""
    first = view.member.name.split()[0] if view.member.name.split() else "there"
    return Card(
        text=rich(
            "Hello ",
            Bold(first),
            ", I remember what you tell me about the people you work with, find it when you need it, "
            "and help you think ahead for those who will matter most.",
        ),
        parts=(
            Passage(text=("Two minutes, five small steps. You can skip each, or just begin to write.",)),
            Passage(heading=title(FirstStep.HOURS), text=_hours_asked(view)),
        ),
        context=("What you tell me is yours alone until you share it.",),
        buttons=_hours_buttons(),
        menu=_menu(),
    )


def step_card(step: FirstStep, view: FirstDayView, taken: StepTaken = NOTHING_TAKEN) -> Card:
    """One step: what was just done, and what comes now."""
    done = (*taken.words, " ") if taken.words else ()
    menu = (undo_button(taken.change), *_menu()) if taken.change else _menu()
    skip = Button(label="Skip", command=SkipFirstStep(step.value))
    asked, parts, buttons = _asked(step, view)
    return Card(header=title(step), text=(*done, *asked), parts=parts, buttons=buttons or (skip,), menu=menu)


def _menu() -> tuple[Button, ...]:
    return (
        Button(label="Later", command=LeaveFirstDay()),
        Button(label="What else can I do here?", command=Help()),
    )


def _asked(step: FirstStep, view: FirstDayView) -> tuple[Rich, tuple[Part, ...], tuple[Button, ...]]:
    skip = Button(label="Skip", command=SkipFirstStep(step.value))
    match step:
        case FirstStep.HOURS:
            return _hours_asked(view), (), _hours_buttons()
        case FirstStep.ROLE:
            roles = tuple(
                Button(label=role.value.capitalize(), command=ChooseFirstRole(role.value)) for role in Role
            )
            said = "What do you do? It changes what I offer first, and opens nobody's notes to you."
            return (said,), (Choices(buttons=roles),), (skip,)
        case FirstStep.PEOPLE:
            return _people_asked(), (), (_type_people(), _samples(), skip)
        case FirstStep.NOTE:
            write = Button(
                label="Write it in a form", command=ComposeNote(), opens_form=True, style=Style.PRIMARY
            )
            return _note_asked(view), (), (write, skip)
        case FirstStep.QUESTION:
            return _question_asked(view), (), (*_ask(view), skip)


def _hours_asked(view: FirstDayView) -> Rich:
    zone = view.member.zone.rpartition("/")[2].replace("_", " ")
    return rich(
        f"I write by myself only {hours_words(view.settings.hours)}, ",
        Bold(f"{zone} time"),
        ". Is that right?",
    )


def hours_words(hours: WorkingHours) -> str:
    """Working hours in words, such as "Monday to Friday between 09:00 and 17:00"."""
    return f"{days_words(hours)} {between_words(hours)}"


def _hours_buttons() -> tuple[Button, ...]:
    return (
        Button(label="That's right", command=KeepFirstHours(), style=Style.PRIMARY),
        Button(label="Change", command=OpenFirstHours(), opens_form=True),
        Button(label="Skip", command=SkipFirstStep(FirstStep.HOURS.value)),
    )


def _people_asked() -> Rich:
    return (
        "Whom would you like to know better in a year? Three people are a good start. Type them, or drop a "
        "file with contacts into our conversation (CSV or vCard).",
    )


def _type_people() -> Button:
    return Button(label="Type three names", command=OpenFirstPeople(), opens_form=True, style=Style.PRIMARY)


def _samples() -> Button:
    return Button(label="Look around with a sample", command=LoadSamples())


def _note_asked(view: FirstDayView) -> Rich:
    whom = rich("about ", Bold(view.person)) if view.person else ("about somebody you talked to",)
    return rich(
        "Write me one thing ",
        *whom,
        ", as you would tell a colleague: what worries them, when you talked, what you promised.",
    )


def _question_asked(view: FirstDayView) -> Rich:
    if not view.person:
        return ("Your first note is kept. Ask me about it whenever you like.",)
    return rich(
        "Your first note is kept. Now let me find it again: what do I know about ", Bold(view.person), "?"
    )


def _ask(view: FirstDayView) -> tuple[Button, ...]:
    if not view.person_id:
        return ()
    ask = AskFirstQuestion(view.person_id)
    return (Button(label=f"Ask about {shorten(view.person, 50)}", command=ask, style=Style.PRIMARY),)


def question_about(name: str) -> str:
    """The first question."""
    return f"What do I know about {name}?"


def hours_kept(hours: WorkingHours) -> Rich:
    """Says which hours hold now."""
    return (f"Good, {hours_words(hours)}.",)


def role_kept(role: Role) -> Rich:
    """Says what the member is now."""
    return rich(f"Good, you are {'an' if role.value[0] in 'aeiou' else 'a'} ", Bold(role.value), ".")


def people_kept(
    new: Sequence[str], known: Sequence[str], unclear: Sequence[str], *, fuller: Sequence[str] = ()
) -> Rich:
    """Says who is known now, of whom more is known now, who was known before, and who was left out."""
    said: list[Rich] = []
    if new:
        said.append(rich("I know ", *_bold_names(new), " now."))
    if fuller:
        said.append(rich("I added what you typed to ", *_bold_names(fuller), "."))
    if known:
        said.append((f"You had told me about {join_words(list(known))} before.",))
    if unclear:
        said.append((f"I left out {join_words(list(unclear))}: I can't tell who is meant.",))
    return rich(*(span for index, words in enumerate(said) for span in ((" ",) if index else ()) + words))


def _bold_names(names: Sequence[str]) -> Rich:
    spans: list[str | Bold] = []
    for index, name in enumerate(names):
        spans += [" and " if index == len(names) - 1 else ", "] if index else []
        spans.append(Bold(name))
    return tuple(spans)


def over_card(view: FirstDayView, taken: StepTaken = NOTHING_TAKEN) -> Card:
    """The end of the steps, with what to try next."""
    brief = Button(label="Brief me", command=Brief(view.person, view.person_id))
    before = Row(text=rich("Before you talk to ", Bold(view.person), " again"), button=brief)
    test = Button(label="Test an action", command=ComposeAction(), opens_form=True)
    return Card(
        text=(
            *taken.words,
            *((" ",) if taken.words else ()),
            "That was the start. From here on, plain words do.",
        ),
        parts=(
            *((before,) if view.person_id else ()),
            Row(
                text=("Before you do something for somebody: would it build the relationship?",), button=test
            ),
        ),
        context=rich("Everything I can do: ", Code("/tactegic help")),
        buttons=(Button(label="Next steps", command=NextSteps()),),
        menu=(undo_button(taken.change),) if taken.change else (),
    )


def left_card(step: FirstStep) -> Card:
    """Says where the steps were left, and how to go on."""
    return Card(
        text=(f"We go on whenever you like. You were at step {step.number} of {len(FirstStep)}.",),
        context=rich("Later: ", Code("/tactegic start"), ", or the Home tab"),
        buttons=_go_on(),
    )


def again_card(step: FirstStep) -> Card:
    """Reminds the member, once, of the steps that they left."""
    return Card(
        text=(
            f"You were at step {step.number} of {len(FirstStep)}, {_TITLES[step]}. Shall we go on? "
            "I won't ask again.",
        ),
        buttons=_go_on(),
    )


def done_card() -> Card:
    """Says that the steps are behind the member, and offers to go through them again."""
    return Card(
        text=("Your first steps are behind you. Plain words do from here on.",),
        context=rich("Everything I can do: ", Code("/tactegic help")),
        buttons=(
            Button(label="Next steps", command=NextSteps()),
            Button(label="Begin the steps again", command=StartFirstDay(again=True)),
        ),
    )


def ended_card() -> Card:
    """Says that the steps are over because the member wanted no more of them."""
    return Card(
        text=("All right, no more steps. Write to me whenever there is something to remember or to find.",),
        context=rich("If you change your mind: ", Code("/tactegic start")),
    )


def _go_on() -> tuple[Button, ...]:
    return (
        Button(label="Go on", command=StartFirstDay(), style=Style.PRIMARY),
        Button(label="No more steps", command=EndFirstDay()),
    )


def at_home(step: FirstStep) -> list[Part]:
    """Where the member stopped, on the Home tab."""
    words = f"You were at step {step.number} of {len(FirstStep)}: {_TITLES[step]}."
    return [Passage(heading="Your first steps", text=(words,)), Choices(buttons=_go_on())]


def hours_form(submit: SaveFirstHours, member: Member, hours: WorkingHours) -> Form:
    """The form of the working hours."""
    zone = rich(
        "Times are yours: ", Bold(member.zone), ", as your Slack profile has it. I follow what you set there."
    )
    return Form(
        title="Your hours",
        submit=submit,
        parts=(Passage(text=zone),),
        fields=hours_fields(hours),
    )


def people_form(submit: SaveFirstPeople) -> Form:
    """The form for the first people."""
    return Form(
        title="Your first people",
        submit=submit,
        fields=(
            Field(
                name="people",
                label="One person a line, with the company behind the name",
                kind=FieldKind.LINES,
                placeholder="Ana Ruiz, Northwind",
                hint="A list from a sheet can be pasted, too. They are known then, and nobody is written to.",
                max_length=3000,
            ),
        ),
    )


def form_only_card() -> Card:
    """Offers the steps, where a form could not be opened."""
    return Card(text=("That opens in a form.",), buttons=_go_on())
