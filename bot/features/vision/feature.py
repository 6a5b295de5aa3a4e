"""The picture of the future and the path to it (P4, P6, F2)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import (
    Changed,
    ContactReplaced,
    Erased,
    Removed,
    quote_no_more,
    remove_rows_of_contact,
)
from bot.core.feature import Feature, Record
from bot.features.teams.contracts.values import AccountTeam
from bot.features.vision import commands, events
from bot.features.vision.checks import CHECKS
from bot.features.vision.contracts import PathNeed, Vision
from bot.features.vision.handlers import vision
from bot.features.vision.sections import SECTIONS
from bot.features.vision.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="vision",
    rules=("P4", "P6", "F2"),
    handlers={
        commands.ShowVision: vision.show_vision,
        commands.EditVision: vision.edit_vision,
        commands.SaveVision: vision.save_vision,
        commands.TakeOnPath: vision.take_on_path,
        commands.DropNeed: vision.drop_need,
        commands.ShowUnlikely: vision.show_unlikely,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    sections=SECTIONS,
    at_home=(Vision, PathNeed),
    records=(
        Record(Vision),
        Record(PathNeed, subject="vision_id"),
    ),
    events={
        ContactReplaced: events.follow_contact,
        Changed(AccountTeam): events.hide,
        Removed(AccountTeam): events.hide,
        Removed(Vision): quote_no_more,
        Erased(Contact): remove_rows_of_contact(PathNeed),
    },
)
