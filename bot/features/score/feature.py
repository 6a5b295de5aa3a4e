"""How a relationship stands, each point with its source (S3)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import ContactReplaced, Erased, follow_contact, remove_rows_of_contact
from bot.core.feature import Feature, Record
from bot.features.score import commands, handlers
from bot.features.score.checks import CHECKS
from bot.features.score.contracts.records import ChosenMeasures
from bot.features.score.sections import SECTIONS
from bot.features.score.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="score",
    rules=("S3",),
    handlers={
        commands.ShowScore: handlers.show_score,
        commands.ShowTrend: handlers.show_trend,
        commands.ShowSources: handlers.show_sources,
        commands.ChooseMeasures: handlers.choose_measures,
        commands.KeepMeasures: handlers.keep_measures,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    sections=SECTIONS,
    records=(Record(ChosenMeasures, subject="contact_id"),),
    events={
        ContactReplaced: follow_contact(ChosenMeasures),
        Erased(Contact): remove_rows_of_contact(ChosenMeasures),
    },
)
