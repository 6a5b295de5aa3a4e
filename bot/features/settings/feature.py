"""Settings: what a member chooses, and what an admin chooses for everybody (B3)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.features.settings import commands
from bot.features.settings.checks import CHECKS
from bot.features.settings.handlers import settings
from bot.features.settings.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="settings",
    rules=("B3",),
    handlers={
        commands.EditSettings: settings.edit_settings,
        commands.SaveSettings: settings.save_settings,
        commands.Pause: settings.pause,
        commands.Resume: settings.resume,
        commands.TellAboutModel: settings.tell_about_model,
        commands.AllowModel: settings.allow_model,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
)
