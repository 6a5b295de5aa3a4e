"""The words and pictures of this feature (B5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Picture, Row
from bot.core.charts import Chart, Timeline, TimelineMark
from bot.core.contacts import Contact
from bot.core.figures import DataSeries, Diagram, DiagramForm
from bot.core.rich import Bold, Code, rich
from bot.core.words import ago, name_with_company, plural
from bot.features.briefs.commands import Brief
from bot.features.charts.commands import ShowTouches
from bot.features.charts.rules import History, MonthOfTouches
from bot.features.portfolio.commands import ShowBalance, ShowMap
from bot.features.score.commands import ShowTrend
from bot.features.share_of_future.commands import ShowShare


def list_card(*, leads: bool) -> Card:
    """Which pictures there are; that of themes only for who leads somebody."""
    rows = [
        Row(text=("Phases against your target",), button=Button(label="Balance", command=ShowBalance())),
        Row(
            text=("Value and strength of strategic contacts",), button=Button(label="Map", command=ShowMap())
        ),
        Row(text=("Touches over a year",), button=Button(label="Touches", command=ShowTouches())),
        Row(text=("Your share of the future",), button=Button(label="Future", command=ShowShare())),
        Row(text=rich("How a score went: ", Code("/tactegic chart score Ana"))),
        Row(text=rich("What happened with somebody: ", Code("/tactegic chart timeline Ana"))),
    ]
    if leads:
        rows.append(Row(text=rich("Themes of your sellers: ", Code("/tactegic chart themes"))))
    return Card(text=("These pictures I can draw for you.",), parts=tuple(rows))


def touches_card(months: Sequence[MonthOfTouches]) -> Card:
    """The touches of a year, those with strategic contacts apart."""
    total = sum(each.all for each in months)
    if not total:
        return Card(
            text=("No touch is on record in the last twelve months.",),
            context=rich("Tell me of a talk, or write ", Code("/tactegic touch Ana")),
        )
    busiest = max(months, key=lambda each: each.all)
    strategic = sum(each.strategic for each in months)
    share = f"{strategic} of them with strategic contacts" if strategic else "none with a strategic contact"
    return Card(
        header="Your touches over a year",
        text=(f"{plural(total, 'touch', 'touches')}, {share}. Most were in {busiest.month:%B}.",),
        parts=(_touches(months),),
        context=("Only you can see this",),
        buttons=(Button(label="Share of the future", command=ShowShare()),),
    )


def _touches(months: Sequence[MonthOfTouches]) -> Diagram:
    told = ", ".join(f"{each.all} in {each.month:%B %Y}" for each in months if each.all)
    return Diagram(
        title="Touches by month",
        form=DiagramForm.BAR,
        labels=tuple(f"{each.month:%b %y}" for each in months),
        series=(
            DataSeries("Strategic contacts", tuple(each.strategic for each in months)),
            DataSeries("Others", tuple(each.others for each in months)),
        ),
        said=f"There were {told}.",
        y_label="Touches",
    )


def timeline_card(contact: Contact, company: str, history: History, first: date, today: date) -> Card:
    """What happened in a relationship over a year."""
    name = name_with_company(contact.name, company)
    buttons = (
        Button(label="Brief me", command=Brief(contact.name, contact.id)),
        Button(label="Score by month", command=ShowTrend(contact_id=contact.id)),
    )
    if not history.days:
        return Card(
            text=rich("Nothing happened with ", Bold(name), " in the last twelve months that I know of."),
            buttons=buttons,
        )
    last = f", the last {ago(history.touches[-1], today)}" if history.touches else ""
    counts = f"{plural(len(history.touches), 'touch', 'touches')} in a year{last}."
    return Card(
        text=rich(Bold(name), f": {counts}"),
        parts=(_timeline(history, first, today),),
        context=("Only you can see this",),
        buttons=buttons,
    )


def _timeline(history: History, first: date, last: date) -> Picture:
    lanes = (
        ("In touch", history.touches),
        ("Notes", history.notes),
        ("You promised", history.promised),
        ("Promised to you", history.promised_to),
    )
    marks = tuple(TimelineMark(day, lane) for lane, (_, days) in enumerate(lanes) for day in days)
    chart = Chart(
        timeline=Timeline(first=first, last=last, lanes=tuple(name for name, _ in lanes), marks=marks)
    )
    told = "; ".join(f"{name}: {_days(days)}" for name, days in lanes if days)
    return Picture(picture_id=chart.picture_id, title="Over a year", alt=f"{told}.", chart=chart)


def _days(days: Sequence[date]) -> str:
    return ", ".join(f"{day.day} {day:%b %Y}" for day in days)
