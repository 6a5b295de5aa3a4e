"""How the themes of what sellers shared went, month by month (T5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card
from bot.core.coaching.understanding import Mode
from bot.core.figures import DataSeries, Diagram, DiagramForm
from bot.core.rich import Bold, rich
from bot.core.words import plural, quiet, sentence, simple_mode
from bot.features.rollup.commands import RollUp
from bot.features.rollup.rules import ThemeView

_NO_NAME = "close in meaning"


def themes_card(
    themes: Sequence[ThemeView], months: Sequence[date], counts: Sequence[Sequence[int]], mode: Mode
) -> Card:
    """Show a line for each theme; with none that recurs, say so."""
    everything = Button(label="What your sellers see coming", command=RollUp())
    if not themes:
        return Card(text=("Nothing recurs across accounts yet.",), buttons=(everything,))
    first = themes[0]
    return Card(
        header="Themes over time",
        text=rich(
            Bold(sentence(first.name or _NO_NAME)),
            f" comes up in most accounts: {plural(first.accounts, 'account')}, "
            f"{plural(len(first.voices), 'answer')}.",
        ),
        parts=(_diagram(themes, months, counts),),
        context=quiet("Only what each of them chose to share", simple_mode(mode)),
        buttons=(everything,),
    )


def _diagram(themes: Sequence[ThemeView], months: Sequence[date], counts: Sequence[Sequence[int]]) -> Diagram:
    names = [sentence(each.name or _NO_NAME) for each in themes]
    told = "; ".join(
        f"{name}: {_told(months, row) or 'none in these months'}"
        for name, row in zip(names, counts, strict=True)
    )
    return Diagram(
        title="Answers on each theme by month",
        form=DiagramForm.LINE,
        labels=tuple(f"{month:%b %y}" for month in months),
        series=tuple(
            DataSeries(name.partition(":")[0], tuple(row)) for name, row in zip(names, counts, strict=True)
        ),
        said=f"{told}.",
        y_label="Answers",
    )


def _told(months: Sequence[date], row: Sequence[int]) -> str:
    return ", ".join(f"{count} in {month:%B}" for month, count in zip(months, row, strict=True) if count)
