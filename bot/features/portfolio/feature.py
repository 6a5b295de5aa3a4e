"""Whom a member invests in, and how that is balanced (P1, P2, P3, F1)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.feature import Feature, Record
from bot.core.notes import Touch
from bot.features.portfolio import commands
from bot.features.portfolio.checks import CHECKS
from bot.features.portfolio.handlers import limits, overview, pictures, place, standing, strategic
from bot.features.portfolio.rules.settings import PortfolioSettings
from bot.features.portfolio.sections import SECTIONS
from bot.features.portfolio.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="portfolio",
    rules=("P1", "P2", "P3", "F1"),
    handlers={
        commands.MakeStrategic: strategic.make_strategic,
        commands.SetStrategic: strategic.set_strategic,
        commands.EditPlace: place.edit_place,
        commands.ChangePlace: place.change_place,
        commands.SetStanding: standing.set_standing,
        commands.Swap: standing.swap,
        commands.SetPhase: place.set_phase,
        commands.SetUniverse: place.set_universe,
        commands.SetCadence: place.set_cadence,
        commands.ShowPlace: place.show_place,
        commands.ShowPortfolio: overview.show_portfolio,
        commands.ShowBalance: pictures.show_balance,
        commands.ShowMap: pictures.show_map,
        commands.SetLimits: limits.set_limits,
        commands.EditTarget: limits.edit_target,
        commands.ChangeTarget: limits.change_target,
        commands.SetTarget: limits.set_target,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(PortfolioSettings),),
    sections=SECTIONS,
    at_home=(Contact, Touch, PortfolioSettings),
)
