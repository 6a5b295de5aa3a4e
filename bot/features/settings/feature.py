"""Settings: what a member chooses, and what an admin chooses for everybody (B3)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.core.members import Member
from bot.core.schedule.commands import WhyAsked
from bot.core.settings import MemberSettings
from bot.features.settings import commands
from bot.features.settings.checks import CHECKS
from bot.features.settings.handlers import adjusting, model, settings, why
from bot.features.settings.sections import SECTIONS
from bot.features.settings.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="settings",
    rules=("B3",),
    handlers={
        commands.EditSettings: settings.edit_settings,
        commands.SaveSettings: settings.save_settings,
        commands.AdjustSettings: adjusting.adjust_settings,
        commands.TellZone: adjusting.tell_zone,
        commands.Pause: settings.pause,
        commands.Resume: settings.resume,
        commands.TellAboutModel: model.tell_about_model,
        WhyAsked: why.why_asked,
        commands.AllowModel: model.allow_model,
        commands.ShowModelChoice: model.show_model_choice,
        commands.SetModelRule: model.set_model_rule,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    sections=SECTIONS,
    at_home=(MemberSettings, Member),
)
