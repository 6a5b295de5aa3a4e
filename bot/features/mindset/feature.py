"""A private question about one relationship (S1)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import (
    Added,
    Changed,
    ContactReplaced,
    Erased,
    follow_contact,
    remove_rows_of_contact,
)
from bot.core.feature import Feature, Record
from bot.core.members import Departure
from bot.features.mindset import commands, events, handlers
from bot.features.mindset.checks import CHECKS
from bot.features.mindset.contracts import Attitude
from bot.features.mindset.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="mindset",
    rules=("S1",),
    handlers={
        commands.Reflect: handlers.reflect,
        commands.TurnQuestion: handlers.turn_question,
        commands.SaveAttitude: handlers.save_attitude,
        commands.ListAttitudes: handlers.list_attitudes,
        commands.DeleteAttitude: handlers.delete_attitude,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(Attitude, journalled=False),),
    events={
        ContactReplaced: follow_contact(Attitude),
        Erased(Contact): remove_rows_of_contact(Attitude),
        Added(Departure): events.forget,
        Changed(Departure): events.forget,
    },
)
