"""The balance and the map of a portfolio, each as a picture and in words (P2, P3, S3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.cards import Button, Card, Passage, Picture
from bot.core.charts import Chart, MapPoint, PointMap
from bot.core.contacts import Phase
from bot.core.figures import (
    CharacterBar,
    CharacterBars,
    DataCell,
    DataSeries,
    DataTable,
    Diagram,
    DiagramForm,
    counted,
)
from bot.core.rich import Bold, Code, rich
from bot.core.words import plural, quiet
from bot.features.portfolio.commands import EditTarget, ShowBalance, ShowMap, ShowPortfolio
from bot.features.portfolio.rules.balance import Balance
from bot.features.portfolio.rules.map import TOP_STRENGTH, TOP_VALUE, PlacedContact

_MOST_NUMBERED = 20
"""People whose number stands beside their point."""


def balance_sentence(balance: Balance) -> str:
    """Say which phase gets less than the member wants, or that none does."""
    if balance.starving is None:
        return "No phase gets much less than you want."
    return f"{balance.starving.value.capitalize()} gets less than you want."


def balance_diagram(balance: Balance) -> Diagram:
    """Draw contacts and touches by phase beside the target."""
    shares = balance.shares
    told = "; ".join(
        f"{s.phase.value} has {s.contacts:.0f} % of the contacts and {s.effort:.0f} % of the touches, "
        f"with {s.wanted} % wanted"
        for s in shares
    )
    return Diagram(
        title="Balance against your target",
        form=DiagramForm.BAR,
        labels=tuple(s.phase.value.capitalize() for s in shares),
        series=(
            DataSeries("Contacts", tuple(round(s.contacts) for s in shares)),
            DataSeries("Touches of 90 days", tuple(round(s.effort) for s in shares)),
            DataSeries("Your target", tuple(s.wanted for s in shares)),
        ),
        said=f"{told[:1].upper()}{told[1:]}.",
        y_label="Percent",
    )


def balance_bars(balance: Balance) -> CharacterBars:
    """Show the contacts by phase as bars of characters, for where Slack draws nothing."""
    bars = (CharacterBar(s.phase.value.capitalize(), s.contacts, s.wanted) for s in balance.shares)
    return CharacterBars(bars=tuple(bars))


def balance_card(balance: Balance, active: int) -> Card:
    """Show the balance against the target."""
    if not active:
        return Card(
            text=("Nobody is active yet, so there is nothing to balance.",),
            buttons=(Button(label="Portfolio", command=ShowPortfolio()),),
        )
    return Card(
        header="How your portfolio is balanced",
        text=(balance_sentence(balance),),
        parts=(balance_diagram(balance),),
        context=("Only you can see this",),
        buttons=(
            Button(label="Change the target", command=EditTarget(), opens_form=True),
            Button(label="Map", command=ShowMap()),
        ),
    )


def map_card(placed: Sequence[PlacedContact], companies: Mapping[str, str], unscored: int) -> Card:
    """Show the map, and a table that says who is who on it; `unscored` active people have no place."""
    if not placed:
        return _no_map()
    first = placed[0]
    behind = (
        rich(
            "The widest gap is with ",
            Bold(first.contact.name),
            f": value {first.value} of {TOP_VALUE}, strength {first.strength} of {TOP_STRENGTH}.",
        )
        if first.gap > 0
        else ("Nobody's strength lies behind their value.",)
    )
    left_out = f"{plural(unscored, 'active person', 'active people')} without scores not shown"
    return Card(
        header="Your portfolio on a map",
        text=behind,
        parts=(_picture(placed), _table(placed, companies)),
        context=quiet("Only you can see this", left_out if unscored else ""),
        buttons=(Button(label="Balance", command=ShowBalance()),),
    )


def _no_map() -> Card:
    return Card(
        text=("The map shows strategic contacts, and you have none with scores yet.",),
        parts=(
            Passage(
                text=rich("Begin with one person who matters in two years: ", Code("/tactegic strategic Ana"))
            ),
        ),
        buttons=(Button(label="Portfolio", command=ShowPortfolio()),),
    )


def _picture(placed: Sequence[PlacedContact]) -> Picture:
    phases = list(Phase)
    points = tuple(
        MapPoint(
            each.value,
            each.strength,
            phases.index(each.contact.phase),
            number if number <= _MOST_NUMBERED else 0,
        )
        for number, each in enumerate(placed, start=1)
    )
    chart = Chart(
        map=PointMap(
            across=f"Value for your vision (0 to {TOP_VALUE})",
            up=f"Strength of the relationship (0 to {TOP_STRENGTH})",
            most_across=TOP_VALUE,
            most_up=TOP_STRENGTH,
            groups=tuple(phase.value.capitalize() for phase in phases),
            points=points,
        )
    )
    return Picture(picture_id=chart.picture_id, title="Value and strength", alt=_alt(placed), chart=chart)


def _alt(placed: Sequence[PlacedContact]) -> str:
    """Count the quarters of the map; who stands where is in the table beside it."""
    high = [each for each in placed if each.value * 2 >= TOP_VALUE]
    strong = sum(each.strength * 2 >= TOP_STRENGTH for each in high)
    low = len(placed) - len(high)
    return (
        f"{plural(len(placed), 'strategic contact')} by value and strength: {len(high)} of high value, "
        f"{strong} of them strong and {len(high) - strong} not yet; {low} of lower value."
    )


def _table(placed: Sequence[PlacedContact], companies: Mapping[str, str]) -> DataTable:
    rows = [
        (
            DataCell(each.contact.name),
            counted(number),
            DataCell(companies.get(each.contact.account_id or "", "")),
            counted(each.value),
            counted(each.strength),
            DataCell(each.contact.phase.value),
        )
        for number, each in enumerate(placed[:100], start=1)
    ]
    columns = ("Name", "Number", "Company", "Value", "Strength", "Phase")
    return DataTable(caption="Who is who on the map", columns=columns, rows=tuple(rows), page=10)
