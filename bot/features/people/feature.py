"""The people a member knows: contacts, touches, promises, and who hears nothing for long (B1, B2)."""

from __future__ import annotations

from bot.core import commands
from bot.core.feature import Feature
from bot.features.people import commands as people_commands
from bot.features.people.checks import CHECKS
from bot.features.people.handlers import contacts, merge, neglected, promises, touches
from bot.features.people.sections import SECTIONS
from bot.features.people.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="people",
    rules=("B1", "B2"),
    handlers={
        commands.ListContacts: contacts.list_contacts,
        people_commands.ShowContact: contacts.show_contact,
        people_commands.EditContact: contacts.edit_contact,
        people_commands.ChangeContact: contacts.change_contact,
        people_commands.RenameContact: contacts.rename_contact,
        people_commands.SetAccount: contacts.set_account,
        people_commands.MergeContacts: merge.merge_contacts,
        people_commands.DeleteContact: merge.delete_contact,
        people_commands.LogTouch: touches.log_touch,
        people_commands.SettleCommitment: promises.settle,
        people_commands.ListCommitments: promises.list_commitments,
        people_commands.Neglected: neglected.list_neglected,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    sections=SECTIONS,
)
