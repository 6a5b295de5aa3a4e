"""Which use case takes which command about nudges."""

from __future__ import annotations

from bot.messages import nudges as messages
from bot.messages.commands import Command
from bot.usecases.nudging import nudge_care, nudge_lists
from bot.usecases.turn import Handler

NUDGES: dict[type[Command], Handler] = {
    messages.ListNudges: nudge_lists.list_nudges,
    messages.Snooze: nudge_care.snooze,
    messages.ChooseSnooze: nudge_care.choose_snooze,
    messages.SnoozeUntil: nudge_care.snooze_until,
    messages.DraftMessage: nudge_care.draft_message,
    messages.LookAtNudges: nudge_care.look_at_nudges,
}
