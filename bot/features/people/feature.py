"""The people a member knows: contacts, touches, promises, and who hears nothing for long (B1, B2)."""

from __future__ import annotations

from bot.core import commands as core_commands
from bot.core.contacts import Contact
from bot.core.employment import Employment
from bot.core.events import ContactReplaced, Erased, follow_contact, remove_rows_of_contact
from bot.core.feature import Feature
from bot.core.notes import Commitment, Touch
from bot.features.people import commands
from bot.features.people.checks import CHECKS
from bot.features.people.handlers import account, contacts, merge, neglected, promises, touches
from bot.features.people.sections import SECTIONS
from bot.features.people.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="people",
    rules=("B1", "B2"),
    handlers={
        core_commands.ListContacts: contacts.list_contacts,
        core_commands.ShowAccount: account.show_account,
        commands.ShowContact: account.show_contact_or_account,
        commands.EditContact: contacts.edit_contact,
        commands.ChangeContact: contacts.change_contact,
        commands.RenameContact: contacts.rename_contact,
        commands.SetAccount: contacts.set_account,
        commands.MergeContacts: merge.merge_contacts,
        commands.DeleteContact: merge.delete_contact,
        commands.LogTouch: touches.log_touch,
        commands.ListTouches: touches.list_touches,
        commands.SettleCommitment: promises.settle,
        commands.ListCommitments: promises.list_commitments,
        commands.Neglected: neglected.list_neglected,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    sections=SECTIONS,
    at_home=(Contact, Touch, Commitment),
    events={
        ContactReplaced: follow_contact(Employment),
        Erased(Contact): remove_rows_of_contact(Employment),
    },
)
