"""Contacts and meetings from files, and changes of many contacts at once (B6)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import Erased, Removed
from bot.core.feature import Feature, Record
from bot.core.labels import RecordLabel
from bot.features.importing import commands, events
from bot.features.importing.cards.done import TAKEN_BACK, bulk_label
from bot.features.importing.checks import CHECKS
from bot.features.importing.handlers import confirming, many, offering
from bot.features.importing.rules.imports import BulkChange, PendingImport
from bot.features.importing.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="importing",
    rules=("B6",),
    handlers={
        commands.ShowImports: confirming.show_imports,
        commands.OfferImport: offering.offer_import,
        commands.EditColumns: offering.edit_columns,
        commands.ChangeColumns: offering.change_columns,
        commands.ReviewDuplicates: offering.review_duplicates,
        commands.DecideDuplicates: offering.decide_duplicates,
        commands.ShowImportProblems: offering.show_problems,
        commands.ConfirmImport: confirming.confirm_import,
        commands.DropImport: offering.drop_import,
        commands.EditMany: many.edit_many,
        commands.ChangeMany: many.change_many,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(
        Record(PendingImport, journalled=False),
        Record(BulkChange, label=RecordLabel(5, bulk_label, gone=TAKEN_BACK)),
    ),
    events={
        Removed(BulkChange): events.take_back,
        Erased(Contact): events.forget_pending,
    },
)
