"""Cards and forms about relationship plans (R1, R2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Choices, Field, FieldKind, Form, Option, Part, Passage, Row, Style
from bot.core.coaching.investment import Assessment, InvestmentTest
from bot.core.commands import Dismiss, ListContacts, Undo
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Day, Italic, MemberName, Rich, rich
from bot.core.words import join_words, plural, quiet, sentence, shorten, when
from bot.features.assessment.commands import AssessAction, OpenAssessment
from bot.features.notes.commands import OpenNote
from bot.features.plans.commands import (
    AddActivity,
    DropActivity,
    EditActivity,
    FinishActivity,
    SaveActivity,
    SaveOutcome,
    ShowPlan,
)
from bot.features.plans.contracts import Activity, ActivityState

LONGEST = 500
"""Characters of an activity."""


GONE = "That activity is no longer on the plan. Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView:
    """An activity, its tests, and whose plan it is on where that is not said already."""

    activity: Activity
    assessment: Assessment | None = None
    whose: str = ""
    owner: MemberName | None = None
    """Who does it, where that is not the member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """One page of a plan."""

    name: str
    """The name of the relationship, empty for all that is planned."""
    rows: Sequence[ActivityView]
    total: int
    planned: int
    page: int
    today: date
    show: ShowPlan
    is_deals: bool = False
    points: tuple[Part, ...] = ()
    """What the looks ahead leave to bring up (T3)."""


def plan_card(view: PlanView) -> Card:
    """A plan: what is to come first, then what was."""
    if not view.total:
        return _empty(view)
    add = AddActivity(contact_id=view.show.contact_id, account_id=view.show.account_id)
    whose = f"Plan: {view.name}" if view.name else "Your plans"
    text = f"{plural(view.planned, 'activity', 'activities')} to come" if view.planned else "Nothing to come"
    buttons = [Button(label="Add", command=add, opens_form=True, style=Style.PRIMARY)] if view.name else []
    return Card(
        header=shorten(whose, 140),
        text=(f"{text}.",),
        parts=(*(_row(each, view.today) for each in view.rows), *_deals(view), *view.points),
        context=quiet("Only you can see this", pages(view.page, view.total)),
        buttons=(*buttons, *page_buttons(view.page, view.total, lambda number: _turned(view.show, number))),
    )


def _turned(show: ShowPlan, page: int) -> ShowPlan:
    return ShowPlan(contact_id=show.contact_id, account_id=show.account_id, page=page)


def _empty(view: PlanView) -> Card:
    if not view.name:
        return Card(
            text=("Nothing is planned yet.",),
            context=rich("Begin with ", Code("/tactegic plan Ana: visit her warehouse on 3 December")),
            buttons=(Button(label="Show contacts", command=ListContacts()),),
        )
    add = AddActivity(contact_id=view.show.contact_id, account_id=view.show.account_id)
    return Card(
        text=rich("There is no plan for ", Bold(view.name), " yet."),
        parts=(
            Passage(
                text=(
                    "A plan holds what builds the relationship, not the deals: what you will do, by when, "
                    "and what came of it. What could you do that they would value in itself?",
                )
            ),
            *view.points,
        ),
        buttons=(Button(label="Add the first activity", command=add, opens_form=True, style=Style.PRIMARY),),
    )


def _deals(view: PlanView) -> tuple[Part, ...]:
    if not view.is_deals:
        return ()
    return (
        Passage(
            heading="This reads like a list of deals",
            text=(
                "Deals belong in your forecast. What on this plan would you do if nobody bought anything "
                "this year? One such activity is a good start.",
            ),
        ),
    )


_MARKS = {ActivityState.DONE: "Done", ActivityState.DROPPED: "Dropped"}


def _row(view: ActivityView, today: date) -> Row:
    activity = view.activity
    mark: Rich = (Italic(_MARKS[activity.state]), " · ") if activity.state in _MARKS else ()
    whose = f"{view.whose}: " if view.whose else ""
    line: Rich = rich(*mark, Bold(f"{whose}{sentence(shorten(activity.text, 200))}"))
    by: Rich = (view.owner, " does it") if view.owner else ()
    facts = quiet(by, _day(activity, today), _tested(view), _outcome(activity))
    menu: tuple[Button, ...] = ()
    if activity.state is ActivityState.PLANNED:
        menu = (
            Button(label="Done …", command=FinishActivity(activity.id), opens_form=True),
            Button(label="Edit", command=EditActivity(activity.id), opens_form=True),
            Button(label="Test it", command=test_command(activity)),
            Button(label="Drop", command=DropActivity(activity.id)),
        )
    elif activity.outcome_note_id:
        menu = (Button(label="Open the note", command=OpenNote(activity.outcome_note_id), opens_form=True),)
    return Row(text=rich(*line, *(("\n", *facts) if facts else ())), menu=menu)


def test_command(activity: Activity) -> AssessAction | OpenAssessment:
    """Holds an activity against the three tests; its words are read from the plan."""
    if activity.assessment_id:
        return OpenAssessment(activity.assessment_id)
    return AssessAction(action="", activity_id=activity.id)


def _day(activity: Activity, today: date) -> Rich:
    if activity.on is None:
        return ("no date yet",) if activity.state is ActivityState.PLANNED else ()
    if activity.state is not ActivityState.PLANNED:
        return (Day(activity.on),)
    return ("was for " if activity.on < today else "for ", *when(activity.on, today))


def _tested(view: ActivityView) -> str:
    if view.assessment is None:
        return "not tested" if view.activity.state is ActivityState.PLANNED else ""
    return f"passes {view.assessment.passed} of {len(InvestmentTest)} tests"


def _outcome(activity: Activity) -> str:
    return f"“{shorten(activity.outcome, 120)}”" if activity.outcome else ""


def added_card(
    activity: Activity, label: str, change: str, today: date, *, owner: MemberName | None = None
) -> Card:
    """An activity was put on a plan or changed."""
    said = activity.on is not None and f"{activity.on.day} {activity.on:%B}" in activity.text
    day: Rich = (", for ", *when(activity.on, today)) if activity.on and not said else ()
    show = ShowPlan(contact_id=activity.contact_id or "", account_id=activity.account_id or "")
    return Card(
        text=rich("On the plan for ", Bold(label), ": ", shorten(activity.text, 200), *day, "."),
        parts=expectations(activity),
        context=quiet(
            (owner, " does it; they are not told") if owner else (),
            "" if activity.on else "No date yet: Edit sets one",
        ),
        buttons=(
            Button(label="Test it", command=test_command(activity)),
            Button(label="Edit", command=EditActivity(activity.id, alone=True), opens_form=True),
            Button(label="Undo", command=Undo(change)),
        ),
        menu=(Button(label="Show the plan", command=show),),
    )


def expectations(activity: Activity) -> tuple[Part, ...]:
    """What of an activity is theirs to decide (R2)."""
    if not activity.assumptions:
        return ()
    quoted = join_words([f"“{shorten(each, 100)}”" for each in activity.assumptions])
    return (Passage(text=(f"I took {quoted} as your expectation, not a fact: it is theirs to decide.",)),)


def finished_card(activity: Activity, label: str, change: str, *, touched: bool) -> Card:
    """An activity is done."""
    kept = "The outcome is kept as a note" if activity.outcome_note_id else ""
    touch = "counts as a touch" if touched else ""
    note = (
        (Button(label="Open the note", command=OpenNote(activity.outcome_note_id), opens_form=True),)
        if activity.outcome_note_id
        else ()
    )
    show = ShowPlan(contact_id=activity.contact_id or "", account_id=activity.account_id or "")
    return Card(
        text=rich("Done, for ", Bold(label), ": ", shorten(activity.text, 200), "."),
        context=quiet(kept, touch),
        buttons=(
            Button(label="Undo", command=Undo(change)),
            *note,
            Button(label="Show the plan", command=show),
        ),
    )


def dropped_card(activity: Activity, change: str) -> Card:
    """An activity was taken off."""
    show = ShowPlan(contact_id=activity.contact_id or "", account_id=activity.account_id or "")
    return Card(
        text=(f"Taken off the plan: {shorten(activity.text, 200)}.",),
        buttons=(Button(label="Undo", command=Undo(change)), Button(label="Show the plan", command=show)),
    )


def is_gone() -> Card:
    """A button names an activity that is no longer there."""
    return Card(text=(GONE,), buttons=(Button(label="Show my plans", command=ShowPlan()),))


def gone_form() -> Form:
    """The same in a form."""
    return Form(title="Plan", parts=(Passage(text=(GONE,)),))


def whose(text: str, choices: Sequence[tuple[str, str]]) -> Card:
    """It is not clear on whose plan an activity goes; pairs of label and contact id."""
    buttons = tuple(
        Button(label=shorten(label, 70), command=AddActivity(text=text, contact_id=id))
        for label, id in choices
    )
    if not buttons:
        return Card(
            text=("Whom is this for? I don't know anybody yet.",),
            context=rich("Tell me about them first, e.g. ", Code("Met Ana Ruiz from Northwind today")),
        )
    return Card(
        text=rich("On whose plan shall I put “", shorten(text, 120), "”?"),
        parts=(Choices(buttons=(*buttons, Button(label="Nobody's", command=Dismiss()))),),
    )


def too_long() -> Card:
    """The words of an activity are too many."""
    return Card(
        text=(f"That is long for one activity; I keep up to {LONGEST} characters. Nothing was stored.",)
    )


def open_form(label: str, command: AddActivity) -> Card:
    """A form was asked for where none can be opened: a button does."""
    return Card(
        text=rich("What will you do for the relationship with ", Bold(label), "?"),
        buttons=(Button(label="Add an activity", command=command, opens_form=True, style=Style.PRIMARY),),
    )


def activity_form(label: str, submit: SaveActivity, activity: Activity | None, owner: str) -> Form:
    """What will be done, by whom, and when."""
    return Form(
        title="Activity",
        submit=submit,
        parts=(Passage(text=rich("For ", Bold(label))),),
        fields=(
            Field(
                name="text",
                label="What will you do?",
                kind=FieldKind.LINES,
                value=activity.text if activity else "",
                max_length=LONGEST,
                placeholder="Visit the new warehouse and learn how they plan for 2028",
                hint="Something that deepens the relationship, whether or not a deal follows",
            ),
            Field(
                name="on",
                label="When?",
                kind=FieldKind.DATE,
                value=activity.on.isoformat() if activity and activity.on else "",
                optional=True,
            ),
            Field(
                name="owner",
                label="Who does it?",
                kind=FieldKind.MEMBER,
                value=owner,
                optional=True,
                hint="You, unless a colleague agreed to; nobody is told",
            ),
        ),
    )


def outcome_form(activity: Activity, submit: SaveOutcome, today: date, *, person: str) -> Form:
    """How it went."""
    touch = (
        Field(
            name="touch",
            label="Touch",
            kind=FieldKind.CHECKS,
            values=("yes",),
            options=(Option("yes", shorten(f"I was in touch with {person}", 70)),),
            optional=True,
        ),
    )
    return Form(
        title="How did it go?",
        submit=submit,
        parts=(Passage(text=(Bold(shorten(activity.text, 200)),)),),
        fields=(
            Field(
                name="outcome",
                label="What came of it?",
                kind=FieldKind.LINES,
                optional=True,
                max_length=3000,
                hint="Kept as a note of yours: what you learned, what was promised",
            ),
            Field(name="on", label="When was it?", kind=FieldKind.DATE, value=today.isoformat()),
            *(touch if person else ()),
        ),
    )


WHAT_WILL_YOU_DO = "Write in a few words what you will do."
