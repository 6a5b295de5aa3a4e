"""The part of the Home tab on the portfolio (P1, P3, B5)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.cards import Button, Choices, Part, Passage
from bot.core.rich import Code, rich
from bot.core.words import plural
from bot.features.portfolio.cards.pictures import balance_bars, balance_sentence
from bot.features.portfolio.commands import ShowBalance, ShowMap, ShowPortfolio
from bot.features.portfolio.rules.balance import Balance
from bot.features.portfolio.rules.limits import PortfolioLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioAtHome:
    """What the Home tab says of the portfolio."""

    active: int
    due: int
    limits: PortfolioLimits
    balance: Balance


def standing_sentence(active: int, due: int, limits: PortfolioLimits) -> str:
    """Say how many are active, and how many of them are due."""
    waiting = f"{plural(due, 'person', 'people')} due" if due else "nobody is due"
    soft = limits.soft
    over = f"{active} active, {active - soft} more than {soft}"
    return f"{over if active > soft else f'{active} active of {soft}'}, {waiting}."


def portfolio(view: PortfolioAtHome) -> list[Part]:
    """The portfolio in one picture of characters and one sentence."""
    if not view.active:
        text = rich(
            "Nobody is active yet. Begin with one person who matters in two years: ",
            Code("/tactegic strategic Ana"),
        )
        return [Passage(heading="Portfolio", text=text)]
    said = f"{standing_sentence(view.active, view.due, view.limits)} {balance_sentence(view.balance)}"
    legend = "\nContacts by phase, and what you want of each:"
    return [
        Passage(heading="Portfolio", text=(said, legend)),
        balance_bars(view.balance),
        Choices(
            buttons=(
                Button(label="Portfolio", command=ShowPortfolio()),
                Button(label="Balance", command=ShowBalance()),
                Button(label="Map", command=ShowMap()),
            )
        ),
    ]
