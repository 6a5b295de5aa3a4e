"""The card of a relationship plan: what is to come, then what was (R1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Part, Passage, Row, Style
from bot.core.coaching.investment import Assessment, InvestmentTest
from bot.core.commands import ListContacts
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Day, Italic, MemberName, Rich, rich
from bot.core.sections import Told
from bot.core.words import plural, quiet, sentence, shorten, when
from bot.features.assessment.commands import AssessAction, OpenAssessment
from bot.features.notes.commands import OpenNote
from bot.features.plans.commands import (
    AddActivity,
    DropActivity,
    EditActivity,
    FinishActivity,
    ShowPlan,
)
from bot.features.plans.contracts import Activity, ActivityState


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
    told: tuple[Told, ...] = ()
    """What the looks ahead leave to bring up (T3)."""

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that its activities and what is to bring up speak of."""
        rows = (id for row in self.rows for id in row.activity.about)
        return (*rows, *(id for section in self.told for id in section.about))

    @property
    def points(self) -> tuple[Part, ...]:
        """What is to bring up, as parts of the card."""
        return tuple(part for section in self.told for part in section.parts)


def plan_card(view: PlanView) -> Card:
    """The card of a plan: what is to come first, then what was."""
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
        buttons=(*buttons, *page_buttons(view.page, view.total, lambda number: _page_of(view.show, number))),
    )


def _page_of(show: ShowPlan, page: int) -> ShowPlan:
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
    """The command that holds an activity against the three tests, or shows how it came out."""
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
