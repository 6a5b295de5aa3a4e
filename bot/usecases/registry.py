"""Which use case takes which command: one explicit table."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.codec import Unreadable
from bot.messages import commands as base
from bot.messages import notes
from bot.messages.commands import Command
from bot.usecases import apologize, forms, home, undo
from bot.usecases.assessment.assess_handlers import ASSESSING
from bot.usecases.commanding import help
from bot.usecases.learning.learning_handlers import LEARNING
from bot.usecases.lookahead.round_handlers import ROUNDS
from bot.usecases.notes import edit_notes, index_notes, list_notes, mentions, take_note
from bot.usecases.nudging import next_steps
from bot.usecases.nudging.nudge_handlers import NUDGES
from bot.usecases.people import commitments, contacts, merge, neglected, touches
from bot.usecases.planning.planning_handlers import PLANNING
from bot.usecases.portfolios.portfolio_handlers import PORTFOLIO
from bot.usecases.recalling import brief, converse, recall
from bot.usecases.timing.occasions import ON_TIME
from bot.usecases.timing.settings import SETTINGS
from bot.usecases.turn import Handler, Turn


class NoHandler(Unreadable):
    """Nobody takes this command: it belongs to a capability that is not there."""


async def dispatch(turn: Turn[Any]) -> None:
    """Hand a piece of work to the use case of its command."""
    await handler_of(turn.command)(turn)


def handler_of(command: Command) -> Handler:
    """The use case of a command; raises NoHandler."""
    handler = HANDLERS.get(type(command))
    if handler is None:
        raise NoHandler(type(command).__name__)
    return handler


HANDLERS: dict[type[Command], Handler] = {
    base.Said: partial(converse.handle_said, dispatch=dispatch),
    base.Typed: partial(converse.handle_typed, dispatch=dispatch),
    base.HomeOpened: home.home_opened,
    base.MessageEdited: edit_notes.message_edited,
    base.MessageDeleted: edit_notes.message_deleted,
    base.Undo: undo.undo,
    base.IndexNotes: index_notes.index_notes,
    base.Apologize: apologize.apologize,
    base.Dismiss: mentions.dismiss,
    base.Sent: forms.only_shown,
    notes.TakeNote: take_note.take_note,
    notes.ComposeNote: edit_notes.compose_note,
    notes.SaveNote: edit_notes.save_note,
    notes.OpenNote: edit_notes.open_note,
    notes.EditNote: edit_notes.edit_note,
    notes.ChangeNote: edit_notes.change_note,
    notes.DeleteNote: edit_notes.delete_note,
    notes.KeepDraft: edit_notes.keep_draft,
    notes.ResolveMention: mentions.resolve_mention,
    notes.Ask: recall.ask,
    notes.Brief: brief.brief,
    notes.ListContacts: contacts.list_contacts,
    notes.ShowContact: contacts.show_contact,
    notes.EditContact: contacts.edit_contact,
    notes.ChangeContact: contacts.change_contact,
    notes.RenameContact: contacts.rename_contact,
    notes.SetAccount: contacts.set_account,
    notes.MergeContacts: merge.merge_contacts,
    notes.DeleteContact: merge.delete_contact,
    notes.LogTouch: touches.log_touch,
    notes.ListNotes: list_notes.list_notes,
    notes.SettleCommitment: commitments.settle,
    notes.ListCommitments: commitments.list_commitments,
    notes.Neglected: neglected.list_neglected,
    notes.Help: help.help,
    notes.NextSteps: next_steps.next_steps,
    **ASSESSING,
    **ON_TIME,
    **NUDGES,
    **SETTINGS,
    **PLANNING,
    **PORTFOLIO,
    **ROUNDS,
    **LEARNING,
}
