"""The card with people, or companies, side by side (B2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.cards import Button, Card, Part, Passage, Row
from bot.core.coaching.citing import Carried
from bot.core.coaching.understanding import Mode
from bot.core.figures import DataCell, DataTable, counted
from bot.core.given_and_received import Value
from bot.core.notes import Note, Touch
from bot.core.rhythms import RhythmInForce
from bot.core.rich import Bold, Code, Day, Italic, Rich, long_date, rich
from bot.core.sections import ComparedPoint
from bot.core.words import ago, every, join_words, left_out, plural, quiet, shorten, simple_mode
from bot.features.briefs.commands import Brief
from bot.features.notes.commands import OpenNote
from bot.features.overviews.cards.written import written_parts
from bot.features.overviews.rules.asked import MOST_COMPARED
from bot.features.overviews.rules.differing import Difference, DifferenceKind
from bot.features.overviews.rules.sides import PromiseCount, SideRecord

_NOTHING = "\u2013"
_VALUES = {
    Value.WORK: "work",
    Value.INTRODUCTION: "an introduction",
    Value.KNOWLEDGE: "knowledge",
    Value.TRUST: "trust",
    Value.RECOGNITION: "recognition",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedSentence:
    """A sentence of a note, with the number of its source."""

    number: int
    note: Note
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One of those who stand side by side."""

    record: SideRecord
    company: str
    since: date
    rhythm: RhythmInForce | None
    mine: PromiseCount
    theirs: PromiseCount
    given: tuple[Value, ...]
    received: tuple[Value, ...]
    points: tuple[ComparedPoint, ...]
    mind: tuple[QuotedSentence, ...]
    strategic: int = 0
    """How many of a company's people are strategic contacts."""


def comparison_card(
    views: Sequence[SideView],
    differences: Sequence[Difference],
    written: Carried | None,
    mode: Mode,
    today: date,
) -> Card:
    """What tells most, a table of what is on record, and what is on their mind."""
    names = [view.record.name for view in views]
    sentences = " ".join(_difference(each, today) for each in differences)
    people = views[0].record.contact is not None
    buttons = [
        Button(
            label=f"Brief on {shorten(view.record.name.split()[0], 20)}",
            command=Brief(view.record.name, view.record.id if people else ""),
        )
        for view in views[:3]
    ]
    return Card(
        header=f"{join_words(names)}, side by side",
        text=(sentences or "By what is on record, these relationships hardly differ.",),
        parts=(*written_parts(written, "By your notes"), _table(views, today), *_minds(views)),
        context=quiet(
            "From what you told me; only you can see this",
            left_out(written.refused) if written else "",
            simple_mode(mode) if mode is not Mode.RULES else "",
        ),
        buttons=tuple(buttons),
    )


def _difference(found: Difference, today: date) -> str:
    """A difference as one whole sentence."""
    most, least = found.most.name, found.least.name
    match found.kind:
        case DifferenceKind.TALK if found.least_number < 0:
            recent = ago(today - timedelta(days=found.most_number), today)
            return f"You were in touch with {most} {recent}, and never with {least}."
        case DifferenceKind.TALK:
            recent, long = (
                ago(today - timedelta(days=days), today) for days in (found.most_number, found.least_number)
            )
            return f"You were last in touch with {most} {recent}, with {least} {long}."
        case DifferenceKind.WAITING:
            over = plural(found.most_number, "day")
            return f"You let {most} wait: {over} longer than your rhythm, and {least} not."
        case DifferenceKind.THEIRS:
            theirs = plural(found.most_number, "promise")
            return f"{most} still owes you {theirs}, {least} {_none(found.least_number)}."
        case DifferenceKind.DOUBTS:
            return f"Your notes tell of doubts of {most}, and of none of {least}."
        case DifferenceKind.DAYS:
            often = plural(found.most_number, "day")
            return f"You were in touch with {most} on {often}, with {least} on {found.least_number}."
        case DifferenceKind.OWED:
            owed = plural(found.most_number, "promise")
            return f"You owe {most} {owed}, and {least} {_none(found.least_number)}."
        case DifferenceKind.MISSED:
            missed = plural(found.most_number, "promise")
            return f"{most} let {missed} pass, {least} {_none(found.least_number)}."
        case DifferenceKind.SCORE:
            return (
                f"The relationship with {most} stands at {found.most_number} of 100, "
                f"with {least} at {found.least_number}."
            )


def _none(number: int) -> str:
    return "none" if not number else str(number)


def _table(views: Sequence[SideView], today: date) -> DataTable:
    is_of_people = views[0].record.contact is not None
    lines: list[tuple[str, list[DataCell]]] = []
    if is_of_people:
        lines.append(("Role", [_cell(view.record.people[0].title) for view in views]))
        lines.append(("Company", [_cell(view.company) for view in views]))
    else:
        lines.append(("People you know", [_people(view) for view in views]))
    lines.append(("Known since", [_cell(long_date(view.since)) for view in views]))
    lines.append(("Last in touch", [_touch(view, today) for view in views]))
    if is_of_people:
        lines.append(("Rhythm", [_cell(_rhythm(view.rhythm)) for view in views]))
    lines += [
        ("You promised", [_promises(view.mine) for view in views]),
        ("They promised", [_promises(view.theirs) for view in views]),
        ("They have from you", [_cell(_values(view.given)) for view in views]),
        ("You have from them", [_cell(_values(view.received)) for view in views]),
    ]
    for label in dict.fromkeys(point.label for view in views for point in view.points):
        lines.append((label, [_point(view, label) for view in views]))
    rows = tuple((DataCell(label), *cells) for label, cells in lines)
    columns = ("What", *(view.record.name for view in views))
    names = join_words([view.record.name for view in views])
    return DataTable(caption=f"What is on record about {names}", columns=columns, rows=rows, page=20)


def _cell(text: str) -> DataCell:
    return DataCell(text or _NOTHING)


def _people(view: SideView) -> DataCell:
    strategic = f", {view.strategic} strategic" if view.strategic else ""
    count = len(view.record.people)
    return counted(count, f"{count}{strategic}")


def _touch(view: SideView, today: date) -> DataCell:
    touch = view.record.last_touch
    if touch is None:
        return DataCell("never")
    names = {each.id: each.name for each in view.record.people}
    whom = "" if view.record.contact else f" with {names.get(touch.contact_id, 'somebody')}"
    text = f"{long_date(touch.occurred_on)}{whom}{_channel(touch)} ({ago(touch.occurred_on, today)})"
    return DataCell(text)


def _channel(touch: Touch) -> str:
    return f", {touch.channel}" if touch.channel not in ("note", "logged") else ""


def _rhythm(rhythm: RhythmInForce | None) -> str:
    if rhythm is None:
        return "none set"
    return f"{every(rhythm.days)}{f', by the tag {rhythm.tag}' if rhythm.tag else ''}"


def _promises(count: PromiseCount) -> DataCell:
    overdue = f" ({count.overdue} overdue)" if count.overdue else ""
    said = [f"{count.open} open{overdue}"] if count.open else []
    said += [f"{count.kept} kept"] if count.kept else []
    said += [f"{count.broken} not kept"] if count.broken else []
    return DataCell(", ".join(said) or "nothing")


def _values(found: Sequence[Value]) -> str:
    return join_words([_VALUES[each] for each in found])


def _point(view: SideView, label: str) -> DataCell:
    point = next((each for each in view.points if each.label == label), None)
    if point is None:
        return DataCell(_NOTHING)
    return DataCell(point.words)


def _minds(views: Sequence[SideView]) -> tuple[Part, ...]:
    """What is on their mind, in the words of notes; who has no such note is named."""
    parts: list[Part] = []
    for view in views:
        parts += [
            Row(
                text=rich(
                    f"[{each.number}] ",
                    Bold(view.record.name),
                    " · ",
                    Day(each.note.occurred_on),
                    "\n",
                    Italic(f"“{shorten(each.text, 200)}”"),
                ),
                button=Button(label="Open", command=OpenNote(each.note.id), opens_form=True),
            )
            for each in view.mind
        ]
    silent = [view.record.name for view in views if not view.mind]
    if not parts:
        return (Passage(heading="On their mind", text=("Your notes don't say it of any of them.",)),)
    missing = (
        f"Your notes don't say it of {join_words(silent, 'or')}." if silent else "In the words of your notes."
    )
    return (Passage(heading="On their mind", text=(missing,)), *parts)


def question(names: Sequence[str]) -> str:
    """What a language model is asked about those who stand side by side."""
    return f"In what do {join_words(list(names))} differ most, by these notes?"


def comparing_status(names: Sequence[str]) -> str:
    """The status while a comparison is put together."""
    return f"putting {join_words(list(names))} side by side ..."


_EXAMPLE: Rich = rich("For example ", Code("compare Ana and Lars"))


def needs_two() -> Card:
    """Ask with whom somebody shall be compared."""
    return Card(text=("Whom shall I put side by side? I need two names, up to four.",), context=_EXAMPLE)


def too_many() -> Card:
    """Say how many can stand side by side."""
    return Card(
        text=(f"I can put at most {['', 'one', 'two', 'three', 'four'][MOST_COMPARED]} side by side.",),
        context=_EXAMPLE,
    )


def of_one_kind() -> Card:
    """Say that people are compared with people, and companies with companies."""
    return Card(
        text=("I compare people with people and companies with companies. Which of the two shall it be?",),
        context=rich(
            "For example ", Code("compare Ana and Lars"), " or ", Code("compare Northwind and Kestrel")
        ),
    )
