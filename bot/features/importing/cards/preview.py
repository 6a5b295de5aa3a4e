"""What an import would bring, before anything of it is there (B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Facts, Form, Part, Passage, Style
from bot.core.rich import Bold, Day, Rich, Span, rich
from bot.core.words import plural, quiet
from bot.features.importing.cards.wording import (
    columns_words,
    file_name,
    kind_words,
    people_words,
    person_words,
    problem_words,
)
from bot.features.importing.commands import (
    ConfirmImport,
    DropImport,
    EditColumns,
    ReviewDuplicates,
    ShowImportProblems,
)
from bot.features.importing.rules.applying import Plan
from bot.features.importing.rules.entries import FileKind, FileRead, LineProblem
from bot.features.importing.rules.imports import PendingImport

_EXAMPLES = 3
_PROBLEMS = 3
_MOST_LISTED = 60


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """What a calendar would bring: new touches, with how many people, and how many days are on record."""

    touches: int
    people: int
    on_record: int
    names: tuple[str, ...] = ()
    first: tuple[tuple[date, str], ...] = ()
    """The days of the first touches, each with whom."""


def people_preview(pending: PendingImport, read: FileRead, plan: Plan) -> Card:
    """What a list of people would bring: counts, examples, columns and problems."""
    count = len(plan.new) + len(plan.merges)
    if not read.people and read.columns:
        return _nobody_preview(pending, read, plan)
    return Card(
        text=rich(
            Bold(file_name(pending.name)),
            f" is {kind_words(read)} with {people_words(len(read.people))}. Nothing of it is in yet.",
        ),
        parts=(Facts(pairs=_counts(read, plan)), *_details(read, plan)),
        context=quiet(
            "They come in as known, not as active: I nudge about nobody whom you have not chosen",
            "whoever may be known stays out until you decide" if plan.undecided else "",
        ),
        buttons=tuple(_buttons(pending, read, plan, count)),
        menu=_menu(pending, read, plan),
    )


def _nobody_preview(pending: PendingImport, read: FileRead, plan: Plan) -> Card:
    """Says that a table seems to be no list of people, and lets the member say which column has names."""
    return Card(
        text=rich(
            Bold(file_name(pending.name)),
            " seems to be no list of people: I find nobody in it. Nothing was changed. "
            "If one of its columns has names, choose it under “Columns”.",
        ),
        parts=(Passage(heading="Columns", text=(columns_words(read),)),),
        buttons=tuple(_buttons(pending, read, plan, 0)),
    )


def _counts(read: FileRead, plan: Plan) -> tuple[tuple[str, Rich], ...]:
    counts = (
        ("New", len(plan.new)),
        ("May be known already", len(plan.undecided)),
        ("To be merged", len(plan.merges)),
        ("Left out by you", plan.left),
        ("Twice in the file", read.in_twice),
        ("Problems", len(read.problems)),
    )
    return tuple((label, (f"{number:,}",)) for label, number in counts if number or label == "New")


def _details(read: FileRead, plan: Plan) -> tuple[Part, ...]:
    parts: list[Part] = []
    if read.columns:
        parts.append(Passage(heading="Columns", text=(columns_words(read),)))
    if examples := [person_words(each) for each in plan.new[:_EXAMPLES]]:
        parts.append(Passage(heading="For example", text=("\n".join(examples),)))
    return (*parts, *_problems(read.problems))


def _problems(problems: Sequence[LineProblem]) -> tuple[Part, ...]:
    if not problems:
        return ()
    lines = [problem_words(each) for each in problems[:_PROBLEMS]]
    more = len(problems) - len(lines)
    return (
        Passage(heading="Problems", text=("\n".join([*lines, *([f"and {more:,} more"] if more else [])]),)),
    )


def _buttons(pending: PendingImport, read: FileRead, plan: Plan, count: int) -> list[Button]:
    buttons = []
    if count:
        label = f"Import {people_words(count)}"
        buttons.append(Button(label=label, command=ConfirmImport(pending.id), style=Style.PRIMARY))
    if plan.undecided or plan.merges or plan.left:
        label = f"Decide on {len(plan.undecided):,}" if plan.undecided else "Decide anew"
        buttons.append(Button(label=label, command=ReviewDuplicates(pending.id), opens_form=True))
    if read.columns:
        buttons.append(Button(label="Columns", command=EditColumns(pending.id), opens_form=True))
    if len(buttons) < 3:
        buttons.append(_leave(pending))
    return buttons


def _menu(pending: PendingImport, read: FileRead, plan: Plan) -> tuple[Button, ...]:
    menu = [_problems_button(pending)] if len(read.problems) > _PROBLEMS else []
    full = (
        bool(plan.new or plan.merges)
        and bool(plan.undecided or plan.merges or plan.left)
        and bool(read.columns)
    )
    return (*menu, *([_leave(pending)] if full else []))


def _leave(pending: PendingImport) -> Button:
    return Button(label="Leave it", command=DropImport(pending.id))


def _problems_button(pending: PendingImport) -> Button:
    return Button(label="All problems", command=ShowImportProblems(pending.id), opens_form=True)


def meetings_preview(pending: PendingImport, read: FileRead, view: MeetingsView) -> Card:
    """What a calendar would bring: touches with people who are known."""
    left = (
        ("Touches", view.touches),
        ("With people you know", view.people),
        ("On record already", view.on_record),
        ("Meetings that took place", len(read.meetings)),
        ("Still to come", read.left.coming),
        ("Cancelled", read.left.cancelled),
        ("Private", read.left.private),
        ("Free, so no meetings", read.left.free),
        ("Problems", len(read.problems)),
    )
    parts: list[Part] = [Facts(pairs=tuple((label, (f"{number:,}",)) for label, number in left if number))]
    if view.names:
        parts.append(Passage(heading="With", text=(", ".join(view.names),)))
    if view.first:
        more = view.touches - len(view.first)
        rest: Rich = (f"\nand {more:,} more",) if more else ()
        parts.append(Passage(heading="The first ones", text=(*_days(view.first), *rest)))
    if not view.touches:
        parts.append(Passage(text=("None of its meetings adds a touch with somebody you know.",)))
    bring = Button(
        label=f"Add {view.touches:,} touches" if view.touches != 1 else "Add 1 touch",
        command=ConfirmImport(pending.id),
        style=Style.PRIMARY,
    )
    return Card(
        text=rich(
            Bold(file_name(pending.name)),
            f" is a calendar with {plural(read.entries, 'event')}. Nothing of it is in yet.",
        ),
        parts=(*parts, *_problems(read.problems)),
        context=(
            "People are found by their mail address or full name. Titles and texts of meetings are not kept, "
            "and nobody new is added",
        ),
        buttons=(*([bring] if view.touches else []), _leave(pending)),
        menu=(_problems_button(pending),) if len(read.problems) > _PROBLEMS else (),
    )


def _days(first: Sequence[tuple[date, str]]) -> Rich:
    """The days of touches, each on a line with whom."""
    spans: list[Span] = []
    for day, name in first:
        spans += ["\n" if spans else "", Day(day), f": {name}"]
    return tuple(spans)


def with_more(names: Sequence[str], more: int) -> tuple[str, ...]:
    """The names, and how many more there are."""
    return (*names, *((f"and {more:,} more",) if more > 0 else ()))


def problems_form(pending: PendingImport, problems: Sequence[LineProblem]) -> Form:
    """The lines that could not be read, wholly or in part."""
    lines = [problem_words(each) for each in problems[:_MOST_LISTED]]
    more = len(problems) - len(lines)
    rest = [Passage(text=(f"And {more:,} more like these.",))] if more else []
    return Form(
        title="Problems in the file",
        parts=(
            Passage(text=rich(Bold(file_name(pending.name)), f": {plural(len(problems), 'problem')}.")),
            *(Passage(text=("\n".join(lines[at : at + 20]),)) for at in range(0, len(lines), 20)),
            *rest,
        ),
    )


def reading_words(pending_name: str, kind: FileKind) -> str:
    """The status while a file is read."""
    what = "calendar" if kind is FileKind.CALENDAR else "list"
    return f"reading the {what} {pending_name}".strip()
