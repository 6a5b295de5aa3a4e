"""The cards that list goals: all of them, those to review, and those that a brief names (F3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Choices, Part, Passage, Row, Style
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Day, Italic, Rich, long_date, rich
from bot.core.words import plural, quiet, sentence, shorten, when
from bot.features.goals.commands import (
    AddGoal,
    CarryGoal,
    ReviewGoals,
    SettleGoal,
    ShowGoals,
)
from bot.features.goals.contracts import Goal, GoalPeriod, GoalState
from bot.features.goals.rules import MOST_GOALS
from bot.features.plans.contracts import Activity

REVIEW_PAGE = 5
"""Goals on one page of the review card."""


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal, and the name of whom it is for (empty for the member's own)."""

    goal: Goal
    whose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalsView:
    """One page of goals."""

    rows: Sequence[GoalView]
    total: int
    page: int
    today: date
    name: str = ""
    contact_id: str = ""
    open: int = 0
    """How many goals are open, on all pages."""
    over: int = 0
    """How many open goals wait for a word because their period is over."""

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that the page speaks of."""
        goals = (id for row in self.rows for id in row.goal.about)
        return (*((self.contact_id,) if self.contact_id else ()), *goals)


def goals_card(view: GoalsView) -> Card:
    """The card that lists the open goals by period, then those that were settled."""
    add = Button(
        label="Set a goal", command=AddGoal(contact_id=view.contact_id), opens_form=True, style=Style.PRIMARY
    )
    if not view.total:
        whose: Rich = (" with ", Bold(view.name)) if view.name else ()
        return Card(
            text=rich("You have no goals", *whose, " yet."),
            context=(f"At most {MOST_GOALS} for a week, a month or a quarter: few enough to keep in mind",),
            buttons=(add,),
        )
    review = (Button(label="Review", command=ReviewGoals()),) if view.over else ()
    return Card(
        header=shorten(f"Goals: {view.name}", 140) if view.name else "Your goals",
        text=(_first_line(view),),
        parts=tuple(_rows(view)),
        context=quiet("Only you can see this", pages(view.page, view.total)),
        buttons=(
            add,
            *review,
            *page_buttons(view.page, view.total, lambda n: ShowGoals(contact_id=view.contact_id, page=n)),
        ),
    )


def _first_line(view: GoalsView) -> str:
    if view.over:
        is_over = "is over" if view.over == 1 else "are over"
        return (
            f"{plural(view.over, 'goal')} {is_over} and {'waits' if view.over == 1 else 'wait'} for a word."
        )
    return f"{plural(view.open, 'goal')} to reach." if view.open else "Nothing open."


def _rows(view: GoalsView) -> list[Part]:
    parts: list[Part] = []
    heading = ""
    for row in view.rows:
        here = span(row.goal, view.today) if row.goal.state is GoalState.OPEN else "Before"
        if here != heading:
            heading = here
            parts.append(Passage(text=(Bold(here),)))
        parts.append(_row(row))
    return parts


def _row(row: GoalView) -> Row:
    goal = row.goal
    whose: Rich = (Bold(row.whose), ": ") if row.whose else ()
    if goal.state is not GoalState.OPEN:
        mark: Rich = (Italic(goal.state.value.capitalize()), " · ", Day(goal.ends), " · ")
        return Row(text=rich(*mark, *whose, shorten(goal.text, 200)))
    menu = (
        Button(label="Reached", command=SettleGoal(goal.id, GoalState.REACHED)),
        Button(label="Missed", command=SettleGoal(goal.id, GoalState.MISSED)),
        Button(label="Drop", command=SettleGoal(goal.id, GoalState.DROPPED)),
    )
    return Row(text=rich(*whose, sentence(shorten(goal.text, 200))), menu=menu)


def span(goal: Goal, today: date) -> str:
    """ "This week", "October 2026", "The quarter from July 2026"."""
    if goal.begins <= today <= goal.ends:
        return f"This {goal.period.value}"
    match goal.period:
        case GoalPeriod.WEEK:
            return f"The week of {long_date(goal.begins)}"
        case GoalPeriod.MONTH:
            return f"{goal.begins:%B %Y}"
        case GoalPeriod.QUARTER:
            return f"The quarter from {goal.begins:%B %Y}"


def review_card(rows: Sequence[GoalView], *, total: int, page: int, today: date) -> Card:
    """The card on which each open goal is settled, or carried over by choice."""
    if not total:
        return nothing_to_review()
    parts: list[Part] = []
    for row in rows:
        goal = row.goal
        whose: Rich = (Bold(row.whose), ": ") if row.whose else ()
        over = "was until " if goal.ends < today else "until "
        words = sentence(shorten(goal.text, 200))
        parts.append(Passage(text=rich(*whose, words, " · ", over, Day(goal.ends))))
        parts.append(
            Choices(
                buttons=(
                    Button(label="Reached", command=SettleGoal(goal.id, GoalState.REACHED)),
                    Button(label="Missed", command=SettleGoal(goal.id, GoalState.MISSED)),
                    Button(label="Carry over", command=CarryGoal(goal.id)),
                )
            )
        )
    before = (Button(label="Previous page", command=ReviewGoals(page - 1)),) if page else ()
    more = (page + 1) * REVIEW_PAGE < total
    after = (Button(label="Next page", command=ReviewGoals(page + 1)),) if more else ()
    return Card(
        header="How did it go?",
        text=(f"{plural(total, 'goal')} to look at. What you leave alone stays behind.",),
        parts=tuple(parts),
        buttons=(*before, *after),
    )


def nothing_to_review() -> Card:
    """Say that no goal is open."""
    return Card(
        text=("No goal is open, so there is nothing to review.",),
        context=rich("Set one with ", Code("/tactegic goals Ana: learn how she plans for 2028")),
        buttons=(Button(label="Set a goal", command=AddGoal(), opens_form=True),),
    )


def section(goals: Sequence[Goal], planned: Sequence[Activity], today: date) -> tuple[Part, ...]:
    """The section of a brief with the open goals and the next activities of the plan."""
    lines: list[Rich] = [
        rich("• ", sentence(shorten(each.text, 160)), " (goal until ", Day(each.ends), ")") for each in goals
    ]
    for each in planned:
        said = each.on is not None and f"{each.on.day} {each.on:%B}" in each.text
        was = "was planned for" if each.on is not None and each.on < today else "planned for"
        day: Rich = (f" ({was} ", *when(each.on, today), ")") if each.on and not said else (" (planned)",)
        lines.append(rich("• ", sentence(shorten(each.text, 160)), *day))
    text = [part for number, line in enumerate(lines) for part in ((("\n",) if number else ()) + line)]
    return (Passage(heading="What you set out to do", text=tuple(text)),) if lines else ()
