"""All that a member owns: taken out as one file, brought back from it, and erased (B6)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import Removed
from bot.core.feature import Feature, Record
from bot.core.labels import RecordLabel
from bot.core.notes import Note
from bot.features.own_data import commands, events
from bot.features.own_data.cards.bringing import brought_label
from bot.features.own_data.checks import CHECKS
from bot.features.own_data.contracts import SentExport
from bot.features.own_data.handlers import bringing, erasing, exports
from bot.features.own_data.rules.bringing import BroughtBack
from bot.features.own_data.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="own_data",
    rules=("B6",),
    handlers={
        commands.ExportOwn: exports.export_own,
        commands.RemoveExport: exports.remove_export,
        commands.TakeFileBack: exports.take_file_back,
        commands.OpenErasure: erasing.open_own,
        commands.SubmitErasure: erasing.submit_own,
        commands.OpenMemberErasure: erasing.open_for_member,
        commands.SubmitMemberErasure: erasing.submit_for_member,
        commands.BeginErasing: erasing.begin,
        commands.FinishErasing: erasing.finish,
        commands.TellErased: erasing.tell,
        commands.LookIntoExport: bringing.look_into,
        commands.BringBack: bringing.bring_back,
    },
    checks=CHECKS,
    records=(
        Record(SentExport, journalled=False, comes_back=False),
        Record(BroughtBack, label=RecordLabel(4, brought_label), comes_back=False),
    ),
    events={
        Removed(BroughtBack): events.take_out_again,
        Removed(Note): events.take_files_back,
        Removed(Contact): events.take_files_back,
    },
    subcommands=SUBCOMMANDS,
)
"""The capability as the rest of the bot sees it."""
