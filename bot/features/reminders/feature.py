"""Reminders in plain words, once or every so often (B8)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import (
    Added,
    Changed,
    ContactReplaced,
    Erased,
    Removed,
    follow_contact,
    remove_rows_of_contact,
)
from bot.core.feature import Feature, Record
from bot.core.labels import RecordLabel
from bot.core.members import Member
from bot.core.schedule.times import REMINDER
from bot.features.reminders import commands, events
from bot.features.reminders.cards import reminder_label
from bot.features.reminders.checks import CHECKS
from bot.features.reminders.contracts import Reminder
from bot.features.reminders.handlers import coming, setting, words
from bot.features.reminders.sections import SECTIONS
from bot.features.reminders.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="reminders",
    rules=("B8",),
    handlers={
        commands.Remind: setting.remind,
        commands.SetReminder: setting.set_reminder,
        commands.OpenReminder: setting.open_reminder,
        commands.SaveReminder: setting.save_reminder,
        commands.ListReminders: setting.list_reminders,
        commands.FinishReminder: coming.finish_reminder,
        commands.PutOffReminder: coming.put_off_reminder,
        commands.DropReminder: coming.drop_reminder,
        commands.MoveReminder: words.move_reminder,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(Reminder, subject="contact_id", state="state", label=RecordLabel(45, reminder_label)),),
    events={
        Added(Reminder): events.follow_reminders,
        Changed(Reminder): events.follow_reminders,
        Removed(Reminder): events.follow_reminders,
        Changed(Member): events.follow_zone,
        ContactReplaced: follow_contact(Reminder),
        Erased(Contact): remove_rows_of_contact(Reminder),
    },
    sections=SECTIONS,
    at_home=(Reminder,),
    actions={REMINDER: coming.bring},
)
