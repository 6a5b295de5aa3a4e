"""The handlers that every feature stands on: the member's schedule."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.schedule.commands import Awaken, KeepAgenda, LookAgain
from bot.core.schedule.on_time import keep_agenda, look_again
from bot.core.turn import Handler

HANDLERS: dict[type[Command], Handler] = {
    KeepAgenda: keep_agenda,
    Awaken: keep_agenda,
    LookAgain: look_again,
}
