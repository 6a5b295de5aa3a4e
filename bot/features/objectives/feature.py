"""Mutual objectives, with the benefit to each side (F7)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import (
    Changed,
    ContactReplaced,
    Erased,
    Removed,
    follow_contact,
    remove_rows_of_contact,
)
from bot.core.feature import Feature, Record
from bot.features.objectives import commands, events
from bot.features.objectives.checks import CHECKS
from bot.features.objectives.contracts.values import MutualObjective
from bot.features.objectives.handlers import objectives, sharing
from bot.features.objectives.sections import SECTIONS
from bot.features.objectives.subcommands import SUBCOMMANDS
from bot.features.teams.contracts.values import AccountTeam

FEATURE = Feature(
    name="objectives",
    rules=("F7",),
    handlers={
        commands.ShowObjective: objectives.show_objective,
        commands.EditObjective: objectives.edit_objective,
        commands.SaveObjective: objectives.save_objective,
        commands.ObjectiveHistory: objectives.objective_history,
        commands.ShareObjective: sharing.share_objective,
        commands.SaveObjectiveSharing: sharing.save_objective_sharing,
        commands.TakeBackObjective: sharing.take_back_objective,
        commands.TakeBackObjectives: sharing.take_back_objectives,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(MutualObjective, subject="contact_id", links=("shared_with",)),),
    events={
        ContactReplaced: follow_contact(MutualObjective),
        Changed(AccountTeam): (events.take_back, events.hide),
        Removed(AccountTeam): events.hide,
        Changed(MutualObjective): events.unshare,
        Removed(MutualObjective): events.unshare,
        Erased(Contact): remove_rows_of_contact(MutualObjective),
    },
    sections=SECTIONS,
    at_home=(MutualObjective,),
)
