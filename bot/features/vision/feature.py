"""The picture of the future and the path to it (P4, P6, F2)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import ContactReplaced, Erased, remove_rows_of_contact
from bot.core.feature import Feature, Record
from bot.features.vision import commands, events
from bot.features.vision.checks import CHECKS
from bot.features.vision.contracts import PathNeed, Vision
from bot.features.vision.handlers import vision
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
    records=(
        Record(Vision),
        Record(PathNeed, subject="vision_id"),
    ),
    events={
        ContactReplaced: events.follow_contact,
        Erased(Contact): remove_rows_of_contact(PathNeed),
    },
)
