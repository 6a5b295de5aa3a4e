"""Whom a member invests in, and how that is balanced (P1, P2, P3, F1)."""

from __future__ import annotations

from bot.core.feature import Feature, Record
from bot.features.portfolio import commands
from bot.features.portfolio.checks import CHECKS
from bot.features.portfolio.handlers import portfolio, standing, strategic
from bot.features.portfolio.rules.settings import PortfolioSettings
from bot.features.portfolio.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="portfolio",
    rules=("P1", "P2", "P3", "F1"),
    handlers={
        commands.MakeStrategic: strategic.make_strategic,
        commands.SetStrategic: strategic.set_strategic,
        commands.EditPlace: strategic.edit_place,
        commands.ChangePlace: strategic.change_place,
        commands.SetStanding: standing.set_standing,
        commands.Swap: standing.swap,
        commands.SetPhase: standing.set_phase,
        commands.SetUniverse: standing.set_universe,
        commands.SetCadence: standing.set_cadence,
        commands.ShowPlace: standing.show_place,
        commands.ShowPortfolio: portfolio.show_portfolio,
        commands.SetLimits: portfolio.set_limits,
        commands.EditTarget: portfolio.edit_target,
        commands.ChangeTarget: portfolio.change_target,
        commands.SetTarget: portfolio.set_target,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(PortfolioSettings),),
)
