"""Relationship plans and what becomes of their activities (R1)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import ContactReplaced, Erased, follow_contact, remove_rows_of_contact
from bot.core.feature import Feature, Record
from bot.core.labels import RecordLabel
from bot.features.plans import commands
from bot.features.plans.cards.answers import activity_label
from bot.features.plans.checks import CHECKS
from bot.features.plans.contracts import Activity
from bot.features.plans.handlers import activities, outcomes, plans
from bot.features.plans.sections import SECTIONS
from bot.features.plans.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="plans",
    rules=("R1", "R2"),
    handlers={
        commands.ShowPlan: plans.show_plan,
        commands.AddActivity: activities.add_activity,
        commands.EditActivity: activities.edit_activity,
        commands.SaveActivity: activities.save_activity,
        commands.DropActivity: activities.drop_activity,
        commands.FinishActivity: outcomes.finish_activity,
        commands.SaveOutcome: outcomes.save_outcome,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(Activity, subject="contact_id", state="state", label=RecordLabel(40, activity_label)),),
    events={
        ContactReplaced: follow_contact(Activity),
        Erased(Contact): remove_rows_of_contact(Activity),
    },
    sections=SECTIONS,
)
