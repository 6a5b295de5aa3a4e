"""Cards and forms about reporting lines (T5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core.cards import Button, Card, Confirm, Field, FieldKind, Form, Row, Style
from bot.core.members import Role
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, MemberName, Rich, rich
from bot.core.words import plural, quiet, shorten
from bot.features.reporting.commands import (
    AnswerReportingLine,
    EndReportingLine,
    ListReportingLines,
    OpenReportingLine,
    SaveReportingLine,
    SetRole,
    ShowRole,
)
from bot.features.reporting.contracts import LineState, ReportingLine
from bot.features.reporting.rules import Refusal

WHO_REPORTS = "Choose a member."


def line_list_card(
    lines: Sequence[ReportingLine],
    names: Mapping[str, MemberName],
    me: str,
    *,
    total: int,
    page: int,
    is_admin: bool,
) -> Card:
    """A page of the reporting lines that the member is on; of all for an admin."""
    add = Button(label="Add a line", command=OpenReportingLine(), opens_form=True)
    if not total:
        return Card(
            text=("There are no reporting lines here." if is_admin else "You are on no reporting line.",),
            context=rich("Say who your manager is: ", Code("/tactegic reports me to @tomo")),
            buttons=(add,),
        )
    return Card(
        header="Reporting lines",
        text=(f"{plural(total, 'line')}{'' if is_admin else ' that you are on'}.",),
        parts=tuple(_row(line, names, me) for line in lines),
        context=quiet("Set by an admin or confirmed by the seller; notes stay private", pages(page, total)),
        buttons=(add, *page_buttons(page, total, ListReportingLines)),
    )


def _row(line: ReportingLine, names: Mapping[str, MemberName], me: str) -> Row:
    waits = line.state is LineState.REQUESTED
    text = rich(*_who(line, names, me), " · waits for the seller" if waits else "")
    if waits and line.seller == me:
        return Row(text=text, menu=_answers(line))
    return Row(text=text, button=_end(line, "Withdraw" if waits else "End"))


def _who(line: ReportingLine, names: Mapping[str, MemberName], me: str) -> Rich:
    if line.seller == me:
        return rich("You report to ", names[line.manager])
    if line.manager == me:
        return rich(names[line.seller], " reports to you")
    return rich(names[line.seller], " reports to ", names[line.manager])


def _answers(line: ReportingLine) -> tuple[Button, ...]:
    return (
        Button(label="Accept", command=AnswerReportingLine(line.id, accepts=True)),
        Button(label="Decline", command=AnswerReportingLine(line.id, accepts=False)),
    )


def _end(line: ReportingLine, label: str) -> Button:
    confirm = Confirm(
        title=f"{label} this line?",
        text="What was shared along it is no longer shown. It can be set or asked for again.",
        yes=label,
    )
    return Button(label=label, command=EndReportingLine(line.id), confirm=confirm)


def line_set_card(line: ReportingLine, names: Mapping[str, MemberName], me: str) -> Card:
    """For who set it: the line holds, or waits for the seller."""
    if line.state is LineState.REQUESTED:
        return Card(
            text=rich("I asked ", names[line.seller], " whether they report to you."),
            context=("It holds when they accept; a manager alone cannot set it",),
            buttons=(_end(line, "Withdraw"), Button(label="All lines", command=ListReportingLines())),
        )
    return Card(
        text=rich(*_who(line, names, me), "."),
        context=(
            "The other side was told; either of you can end it"
            if me in (line.seller, line.manager)
            else "Both were told; either can end it",
        ),
        buttons=(_end(line, "End"), Button(label="All lines", command=ListReportingLines())),
    )


def told_card(
    line: ReportingLine, names: Mapping[str, MemberName], by: MemberName, me: str, role: Role = Role.MANAGER
) -> Card:
    """For the other one on the line, who has this role: it was asked for, set, declined or ended."""
    seller, manager = names[line.seller], names[line.manager]
    match line.state:
        case LineState.REQUESTED if me == line.seller:
            accept, decline = _answers(line)
            return Card(
                text=rich(manager, " asks whether you report to them."),
                context=("They see only what you share, and you can end it at any time",),
                buttons=(replace(accept, style=Style.PRIMARY), decline),
            )
        case LineState.DECLINED:
            return Card(text=rich(seller, " says that they do not report to you. The line is not set."))
        case LineState.ENDED:
            return Card(text=rich(by, " ended the line from ", seller, " to ", manager, "."))
        case _:
            return _told_set_card(line, names, by, me, role)


def _told_set_card(
    line: ReportingLine, names: Mapping[str, MemberName], by: MemberName, me: str, role: Role
) -> Card:
    who = _who(line, names, me)
    by_one_of_them = by in (names[line.seller], names[line.manager])
    leads = line.manager != me or role in (Role.MANAGER, Role.LEADER)
    lead = Button(label="I lead a team", command=SetRole(Role.MANAGER.value), style=Style.PRIMARY)
    return Card(
        text=rich(*who, " now.") if by_one_of_them else rich(by, " set a reporting line: ", *who, "."),
        context=quiet(
            "Notes stay private along the line",
            "" if leads else "who leads a team gets what it shares of its looks ahead, once a week",
        ),
        buttons=(*(() if leads else (lead,)), _end(line, "End")),
    )


def answered_card(line: ReportingLine, names: Mapping[str, MemberName]) -> Card:
    """For the seller who answered."""
    if line.state is LineState.CONFIRMED:
        return Card(
            text=rich("You report to ", names[line.manager], " now."),
            context=("They see only what you share",),
            buttons=(_end(line, "End"), Button(label="All lines", command=ListReportingLines())),
        )
    return Card(text=rich("Declined. ", names[line.manager], " was told, and nothing is set."))


def ended_card(line: ReportingLine, names: Mapping[str, MemberName]) -> Card:
    """For who ended a line."""
    return Card(
        text=rich("Ended: ", names[line.seller], " no longer reports to ", names[line.manager], "."),
        buttons=(Button(label="All lines", command=ListReportingLines()),),
    )


_WHY = {
    Refusal.ONESELF: "Nobody reports to themselves. Nothing was set.",
    Refusal.THERE_ALREADY: "That line is there already.",
    Refusal.CIRCLE: "That would close a circle: the manager reports to that seller already, directly or not.",
    Refusal.NOT_YOURS: "Only an admin, the seller or the manager can do that. Nothing was changed.",
}


def refused_card(reason: Refusal) -> Card:
    """A line cannot be, or is not this member's to change."""
    return Card(text=(_WHY[reason],), buttons=(Button(label="All lines", command=ListReportingLines()),))


def nobody_card(name: str) -> Card:
    """A typed name is no member's, as far as is known."""
    return Card(
        text=rich("I don't know which member ", Bold(shorten(name, 60)), " is."),
        context=rich(
            "Mention people with @, e.g. ", Code("/tactegic reports @mira to @tomo"), ", or choose them:"
        ),
        buttons=(Button(label="Choose members", command=OpenReportingLine(), opens_form=True),),
    )


def not_a_member_card(person: MemberName) -> Card:
    """A guest was named, who cannot be on a line."""
    return Card(
        text=rich(person, " can't be on a reporting line: I work for full members only. Nothing was set.")
    )


def line_form(submit: SaveReportingLine, me: str) -> Form:
    """The form that says who reports to whom."""
    return Form(
        title="Reporting line",
        submit=submit,
        fields=(
            Field(name="seller", label="Who reports?", kind=FieldKind.MEMBER, value=me),
            Field(
                name="manager",
                label="To whom?",
                kind=FieldKind.MEMBER,
                hint="The seller is asked first, unless it is you or you are an admin",
            ),
        ),
    )


def gone_card() -> Card:
    """The line is no longer there."""
    return Card(
        text=("That line is no longer there. Nothing was changed.",),
        buttons=(
            Button(label="All lines", command=ListReportingLines()),
            Button(label="My role", command=ShowRole()),
        ),
    )
