"""What a member tells the bot: notes, what is understood of them, and every change of them (B1)."""

from __future__ import annotations

from bot.core import commands as core_commands
from bot.core.events import Added, Changed, Removed, quote_no_more
from bot.core.feature import Feature
from bot.core.notes import Note
from bot.features.notes import commands, events
from bot.features.notes.checks import CHECKS
from bot.features.notes.handlers import edit, find, index, lists, mentions, promises, taking
from bot.features.notes.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="notes",
    rules=("B1", "R2", "B12"),
    handlers={
        commands.MessageEdited: edit.message_edited,
        commands.MessageDeleted: edit.message_deleted,
        commands.IndexNotes: index.index_notes,
        core_commands.Dismiss: mentions.dismiss,
        commands.TakeNote: taking.take_note,
        commands.ComposeNote: edit.compose_note,
        commands.SaveNote: edit.save_note,
        commands.OpenNote: edit.open_note,
        commands.EditNote: edit.edit_note,
        commands.AddNoteRow: edit.add_row,
        commands.ChangeNote: edit.change_note,
        commands.DeleteNote: edit.delete_note,
        commands.KeepDraft: edit.keep_draft,
        commands.ResolveMention: mentions.resolve_mention,
        commands.ListNotes: lists.list_notes,
        commands.FindNote: find.find_note,
        commands.ChangePromise: promises.change_promise,
        commands.MakePromise: promises.make_promise,
        commands.DropQuestion: promises.drop_question,
        commands.AskDay: promises.ask_day,
        commands.TellDay: promises.tell_day,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    events={
        Added(Note): events.index,
        Changed(Note): (events.index, events.unshare, events.hide_older),
        Removed(Note): (events.take_back, events.index, quote_no_more),
    },
)
